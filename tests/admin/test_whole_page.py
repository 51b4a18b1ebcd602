"""The change in its paragraph, the whole page then and now, the check's story, and what
an item with many claims costs."""

from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from tests.admin.conftest import Desk
from tests.admin.test_desk_queue import cost
from tests.factories import add_citation, add_claim, add_snapshot, day
from tracker.admin.check_words import tell_check
from tracker.admin.in_paragraph import InParagraph, in_paragraph
from tracker.engine.clutter import line_key
from tracker.engine.page_diff import compare_pages
from tracker.models import Clutter, ReviewItem
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import LearntFrom, ReviewKind, Urgency

STAYS = [f"Paragraph {number} of the report stays as it is." for number in range(6)]
WAS = "On Monday two men were captured in the region, officials said."
IS = "On Monday two men were detained in the region, officials said."
MENU = "Most read today"


def page_of(item: ReviewItem, name: str = "change") -> str:
    return reverse(f"admin:tracker_reviewitem_{name}", args=[item.pk])


def test_a_change_is_marked_in_its_paragraph(desk: Desk) -> None:
    item = desk.item
    citation, check = item.citation, item.last_check
    assert citation is not None
    assert check is not None
    citation.snapshot = add_snapshot(desk.source, f"Before.\n{WAS}\nNo.", at=day(8))
    check.snapshot = add_snapshot(desk.source, f"Before.\n{IS}\nNo.", at=day(12))

    found = in_paragraph(item)

    marked = WAS.replace("captured", "<del>captured</del><ins>detained</ins>")
    assert found == InParagraph(SafeString(marked), is_gone=False)


def test_words_that_are_gone_are_struck_through_in_the_old_paragraph(
    desk: Desk,
) -> None:
    item = desk.item
    item.after = ""
    assert item.citation is not None
    item.citation.snapshot = add_snapshot(desk.source, f"No.\n{WAS}", at=day(8))

    found = in_paragraph(item)

    assert found is not None
    assert found.is_gone
    assert "<del>two men were captured</del>" in found.marked


def test_two_pages_stand_side_by_side(desk: Desk) -> None:
    then = add_snapshot(desk.source, "\n".join([*STAYS, WAS]), at=day(8))
    now = add_snapshot(desk.source, "\n".join([*STAYS, IS]), at=day(12))

    found = compare_pages(then, now)

    assert found is not None
    folded, last, changed = found.rows
    assert (folded.folded, last.before) == (tuple(STAYS[:-1]), STAYS[-1])
    assert "<del>captured</del>" in str(changed.before)
    assert "<ins>detained</ins>" in str(changed.after)
    assert found.changed == 1


def test_what_is_clutter_is_folded_away(desk: Desk) -> None:
    then = add_snapshot(desk.source, "\n".join([*STAYS, MENU]), at=day(8))
    now = add_snapshot(desk.source, "\n".join(STAYS), at=day(12))
    Clutter.objects.create(
        source=desk.source,
        key=line_key(MENU),
        sample=MENU,
        learnt_from=LearntFrom.CAPTURES,
    )

    found = compare_pages(then, now)

    assert found is not None
    assert (found.changed, found.clutter) == (0, (f"\N{MINUS SIGN} {MENU}",))


def test_the_whole_page_has_an_address_and_a_part(at_work: Client, desk: Desk) -> None:
    address = page_of(desk.item, "page")
    assert f'href="{address}"' in at_work.get(page_of(desk.item)).content.decode()

    whole, part = at_work.get(address), at_work.get(address, {"part": 1})

    for page in (whole, part):
        assert "two men were <ins>detained</ins>" in page.content.decode()
    assert "<html" in whole.content.decode()
    assert "tracker/reviewing.css" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_whoever_types_a_party_on_an_item_is_helped(
    at_work: Client, desk: Desk
) -> None:
    page = at_work.get(page_of(desk.item)).content.decode()

    assert "data-suggest=" in page
    assert "tracker/suggest.js" in page


def test_a_check_tells_its_hops_and_its_headers(desk: Desk) -> None:
    check = desk.item.last_check
    assert check is not None
    assert check.snapshot is not None
    check.redirects = [
        {"url": "http://a.example/", "status": 301, "location": "https://b.example/"}
    ]
    check.snapshot.headers = [["Last-Modified", "Sat, 12 Apr 2025"], ["Server", "x"]]

    told = tell_check(check)

    assert "It sent the check on to https://b.example/ (301)." in told
    assert "Its headers said Last-Modified: Sat, 12 Apr 2025." in told


def test_an_item_costs_the_same_with_10_and_100_claims(
    at_work: Client, desk: Desk
) -> None:
    item = open_item(
        Opening(
            kind=ReviewKind.PAGE_CHANGED,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            source=desk.source,
            check=desk.item.last_check,
        ),
        now=day(13),
    )

    def fill(count: int) -> None:
        for _ in range(count):
            add_citation(add_claim(), desk.source, at=day(9))

    fill(20)
    cost(at_work, page_of(item))
    before = cost(at_work, page_of(item))

    fill(80)

    assert cost(at_work, page_of(item)) == before
    assert before <= 75
