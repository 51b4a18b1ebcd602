"""What an item's page shows of the page that was looked at and the claims on it."""

from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_snapshot,
    add_source,
    day,
)
from tracker.admin.surroundings import AROUND, cut
from tracker.models import ReviewItem, Source
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import CheckOutcome, CitationState, ReviewKind, Urgency


def shown(client: Client, item: ReviewItem, query: str = "") -> str:
    address = reverse("admin:tracker_reviewitem_change", args=[item.pk])
    return client.get(address + query).content.decode()


def gone(source: Source, *, reason: str = "") -> ReviewItem:
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_GONE,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            source=source,
            check=add_check(source, CheckOutcome.NOT_FOUND, at=day(14), reason=reason),
            after="The page answers 404.",
        ),
        now=day(14),
    )


def test_a_page_that_is_gone_is_decided_for_the_one_claim_on_it(
    at_work: Client, desk: Desk
) -> None:
    page = shown(at_work, gone(desk.source))

    assert "Claim: <a" in page
    assert "It is so: captured." in page
    assert 'value="status"' in page


def test_of_several_claims_on_a_page_each_has_its_headline_and_one_is_chosen(
    at_work: Client, desk: Desk
) -> None:
    other = add_claim(statement="They were paid.")
    add_citation(other, desk.source, at=day(9))
    item = gone(desk.source)

    before, after = shown(at_work, item), shown(at_work, item, f"?claim={other.pk}")

    assert "2 claims rest on this source" in before
    assert "Not yet assessed" in before
    assert f'href="?claim={other.pk}"' in before
    assert 'value="status"' not in before
    assert 'value="status"' in after
    assert "Of: They were paid." in after


def test_a_claim_that_is_not_on_the_page_cannot_be_chosen(
    at_work: Client, desk: Desk
) -> None:
    add_citation(add_claim(), desk.source, at=day(9))
    stranger = add_claim()

    page = shown(at_work, gone(desk.source), f"?claim={stranger.pk}")

    assert 'value="status"' not in page


def test_a_page_that_no_claim_rests_on_says_so(at_work: Client, desk: Desk) -> None:
    assert "No claim rests on this source." in shown(at_work, gone(add_source()))


def test_what_was_found_is_quoted_once_where_nothing_stood_before(
    at_work: Client, desk: Desk
) -> None:
    page = shown(at_work, gone(desk.source))

    assert page.count("The page answers 404.") == 1
    assert "<h3>Then</h3>" not in page


def test_what_the_check_says_itself_is_not_quoted_as_well(
    at_work: Client, desk: Desk
) -> None:
    page = shown(at_work, gone(desk.source, reason="The page answers 404."))

    assert page.count("The page answers 404.") == 1
    assert "What the check found" not in page


def see_altered(
    desk: Desk, text: str, start: int, *, hour: int, is_kept: bool = True
) -> ReviewItem:
    """Another look at the altered quotation of the desk."""
    snapshot = add_snapshot(desk.source, text, at=day(12, hour=hour))
    check = add_check(desk.source, at=day(12, hour=hour), snapshot=snapshot)
    assert desk.item.citation is not None
    check.citation_checks.create(
        citation=desk.item.citation,
        state=CitationState.ALTERED,
        start=start,
        end=start + len(desk.item.after),
        matched=desk.item.after,
        is_place_kept=is_kept,
    )
    return open_item(
        Opening(
            kind=ReviewKind.WORDS_ALTERED,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=desk.claim,
            source=desk.source,
            citation=desk.item.citation,
            check=check,
        ),
        now=day(12, hour=hour),
    )


def test_what_stands_around_the_altered_words_is_shown(
    at_work: Client, desk: Desk
) -> None:
    item = see_altered(desk, "On Monday two men were detained there.", 10, hour=14)

    page = shown(at_work, item)

    assert '<span class="desk-note-inline">On Monday </span>' in page
    assert '<span class="desk-note-inline"> there.</span>' in page


def test_a_place_in_a_text_that_was_not_kept_shows_nothing_wrong(
    at_work: Client, desk: Desk
) -> None:
    text = "On Monday two men were detained there."
    item = see_altered(desk, text, 10, hour=14, is_kept=False)

    assert 'inline">On Monday' not in shown(at_work, item)


def test_a_place_in_another_extractors_reading_shows_nothing_wrong(
    at_work: Client, desk: Desk
) -> None:
    item = see_altered(desk, "On Monday two men were detained there.", 7, hour=14)

    assert 'inline">On Monday' not in shown(at_work, item)


def test_surroundings_are_cut_between_words() -> None:
    text = f"{'before ' * 40}HERE{' after' * 40}"
    start = text.index("HERE")

    around = cut(text, start, start + 4)

    assert around.before.startswith("… before ")
    assert around.after.endswith("after …")
    assert len(around.before) <= AROUND + 2


def test_the_check_that_found_it_is_told_before_the_one_that_saw_it_again(
    at_work: Client, desk: Desk
) -> None:
    again = add_check(desk.source, at=day(12, hour=15))
    assert desk.item.citation is not None
    add_citation_check(again, desk.item.citation, CitationState.ALTERED)
    desk.item.last_check = again
    desk.item.save()

    page = shown(at_work, desk.item)

    first = page.index("Asked 12 April 2025, 11:59 UTC.")
    assert first < page.index("Seen again 12 April 2025, 14:59 UTC.")
    assert "The text changed" in page
