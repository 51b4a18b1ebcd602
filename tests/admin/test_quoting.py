"""A citation is made of words that the desk found again in the stored page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.factories import (
    add_check,
    add_citation,
    add_party,
    add_position,
    add_snapshot,
    add_source,
    day,
)
from tracker.admin.picker import cite_url
from tracker.models import Citation, Position, Source, SourceProfile, Watch
from tracker.review.roles import AUDITOR, CHIEF, EDITOR, REPORTER
from tracker.rules.vocabulary import CheckOutcome, Stance

PAGE = "https://other.example/report"
TEXT = (
    "Обидва пірси безпечні.\n两个码头对船只都是安全的。\nالرصيفان آمنان للسفن.\n"
    "It is so. We say it twice: It is so. Both piers are safe for ships."
)
POSITION = {"stance": "asserts", "voice": "quoted", "date": "2025-04-14"}
CITED = {"bearing": "supports", "credibility": "2", "date": "2025-04-14"}


@pytest.fixture
def source(desk: Desk) -> Source:
    source = add_source(PAGE)
    add_snapshot(source, TEXT, at=day(13), language="uk")
    return source


def form_of(desk: Desk, kind: str = "position") -> str:
    return reverse("admin:tracker_claim_add_fact", args=[desk.claim.pk, kind])


def record(client: Client, desk: Desk, exact: str, **more: Any) -> Any:
    fields = POSITION | {"party": "Moscow", "url": PAGE, "exact": exact}
    return client.post(form_of(desk), fields | more)


def text_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def went(answer: Any) -> str:
    address: str = answer.headers["Location"]
    return address


@pytest.mark.parametrize(
    "words",
    [
        "Обидва пірси безпечні.",
        "两个码头对船只都是安全的。",
        "الرصيفان آمنان للسفن.",
        "Both piers are safe for ships.",
        "безпечні.\n两个码头",
    ],
)
def test_typed_words_are_kept_with_selector_snapshot_and_place(
    at_work: Client, desk: Desk, source: Source, words: str
) -> None:
    record(at_work, desk, words, language="uk")

    row = Citation.objects.get(source=source)
    assert row.snapshot == source.snapshots.get()
    assert TEXT[row.start : row.end] == row.exact == words
    before = (row.start or 0) - len(row.prefix)
    assert TEXT.startswith(row.prefix + words + row.suffix, before)
    assert row.position == Position.objects.get(party=desk.moscow)


def test_words_that_do_not_stand_there_are_refused_with_the_nearest(
    at_work: Client, desk: Desk, source: Source
) -> None:
    answer = record(at_work, desk, "Both piers are unsafe for ships.", is_unread="on")

    assert "Both piers are safe for ships." in text_of(answer)
    assert not Citation.objects.filter(source=source).exists()


def test_words_in_two_places_are_asked_about_and_the_chosen_place_is_kept(
    at_work: Client, desk: Desk, source: Source
) -> None:
    answer = record(at_work, desk, "It is so.")
    assert "Choose the place" in text_of(answer)
    second = TEXT.rindex("It is so.")

    record(at_work, desk, "It is so.", place=second)

    assert Citation.objects.get(source=source).start == second


def test_a_place_that_a_script_made_up_is_not_believed(
    at_work: Client, desk: Desk, source: Source
) -> None:
    record(at_work, desk, "Both piers are safe", start=0, end=19)

    assert Citation.objects.get(source=source).start == TEXT.index("Both")


def test_the_snapshot_of_another_source_is_not_quoted(
    at_work: Client, desk: Desk, source: Source
) -> None:
    foreign = add_snapshot(add_source(), "Other words.", at=day(13))

    record(at_work, desk, "Both piers are safe", snapshot=foreign.pk)

    assert Citation.objects.get(source=source).snapshot == source.snapshots.get()


def test_a_form_can_be_bound_again_from_plain_data(
    at_work: Client, desk: Desk, source: Source
) -> None:
    first = source.snapshots.get()
    add_snapshot(source, "All of it is rewritten.", at=day(14))

    record(at_work, desk, "Both piers are safe", snapshot=first.pk)

    assert Citation.objects.get(source=source).snapshot == first


def test_a_page_that_was_not_read_says_why(at_work: Client, desk: Desk) -> None:
    other = add_source("https://other.example/closed")
    why = "robots.txt asks robots to leave this address alone"
    add_check(other, CheckOutcome.ROBOTS_DISALLOWED, at=day(14), reason=why)

    answer = record(at_work, desk, "It is so.", url=other.url)

    assert why in text_of(answer)
    record(at_work, desk, "It is so.", url=other.url, is_unread="on")
    row = Citation.objects.get(source=other)
    assert (row.exact, row.snapshot, row.start) == ("It is so.", None, None)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://127.0.0.1/", "ftp://a.example/", "a b"]
)
def test_an_address_that_cannot_be_is_said_once_on_the_field(
    at_work: Client, desk: Desk, url: str
) -> None:
    begun = at_work.post(
        reverse("admin:tracker_source_read"),
        {"url": url, "next": form_of(desk)},
        follow=True,
    )
    posted = record(at_work, desk, "It is so.", url=url)

    for page in (begun, posted):
        assert text_of(page).count("cannot be looked at") == 1
    assert not Source.objects.filter(url=url).exists()


def test_a_new_address_is_asked_for_before_all_others(
    at_work: Client, desk: Desk, editor: User
) -> None:
    answer = at_work.post(
        reverse("admin:tracker_source_read"),
        {"url": "https://new.example/a", "next": form_of(desk)},
    )

    source = Source.objects.get(url="https://new.example/a")
    assert (source.priority, source.added_by) == (100, editor)
    assert went(answer) == f"{form_of(desk)}?source={source.pk}&since=0"
    page = text_of(at_work.get(went(answer)))
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "first in line" in page


def test_a_page_that_was_just_read_is_not_waited_for(
    at_work: Client, desk: Desk, source: Source
) -> None:
    Source.objects.filter(pk=source.pk).update(last_checked_at=datetime.now(UTC))

    answer = at_work.post(
        reverse("admin:tracker_source_read"), {"url": PAGE, "next": form_of(desk)}
    )

    assert went(answer) == f"{form_of(desk)}?source={source.pk}"


def test_a_foreign_address_to_go_back_to_is_ignored(
    at_work: Client, desk: Desk
) -> None:
    answer = at_work.post(
        reverse("admin:tracker_source_read"),
        {"url": PAGE, "next": "https://evil.example/admin/"},
    )

    assert went(answer).startswith(reverse("admin:index"))


def test_what_is_known_of_a_page_is_filled_in(
    at_work: Client, desk: Desk, source: Source
) -> None:
    channel = add_source("https://other.example/feed")
    Watch.objects.create(party=desk.moscow, source=channel, kind="feed")
    SourceProfile.objects.create(
        source=source, published_at=day(13, hour=8), recorded_at=day(14)
    )

    answer = at_work.get(form_of(desk), {"source": source.pk})

    form = answer.context["form"]
    filled = {name: form[name].value() for name in ("party", "language", "date")}
    assert filled == {
        "party": desk.moscow.pk,
        "language": "uk",
        "date": day(13).date(),
    }
    assert 'value="Moscow"' in text_of(answer)


def test_a_post_begins_with_the_last_speaker_of_its_channel(
    at_work: Client, desk: Desk
) -> None:
    said = add_position(
        desk.claim, desk.moscow, Stance.DENIES, at=day(12), speaker="A. Speaker"
    )
    first = add_source("https://t.me/mos_news/1")
    add_citation(desk.claim, first, at=day(12), position=said)
    second = add_source("https://t.me/mos_news/2")
    other = add_source("https://t.me/others/2")

    for post, party in ((second, desk.moscow.pk), (other, None)):
        form = at_work.get(form_of(desk), {"source": post.pk}).context["form"]
        assert form["party"].value() == party


def test_a_megabyte_is_shown_in_parts(at_work: Client, desk: Desk) -> None:
    long = add_source("https://other.example/long")
    text = "\n".join(f"Paragraph {number}. It says little." for number in range(30_000))
    add_snapshot(long, text, at=day(13))

    page = at_work.get(form_of(desk), {"source": long.pk})
    last = at_work.get(form_of(desk), {"source": long.pk, "part": 26})

    assert len(page.content) < 400_000
    assert "Paragraph 29999." in text_of(last)


def test_a_citation_is_replaced_from_an_address(
    at_work: Client, desk: Desk, source: Source
) -> None:
    wrong = Citation.objects.get(source=desk.source)
    door = f"{form_of(desk, 'citation')}?corrects={wrong.pk}&url={PAGE}"
    address = cite_url(desk.claim.pk, url=PAGE, corrects=wrong.pk)
    assert went(at_work.get(door)) == address
    form = at_work.get(address).context["form"]
    assert (form["url"].value(), form["exact"].value()) == (PAGE, "")
    kept = {"position": form["position"].value(), "reason": "The page moved."}

    at_work.post(
        address, CITED | kept | {"url": PAGE, "exact": "Both piers are safe for ships."}
    )

    row = Citation.objects.get(corrects=wrong)
    assert (row.source, row.position) == (source, desk.position)


def test_a_party_is_typed_by_name_slug_or_alias(at_work: Client, desk: Desk) -> None:
    for number, typed in enumerate(("moscow", "Moscow (moscow)", str(desk.moscow.pk))):
        fields = POSITION | {"party": typed, "date": f"2025-04-1{number}"}
        at_work.post(form_of(desk), fields)

    assert Position.objects.filter(party=desk.moscow).count() == 3


def test_an_unknown_or_shared_name_is_said(at_work: Client, desk: Desk) -> None:
    add_party("moscow-2", name="Moscow")

    unknown = at_work.post(form_of(desk), POSITION | {"party": "Atlantis"})
    shared = at_work.post(form_of(desk), POSITION | {"party": "Moscow"})

    assert "There is no party of this name" in text_of(unknown)
    assert "Moscow (moscow-2)" in text_of(shared)


def test_names_are_offered_while_somebody_types(at_work: Client, desk: Desk) -> None:
    add_position(desk.claim, desk.moscow, at=day(12), speaker="A. Speaker")
    address = reverse("admin:tracker_party_suggest")

    names = at_work.get(address, {"q": "mosc"}).json()["names"]
    speakers = at_work.get(address, {"by": "Moscow"}).json()["names"]

    assert (names, speakers) == (["Moscow"], ["A. Speaker"])


@pytest.mark.parametrize(
    ("role", "code"), [(REPORTER, 302), (EDITOR, 302), (CHIEF, 302), (AUDITOR, 403)]
)
def test_who_may_have_a_page_read(
    client: Client, desk: Desk, role: str, code: int
) -> None:
    client.force_login(person("someone", role))
    fields = {"url": "https://new.example/a", "next": form_of(desk)}

    answer = client.post(reverse("admin:tracker_source_read"), fields)

    assert answer.status_code == code
    assert Source.objects.filter(url=fields["url"]).exists() == (code == 302)


def test_an_auditor_reads_how_far_a_look_is_and_a_stranger_does_not(
    client: Client, desk: Desk, source: Source
) -> None:
    address = reverse("admin:tracker_source_asked", args=[source.pk])
    assert client.get(address).status_code == 302
    client.force_login(person("auditor", AUDITOR))
    assert client.get(address).json()["done"] is False
    assert client.get(form_of(desk)).status_code == 403

    client.force_login(person("nobody"))
    assert client.get(address).status_code == 403
    assert client.get(reverse("admin:tracker_party_suggest")).status_code == 403
