"""What the desk's forms offer is the same as before, read by an index."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import add_claim, add_party, add_position, add_role, day
from tracker.admin.names import OFFERED, likely_parties
from tracker.models import PartyProfile
from tracker.rules.vocabulary import Role

pytestmark = pytest.mark.django_db


def test_parties_are_offered_by_their_present_name_those_of_the_claim_first() -> None:
    claim = add_claim()
    for slug in ("zeta", "beta", "alpha"):
        add_party(slug)
    said, named = add_party("voice"), add_party("omega")
    add_position(claim, said, at=day(8))
    add_role(claim, named, Role.CLAIMANT)
    before = PartyProfile.objects.get(party__slug="alpha")
    before.pk, before.names = None, {"en": "Yota"}
    before.recorded_at = timezone.now()
    before._state.adding = True
    before.save()

    offered = likely_parties(timezone.now(), claim)

    names = [name.lower() for name in offered]
    assert names == ["omega", "voice", "beta", "yota", "zeta"]


def test_parties_are_offered_in_two_questions_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    claim = add_claim()
    for _ in range(OFFERED + 5):
        add_party()

    with django_assert_num_queries(2):
        offered = likely_parties(timezone.now(), claim)

    assert len(offered) == OFFERED
