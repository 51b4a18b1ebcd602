"""A party's page: how often and how fast it answers, as of any day."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import (
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_role,
    day,
)
from tests.reader.cases import founding_case, moscow_acknowledges
from tests.reader.reading import read
from tracker.models import Party
from tracker.models.answering import cases_of
from tracker.reader.pages import tally
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Role, Stance, WorkflowState

pytestmark = pytest.mark.django_db

LATER = Moment(day(30), day(30))


def accuse(party: Party, *, state: WorkflowState = WorkflowState.PUBLISHED) -> None:
    claim = add_claim(state=state)
    add_role(claim, party, Role.ACCUSED, is_expected=True)
    add_position(claim, add_party(), Stance.ASSERTS, at=day(8))


def test_the_days_to_acknowledge_are_counted(client: Client) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, "/parties/moscow/")

    assert page.count("<strong>18 days</strong>") == 2
    assert "Rests on 1 claim<" in page


def test_before_it_answered_it_never_had(client: Client) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, "/parties/moscow/?as_of=2025-04-20")

    assert "18 days" not in page
    assert "<strong>100\u00a0%</strong>" in page


def test_over_many_claims_the_figures_are_kept_and_say_since_when(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(tally, "is_large", lambda: True)
    one, other = add_party("one"), add_party("other")
    accuse(one)
    accuse(other)
    accuse(other)
    first = read(client, "/parties/one/")
    assert "Counted at" in first
    assert "Rests on 1 claim<" in first

    accuse(one)

    assert "Rests on 1 claim<" in read(client, "/parties/one/")
    assert "Rests on 2 claims<" in read(client, "/parties/other/")
    cache.clear()


def test_of_few_claims_nothing_is_kept(client: Client) -> None:
    party = add_party("one")
    accuse(party)
    assert "Counted at" not in read(client, "/parties/one/")

    accuse(party)

    assert "Rests on 2 claims<" in read(client, "/parties/one/")


def test_drafts_do_not_count() -> None:
    party = add_party()
    accuse(party)
    accuse(party, state=WorkflowState.DRAFT)

    assert len(cases_of({party.pk: [party.pk]}, LATER, day(30))[party.pk]) == 1


def test_who_speaks_for_it_answers_for_it() -> None:
    moscow = add_party()
    ministry = add_party(parent=moscow, speaks_for_parent=True)
    claim = add_claim()
    add_role(claim, moscow, Role.ACCUSED)
    add_position(claim, add_party(), at=day(8))
    add_position(claim, ministry, Stance.DENIES, at=day(9))

    (case,) = cases_of({moscow.pk: [moscow.pk, ministry.pk]}, LATER, day(30))[moscow.pk]

    assert case.answered == day(9)


def test_without_an_assertion_the_request_is_the_first_day() -> None:
    party, claim = add_party(), add_claim()
    add_role(claim, party, Role.AFFECTED)
    add_inquiry(claim, party, at=day(10))

    (case,) = cases_of({party.pk: [party.pk]}, LATER, day(30))[party.pk]

    assert case.since == day(10)


def test_its_own_claims_stand_apart_from_those_of_others(client: Client) -> None:
    founding_case()

    kyiv, moscow = read(client, "/parties/kyiv/"), read(client, "/parties/moscow/")

    assert "Its claims" in kyiv
    assert "Its claims" not in moscow
    assert "Its part in the claims of others" in moscow


def test_what_speaks_for_it_claims_for_it(client: Client) -> None:
    founding_case()
    claim = add_claim("by-the-ministry")
    kyiv = Party.objects.get(slug="kyiv")
    ministry = add_party(parent=kyiv, speaks_for_parent=True)
    add_role(claim, ministry, Role.CLAIMANT)
    add_position(claim, ministry, at=day(8))

    own = read(client, "/parties/kyiv/").partition('id="others"')[0]

    assert "/claims/by-the-ministry/" in own


def test_a_party_that_is_only_above_others_has_a_page(client: Client) -> None:
    above = add_party("above")
    claim = add_claim()
    add_role(claim, add_party(parent=above))

    read(client, "/parties/above/")
