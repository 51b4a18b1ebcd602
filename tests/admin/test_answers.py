"""An answer that was found becomes a position, typed once."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.factories import add_check, day
from tracker.models import (
    Citation,
    Contribution,
    Position,
    ReviewItem,
    Source,
    Watch,
    WatchEntry,
)
from tracker.review.items import Opening, dismiss, open_item
from tracker.review.roles import REPORTER
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency

SAID = "Our units took part."
PAGE = "https://moscow.example/statements/1"


@pytest.fixture
def found(desk: Desk) -> ReviewItem:
    entry = WatchEntry.objects.create(
        watch=Watch.objects.get(),
        key="2",
        title="A statement",
        text=SAID,
        url=PAGE,
        published_at=day(14, hour=9),
    )
    return open_item(
        Opening(
            kind=ReviewKind.ANSWER_FOUND,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=desk.claim,
            source=entry.watch.source,
            party=desk.moscow,
            watch_entry=entry,
            check=add_check(entry.watch.source, at=day(14)),
            after=f"A statement\n{SAID}",
        ),
        now=day(14),
    )


def form_of(item: ReviewItem) -> str:
    return reverse("admin:tracker_reviewitem_answer", args=[item.pk])


def record(client: Client, item: ReviewItem, **changes: Any) -> Any:
    """Posts the form as it is shown, with what only the editor knows."""
    form = client.get(form_of(item)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in shown.items() if value is not None}
    chosen = {"stance": "acknowledges", "voice": "quoted", "is_unread": "on"}
    return client.post(form_of(item), kept | chosen | changes)


def test_the_item_quotes_the_answer_once_and_leads_to_the_form(
    at_work: Client, found: ReviewItem
) -> None:
    address = reverse("admin:tracker_reviewitem_change", args=[found.pk])
    page = at_work.get(address).content.decode()

    assert page.count(f"<blockquote>{SAID}</blockquote>") == 1
    assert f'href="{PAGE}"' in page
    assert f'href="{form_of(found)}"' in page
    assert "<h3>Then</h3>" not in page


def test_what_the_channel_says_is_filled_in(
    at_work: Client, desk: Desk, found: ReviewItem
) -> None:
    form = at_work.get(form_of(found)).context["form"]

    filled = {name: form[name].value() for name in ("party", "exact", "url", "answers")}
    assert filled == {
        "party": desk.moscow.pk,
        "exact": SAID,
        "url": PAGE,
        "answers": desk.claim.inquiries.get().pk,
    }
    assert (str(form["date"].value()), form["stance"].value()) == ("2025-04-14", None)


def test_one_form_writes_position_citation_and_source_and_closes_the_item(
    at_work: Client, desk: Desk, found: ReviewItem, editor: User
) -> None:
    record(at_work, found)

    position = Position.objects.get(party=desk.moscow)
    citation = Citation.objects.get(position=position)
    source = Source.objects.get(url=PAGE)
    found.refresh_from_db()
    assert (position.effective_at, position.stance) == (
        day(14, hour=9),
        "acknowledges",
    )
    assert position.answers == desk.claim.inquiries.get()
    assert (citation.exact, citation.source) == (SAID, source)
    assert source.profiles.get().title == "A statement"
    assert (found.state, found.resolved_by) == (ReviewState.RESOLVED, editor)


def test_the_next_item_is_the_status_that_the_answer_outdates(
    at_work: Client, found: ReviewItem
) -> None:
    answer = record(at_work, found)

    outdated = ReviewItem.objects.open().get(kind=ReviewKind.STATUS_OUTDATED)
    assert answer.url == reverse("admin:tracker_reviewitem_change", args=[outdated.pk])


def test_a_refusal_leaves_nothing_behind(
    at_work: Client, desk: Desk, found: ReviewItem
) -> None:
    answer = record(at_work, found, translation="So.")

    assert "Say who translated the words" in answer.content.decode()
    assert not Position.objects.filter(party=desk.moscow).exists()
    assert not Source.objects.filter(url=PAGE).exists()
    found.refresh_from_db()
    assert found.state == ReviewState.OPEN


def test_words_without_an_address_are_asked_for_it(
    at_work: Client, found: ReviewItem
) -> None:
    answer = record(at_work, found, url="")

    assert "Say where these words stand." in answer.content.decode()


def test_an_answer_that_a_colleague_has_recorded_is_not_recorded_twice(
    at_work: Client, desk: Desk, found: ReviewItem, chief: User
) -> None:
    dismiss(found, resolution="An old one.", by=chief, now=day(15))

    answer = at_work.post(form_of(found), {"stance": "denies"}, follow=True)

    assert "was closed by chief" in answer.content.decode()
    assert not Position.objects.filter(party=desk.moscow).exists()


def test_an_item_that_found_no_answer_has_no_such_form(
    at_work: Client, desk: Desk
) -> None:
    assert at_work.get(form_of(desk.item)).status_code == 404


def test_a_claims_own_form_takes_a_position_with_its_words(
    at_work: Client, desk: Desk
) -> None:
    fields = {
        "party": desk.moscow.pk,
        "stance": "denies",
        "voice": "quoted",
        "date": "2025-04-14",
        "exact": "It is not so.",
        "url": PAGE,
        "is_unread": "on",
    }
    at_work.post(
        reverse("admin:tracker_claim_add_fact", args=[desk.claim.pk, "position"]),
        fields,
    )

    citation = Citation.objects.get(position__party=desk.moscow)
    assert citation.assessments.get().bearing == "contradicts"


def test_an_answer_that_a_reporter_records_waits_and_then_closes_the_item(
    at_work: Client, desk: Desk, found: ReviewItem, editor: User
) -> None:
    inside = Client()
    inside.force_login(person("reporter", REPORTER))
    record(inside, found)
    sent = Contribution.objects.get(item=found)
    found.refresh_from_db()
    assert (sent.state, found.state) == ("waiting", ReviewState.OPEN)

    address = reverse("admin:tracker_contribution_change", args=[sent.pk])
    fields = {name: values[0] for name, values in sent.data.items() if values}
    at_work.post(address, fields | {"accept": "1"})

    found.refresh_from_db()
    assert (found.state, found.resolved_by) == (ReviewState.RESOLVED, editor)
    assert Citation.objects.get(exact=SAID).position == Position.objects.latest("id")
