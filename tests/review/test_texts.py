"""Every door keeps texts by one rule."""

from typing import Any

import pytest

from tests.factories import add_claim, add_party, add_role, add_source, day
from tracker.intake.sources import add_source as add_new
from tracker.models import ClaimWording, Source
from tracker.review.claims import add_claim as draft
from tracker.review.claims import reword
from tracker.review.errors import Invalid
from tracker.review.evidence import grade
from tracker.review.positions import record_position
from tracker.review.status import change_status
from tracker.review.when import exactly
from tracker.rules.vocabulary import Role, Stance, Status

pytestmark = pytest.mark.django_db


def test_a_statement_is_composed_and_trimmed() -> None:
    words = {"en": "  Cafe\u0301\n is open. "}

    claim = draft(slug="cafe", statements=words, by=None, now=day(9))

    assert claim.wordings.get().statement == "Caf\u00e9 is open."


@pytest.mark.parametrize("bad", ["It \u202eis so.", "It\x07 is so.", "x" * 501])
def test_a_statement_that_cannot_be_kept_names_its_field(bad: str) -> None:
    with pytest.raises(Invalid) as refusal:
        draft(slug="new", statements={"en": "So.", "uk": bad}, by=None, now=day(9))

    assert refusal.value.field == "statement_uk"
    assert not ClaimWording.objects.exists()


def test_the_same_words_in_another_composition_are_no_news() -> None:
    claim = draft(slug="cafe", statements={"en": "Caf\u00e9"}, by=None, now=day(9))

    changed = reword(claim, statements={"en": "Cafe\u0301 "}, by=None, now=day(10))

    assert changed == []


@pytest.mark.parametrize("field", ["title", "publisher"])
@pytest.mark.parametrize("bad", ["The \u202eNews", "The\x07 News", "x" * 501])
def test_what_a_source_is_called_keeps_to_the_rule_new_or_not(
    field: str, bad: str
) -> None:
    known: Source = add_source()
    words: dict[str, Any] = {field: bad}
    for act in (
        lambda: add_new("https://new.example/", by=None, now=day(9), **words),
        lambda: grade(known, by=None, now=day(9), **words),
    ):
        with pytest.raises(Invalid) as refusal:
            act()
        assert refusal.value.field == field


def test_a_gist_and_a_reason_keep_to_the_rule_too() -> None:
    claim, party = add_claim(), add_party()
    add_role(claim, party, Role.CLAIMANT)
    with pytest.raises(Invalid) as refusal:
        record_position(
            claim,
            party,
            stance=Stance.ASSERTS,
            when=exactly(day(9)),
            gist={"en": "says \u202eso"},
            by=None,
            now=day(10),
        )
    assert refusal.value.field == "gist_en"

    with pytest.raises(Invalid, match="at most 5,000"):
        change_status(
            claim, status=Status.DISPUTED, reason="x" * 5001, by=None, now=day(10)
        )
