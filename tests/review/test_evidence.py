"""Citations and grades; parties' profiles; what they move."""

from typing import Any

import pytest

from tests.factories import (
    add_claim,
    add_party,
    add_position,
    add_snapshot,
    add_source,
    day,
)
from tests.review.conftest import NOW, Desk
from tracker.models import Citation, PartyProfile, ReviewItem, SourceProfile
from tracker.models.as_of import record
from tracker.review import errors
from tracker.review.evidence import assess, cite, grade
from tracker.review.parties import add_party as register
from tracker.review.parties import change_profile
from tracker.review.positions import void
from tracker.review.rows import at
from tracker.review.status import change_status
from tracker.review.when import exactly
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    PartyKind,
    Reliability,
    Stance,
    Status,
)


def quote(desk: Desk, **more: Any) -> Citation:
    fields: dict[str, Any] = {
        "exact": "two men were captured",
        "bearing": Bearing.SUPPORTS,
        "credibility": Credibility.PROBABLY_TRUE,
        "when": exactly(day(9)),
        "by": desk.editor,
        "now": day(10),
    }
    source = more.pop("source", None) or add_source()
    return cite(desk.claim, source, **(fields | more))


def test_a_citation_is_graded_from_the_start(desk: Desk) -> None:
    citation = quote(desk)

    (evidence,) = record(desk.claim, at(NOW)).evidence
    assert (evidence.citation, evidence.credibility) == (citation.pk, 2)


def test_a_citation_quotes_words(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="exact words"):
        quote(desk, exact=" ")


def test_a_translation_names_its_translator(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="who translated"):
        quote(desk, translation="two men")


def test_a_position_on_another_claim_is_refused(desk: Desk) -> None:
    position = add_position(add_claim(), desk.kyiv, at=day(8))

    with pytest.raises(errors.Mismatch):
        quote(desk, position=position)


def test_a_snapshot_of_another_source_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch):
        quote(desk, snapshot=add_snapshot(add_source(), at=day(8)))


def test_verified_evidence_is_of_credibility_one(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="credibility 1"):
        quote(desk, is_verified=True)

    assert not Citation.objects.exists()


def test_a_citation_is_taken_back(desk: Desk) -> None:
    void(quote(desk), reason="Not in the page.", by=None, now=NOW)

    assert record(desk.claim, at(NOW)).evidence == ()


def test_verifying_evidence_outdates_the_status(desk: Desk) -> None:
    citation = quote(desk)
    change_status(
        desk.claim, status=Status.UNCONFIRMED, reason="So.", by=None, now=day(11)
    )

    assess(
        citation,
        bearing=Bearing.SUPPORTS,
        credibility=Credibility.CONFIRMED_BY_OTHERS,
        is_verified=True,
        by=desk.editor,
        now=NOW,
    )

    assert ReviewItem.objects.open().get().after == "Confirmed by verified evidence"


def test_the_same_grade_twice_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.NothingNew):
        assess(
            quote(desk),
            bearing=Bearing.SUPPORTS,
            credibility=Credibility.PROBABLY_TRUE,
            by=None,
            now=NOW,
        )


def test_grading_a_source_down_outdates_a_status_that_rests_on_it(desk: Desk) -> None:
    source = add_source(reliability="A")
    quote(
        desk,
        source=source,
        credibility=Credibility.CONFIRMED_BY_OTHERS,
        is_verified=True,
    )
    change_status(
        desk.claim, status=Status.CONFIRMED, reason="Seen.", by=None, now=day(11)
    )

    grade(source, reliability=Reliability.E, reason="Fakes.", by=None, now=NOW)

    assert ReviewItem.objects.open().get().claim == desk.claim


def test_a_grade_keeps_what_it_does_not_name(desk: Desk) -> None:
    source = add_source(publisher="The Daily")

    row = grade(source, reliability=Reliability.C, by=None, now=NOW)

    assert (row.publisher, row.reliability) == ("The Daily", "C")


def test_a_grade_without_a_change_writes_nothing(desk: Desk) -> None:
    source = add_source(reliability="B")

    grade(source, reliability=Reliability.B, by=None, now=NOW)

    assert SourceProfile.objects.count() == 1


def test_a_source_carries_the_word_of_one(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="one"):
        grade(
            add_source(),
            origin_party=desk.kyiv,
            origin_source=add_source(),
            by=None,
            now=NOW,
        )


@pytest.mark.django_db
def test_a_party_needs_an_english_name() -> None:
    with pytest.raises(errors.Invalid, match="English"):
        register(
            slug="kyiv",
            names={"uk": "Київ"},
            kind=PartyKind.STATE,
            by=None,
            now=NOW,
        )


def test_a_party_cannot_stand_below_itself(desk: Desk) -> None:
    ministry = add_party("ministry", parent=desk.moscow)

    with pytest.raises(errors.Invalid, match="below itself"):
        change_profile(desk.moscow, parent=ministry, by=None, now=NOW)


def test_a_profile_without_a_change_writes_nothing(desk: Desk) -> None:
    change_profile(desk.kyiv, names={"en": "Kyiv", "uk": ""}, by=None, now=NOW)

    assert PartyProfile.objects.filter(party=desk.kyiv).count() == 1


def test_a_new_mouth_outdates_the_status(desk: Desk) -> None:
    ministry = add_party("ministry", parent=desk.moscow)
    add_position(desk.claim, ministry, Stance.ACKNOWLEDGES, at=day(9))
    change_status(
        desk.claim, status=Status.UNCONFIRMED, reason="So.", by=None, now=day(11)
    )

    change_profile(ministry, speaks_for_parent=True, by=None, now=NOW)

    assert ReviewItem.objects.open().get().after == "Confirmed by Moscow"
