"""The figures of the whole record: what is counted, and as of when."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_status,
    day,
)
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tests.reader.test_budgets import cost
from tracker.models.figures import count
from tracker.reader.pages import tally
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Role, Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

LATER = Moment(day(30), day(30))


def test_a_status_ends_where_the_next_begins() -> None:
    claim = add_claim()
    add_status(claim, Status.UNCONFIRMED, at=day(8))
    add_status(claim, Status.CONFIRMED, at=day(10))

    steps = count(LATER, day(30)).steps

    assert set(steps) == {
        (day(8).date(), "unconfirmed", 1),
        (day(10).date(), "unconfirmed", -1),
        (day(10).date(), "confirmed", 1),
    }


def test_days_are_in_the_language_of_the_page(client: Client) -> None:
    desk_confirms(founding_case())

    page = read(client, "/figures/?lang=uk")

    assert "квітня 2025" in page
    assert "April" not in page


def test_drafts_are_in_no_figure() -> None:
    claim, party = add_claim(state=WorkflowState.DRAFT), add_party()
    add_status(claim, at=day(8))
    add_role(claim, party, Role.ACCUSED)
    add_position(claim, party, at=day(8))
    add_citation(claim, at=day(8))

    found = count(LATER, day(30))

    assert not any((found.steps, found.stances, found.answers, found.health))


def test_the_last_word_on_each_claim_is_counted() -> None:
    party = add_party()
    for _ in range(2):
        claim = add_claim()
        add_position(claim, party, Stance.DENIES, at=day(8))
        add_position(claim, party, Stance.VERIFYING, at=day(9))

    assert count(LATER, day(30)).stances == {party.pk: {"verifying": 2}}
    then = Moment(day(8), day(30))
    assert count(then, day(30)).stances == {party.pk: {"denies": 2}}


def test_the_health_of_the_evidence_is_that_of_the_moment() -> None:
    founding_case()
    seen_again = add_citation(add_claim(), at=day(8))
    add_citation_check(add_check(seen_again.source, at=day(9)), seen_again)
    add_citation(add_claim(), at=day(8))

    found = count(LATER, day(30)).health
    before = count(Moment(day(10), day(30)), day(30)).health

    assert found == {"gone": 1, "present": 1, "unseen": 1}
    assert before == {"present": 2, "unseen": 1}


def test_each_chart_has_its_numbers_and_its_words(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    page = read(client, "/figures/")

    assert page.count("<svg viewBox") >= 4
    assert page.count("The numbers: ") == 4
    assert 'Moscow: <tspan class="chart-strong">18 days</tspan>' in page
    assert "Gone from the page" in page


def test_the_past_is_counted_as_it_was(client: Client) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    desk_confirms(case)

    page = read(client, "/figures/?as_of=2025-04-20")

    assert "18 days" not in page
    assert "Confirmed</span>" not in page


def test_a_kept_count_says_as_of_when_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "is_large", lambda: True)
    founding_case()

    first = read(client, "/figures/")
    add_status(add_claim(), Status.FALSE, at=day(12))

    assert "Counted at" in first
    assert "False</span>" not in read(client, "/figures/")
    cache.delete("counted:figures:")
    assert "False</span>" in read(client, "/figures/")


def test_a_kept_count_is_the_same_in_each_language(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "is_large", lambda: True)
    founding_case()

    read(client, "/figures/?as_of=2025-04-20")
    add_status(add_claim(), Status.FALSE, at=day(12))

    for language in ("", "&lang=uk"):
        page = read(client, f"/figures/?as_of=2025-04-20{language}")
        assert "status-false" not in page


def test_more_rows_cost_no_more_queries(client: Client) -> None:
    def add() -> None:
        claim, party = add_claim(), add_party()
        add_role(claim, party, Role.ACCUSED)
        add_position(claim, party, Stance.DENIES, at=day(8))
        add_status(claim, at=day(9))

    add()
    one = cost(client, "/figures/")
    for _ in range(14):
        add()

    assert cost(client, "/figures/") == one


def test_nothing_yet_is_said_in_words(client: Client) -> None:
    assert "No status was decided." in read(client, "/figures/")
