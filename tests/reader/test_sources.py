"""A source's page and the archived text of a snapshot."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.factories import (
    add_check,
    add_citation,
    add_claim,
    add_outside_copy,
    add_snapshot,
    add_source,
    day,
)
from tests.reader.cases import WORDS, founding_case
from tests.reader.reading import read
from tracker.models import Source
from tracker.rules.schedule import DueReason
from tracker.rules.vocabulary import CheckOutcome, SourceState
from tracker.rules.wording import label_of

pytestmark = pytest.mark.django_db


def test_a_source_shows_its_checks_and_what_became_of_the_words(
    client: Client,
) -> None:
    case = founding_case()
    add_check(
        case.source,
        CheckOutcome.NOT_FOUND,
        at=day(13),
        http_status=404,
        source_state=SourceState.SUSPECT,
    )

    page = read(client, f"/sources/{case.source.pk}/")

    assert "4 checks" in page
    assert "Not found" in page
    assert "HTTP 404" in page
    assert "absent since the check of 11 April 2025" in page
    assert "Carries the word of Kyiv" in page


def test_a_source_without_an_origin_carries_nobodys_word(client: Client) -> None:
    source = add_source()
    add_citation(add_claim(), source, at=day(8))

    assert "Carries the word" not in read(client, f"/sources/{source.pk}/")


def test_a_snapshot_marks_the_quoted_words(client: Client) -> None:
    case = founding_case()

    page = read(client, f"/snapshots/{case.snapshot.body_id}/")

    anchor = f'<span id="citation-{case.citation.pk}"></span>'
    assert f"<mark>{anchor}{WORDS}</mark>" in page
    assert "First line of the page." in page


def test_words_without_a_place_are_found_by_their_letters(client: Client) -> None:
    claim, source = add_claim(), add_source()
    snapshot = add_snapshot(source, "He said: “we are\u00a0here” twice.", at=day(8))
    add_citation(claim, source, at=day(8), exact='"we are here"')

    page = read(client, f"/snapshots/{snapshot.body_id}/")

    assert "“we are\u00a0here”" in page.partition("<mark")[2]


def test_words_that_are_not_in_the_text_are_not_marked(client: Client) -> None:
    claim, source = add_claim(), add_source()
    snapshot = add_snapshot(source, "Something else.", at=day(8))
    add_citation(claim, source, at=day(8), exact="we are here", start=0, end=5)

    assert "<mark" not in read(client, f"/snapshots/{snapshot.body_id}/")


def test_quotations_that_overlap_keep_an_anchor_each(client: Client) -> None:
    claim, source = add_claim(), add_source()
    snapshot = add_snapshot(source, "one two three four", at=day(8))
    first = add_citation(claim, source, at=day(8), exact="one two three")
    second = add_citation(claim, source, at=day(8), exact="two three four")

    page = read(client, f"/snapshots/{snapshot.body_id}/")

    marked = page.partition('<section aria-label="Archived text"')[2]
    assert f'<mark><span id="citation-{first.pk}"></span>one </mark>' in marked
    assert f'<mark><span id="citation-{second.pk}"></span>two three</mark>' in marked
    assert "<mark> four</mark>" in marked


def test_a_page_of_html_is_shown_as_its_text_and_never_runs(client: Client) -> None:
    source = add_source()
    add_citation(add_claim(), source, at=day(8))
    snapshot = add_snapshot(source, "<script>alert(1)</script>", at=day(8))

    page = read(client, f"/snapshots/{snapshot.body_id}/")

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_captures_of_the_same_bytes_share_a_page(client: Client) -> None:
    source = add_source()
    add_citation(add_claim(), source, at=day(8))
    add_snapshot(source, "The same.", at=day(8))
    snapshot = add_snapshot(source, "The same.", at=day(9))

    page = read(client, f"/snapshots/{snapshot.body_id}/")

    assert "8 April 2025, 12:00 UTC" in page
    assert "9 April 2025, 12:00 UTC" in page


def test_two_quotations_of_the_same_words_share_a_mark(client: Client) -> None:
    claim, other, source = add_claim(), add_claim(), add_source()
    snapshot = add_snapshot(source, "These words here.", at=day(8))
    first = add_citation(claim, source, at=day(8), exact="words")
    second = add_citation(other, source, at=day(8), exact="words")

    page = read(client, f"/snapshots/{snapshot.body_id}/")

    anchors = "".join(
        f'<span id="citation-{number}"></span>' for number in (first.pk, second.pk)
    )
    assert f"<mark>{anchors}words</mark>" in page


def test_a_source_says_why_its_next_look_is_then(client: Client) -> None:
    source = founding_case().source
    now = datetime.now(UTC)
    Source.objects.filter(pk=source.pk).update(
        due_at=now + timedelta(days=3),
        due_reason=DueReason.RATE,
        last_checked_at=now,
        change_rate=1 / 7,
    )

    page = read(client, f"/sources/{source.pk}/")

    assert "About every 3 days: it changes about every 7 days," in page
    assert "published claim quotes it" in page


def test_a_source_that_is_overdue_is_due_now(client: Client) -> None:
    source = add_source(due_at=day(9))
    add_citation(add_claim(), source, at=day(8))

    assert "Due now" in read(client, f"/sources/{source.pk}/")


def test_a_source_shows_only_the_looks_of_the_moment(client: Client) -> None:
    case = founding_case()
    add_check(
        case.source,
        CheckOutcome.NOT_FOUND,
        at=day(20),
        http_status=404,
        source_state=SourceState.SUSPECT,
    )
    address = f"/sources/{case.source.pk}/"

    then = read(client, f"{address}?as_of=2025-04-14")

    assert "You are reading the past" in then
    assert "<strong>As it was</strong>" in then
    assert "HTTP 404" not in then
    assert "Next look" not in then
    assert "HTTP 404" in read(client, address)


def test_a_look_that_was_not_recorded_yet_was_not_known(client: Client) -> None:
    case = founding_case()
    add_check(case.source, CheckOutcome.NOT_FOUND, at=day(20), http_status=404)

    known = read(
        client, f"/sources/{case.source.pk}/?as_of=2025-06-01&known_at=2025-04-14"
    )

    assert "HTTP 404" not in known


def test_the_list_of_sources_shows_the_states_of_the_moment(client: Client) -> None:
    case = founding_case()
    add_check(case.source, at=day(12), source_state=SourceState.BLOCKED)
    add_check(case.source, at=day(20), source_state=SourceState.DEAD)
    state = '<td role="cell" data-label="State">{}</td>'.format

    then = read(client, "/sources/?as_of=2025-04-14")

    assert state(label_of(SourceState.BLOCKED)) in then
    assert state(label_of(SourceState.DEAD)) not in then


@pytest.mark.parametrize("address", ["/", "/sources/"])
def test_a_page_of_the_past_says_so_and_leads_on_in_it(
    client: Client, address: str
) -> None:
    founding_case()
    page = read(client, f"{address}?as_of=2025-04-14")
    assert "You are reading the past" in page
    assert 'href="/sources/?as_of=2025-04-14"' in page
    assert 'name="robots" content="noindex"' in page


def test_copies_in_other_archives_are_shown_beside_ours(client: Client) -> None:
    case = founding_case()
    copy = add_outside_copy(case.source, case.snapshot, at=day(9))

    source = read(client, f"/sources/{case.source.pk}/")
    snapshot = read(client, f"/snapshots/{case.snapshot.body_id}/")

    for page in (source, snapshot):
        assert f'href="{copy.address}"' in page
        assert "archive.example" in page


def test_copy_was_not_shown_before_the_desk_knew_of_it(client: Client) -> None:
    case = founding_case()
    add_outside_copy(case.source, at=day(9, hour=12))

    past = read(client, f"/sources/{case.source.pk}/?known_at=2025-04-09T12:30:00Z")
    later = read(client, f"/sources/{case.source.pk}/?known_at=2025-04-09T13:30:00Z")

    assert "archive.example" not in past
    assert "archive.example" in later
