"""What the desk's forms offer is the same as before, read by an index."""

import pytest
from django import forms
from django.test.html import parse_html
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import add_claim, add_party, add_position, add_role, day
from tracker.admin.forms import LongList
from tracker.admin.names import OFFERED, likely_parties
from tracker.models import PartyProfile
from tracker.rules.vocabulary import Role

pytestmark = pytest.mark.django_db
PLACES = [(1, "Kyiv"), (2, "<Belgorod>"), (3, "Сумы & Курск")]


def test_a_long_list_is_written_as_the_plain_one_is() -> None:
    for chosen in ([], [2], ["1", "3"], None):
        attributes = {"id": "id_places", "required": True}
        ours = LongList({"size": 5}, choices=PLACES)
        plain = forms.SelectMultiple({"size": 5}, choices=PLACES)

        written = [
            parse_html(one.render("places", chosen, attributes))
            for one in (ours, plain)
        ]

        assert written[0] == written[1]


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
