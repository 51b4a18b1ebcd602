"""Citations as evidence: whose word, how graded, what became of it, as known then."""

from datetime import datetime

import pytest

from tests import factories as make
from tests.factories import day
from tracker.models import Claim, Position, SourceProfile
from tracker.models.as_of import record
from tracker.rules.facts import Evidence, Moment, Origin
from tracker.rules.vocabulary import CitationState, SourceState, Stance

pytestmark = pytest.mark.django_db

LATER = day(20)


def weighed(
    claim: Claim, as_of: datetime = LATER, known_at: datetime | None = None
) -> tuple[Evidence, ...]:
    return record(claim, Moment(as_of=as_of, known_at=known_at or as_of)).evidence


def test_a_citation_nobody_has_graded_is_no_evidence() -> None:
    claim = make.add_claim()
    claim.citations.create(
        source=make.add_source(), exact="words", effective_at=day(1), recorded_at=day(1)
    )
    assert weighed(claim) == ()


def test_a_grade_counts_from_when_it_was_given() -> None:
    claim = make.add_claim()
    citation = make.add_citation(claim, at=day(1), credibility=3)
    make.assess_citation(citation, at=day(5), credibility=1, is_verified=True)
    assert [item.credibility for item in weighed(claim, day(4))] == [3]
    assert [item.is_verified for item in weighed(claim, day(4), day(5))] == [True]


def test_a_page_is_its_own_origin() -> None:
    claim, source = make.add_claim(), make.add_source(reliability="A")
    make.add_citation(claim, source, at=day(1))
    (item,) = weighed(claim)
    assert (item.origin, item.reliability) == (Origin(source=source.pk), "A")


def test_an_origin_is_followed_to_its_end_as_known_then() -> None:
    claim, agency = make.add_claim(), make.add_source()
    copy = make.add_source(origin_source=make.add_source(origin_source=agency))
    kyiv = make.add_party("kyiv")
    SourceProfile.objects.create(
        source=agency, origin_party=kyiv, reliability="B", recorded_at=day(5)
    )
    make.add_citation(claim, copy, at=day(1))
    assert weighed(claim, day(4))[0].origin == Origin(source=agency.pk)
    assert weighed(claim, day(6))[0].origin == Origin(party=kyiv.pk)


def test_a_party_that_is_only_an_origin_is_in_the_record() -> None:
    claim, kyiv = make.add_claim(), make.add_party("kyiv")
    make.add_citation(claim, make.add_source(origin_party=kyiv), at=day(1))
    found = record(claim, Moment(as_of=day(2), known_at=day(2)))
    assert kyiv.pk in found.parties


def test_a_circle_of_origins_is_one_origin() -> None:
    claim, first = make.add_claim(), make.add_source()
    second = make.add_source(origin_source=first)
    SourceProfile.objects.create(
        source=first, origin_source=second, reliability="B", recorded_at=day(1)
    )
    make.add_citation(claim, first, at=day(2))
    make.add_citation(claim, second, at=day(2))
    assert len({item.origin for item in weighed(claim)}) == 1


def test_a_source_nobody_has_graded_cannot_be_judged() -> None:
    claim, source = make.add_claim(), make.add_source(at=day(9))
    make.add_citation(claim, source, at=day(1))
    assert weighed(claim, day(8))[0].reliability == "F"


def test_words_that_carry_a_position_are_its_partys() -> None:
    claim, kyiv = make.add_claim(), make.add_party()
    said = make.add_position(claim, kyiv, at=day(1))
    make.add_citation(claim, at=day(1), position=said)
    assert weighed(claim)[0].origin == Origin(party=kyiv.pk)


def test_words_belong_to_whom_the_corrected_position_names() -> None:
    claim, kyiv, sumy = make.add_claim(), make.add_party(), make.add_party()
    said = make.add_position(claim, kyiv, at=day(1))
    make.add_citation(claim, at=day(1), position=said)
    make.add_position(
        claim, sumy, at=day(1), recorded_at=day(5), corrects=said, reason="Not Kyiv."
    )
    assert weighed(claim, day(4))[0].origin == Origin(party=kyiv.pk)
    assert weighed(claim, day(5))[0].origin == Origin(party=sumy.pk)


def move(said: Position, claim: Claim) -> Position:
    return make.add_position(
        claim,
        said.party,
        Stance.ASSERTS,
        at=said.effective_at,
        recorded_at=day(5),
        corrects=said,
        reason="The claim was split.",
    )


@pytest.mark.parametrize("ending", ["void", "move"])
def test_words_of_a_position_that_no_longer_stands_here_gain_no_weight(
    ending: str,
) -> None:
    claim, kyiv = make.add_claim(), make.add_party()
    said = make.add_position(claim, kyiv, at=day(1))
    make.add_citation(claim, at=day(1), position=said)
    if ending == "void":
        make.void_position(said, recorded_at=day(5), reason="Never said.")
    else:
        move(said, make.add_claim())
    assert len(weighed(claim, day(4))) == 1
    assert weighed(claim, day(5)) == ()


def test_the_last_look_at_the_words_counts() -> None:
    claim, source = make.add_claim(), make.add_source()
    citation = make.add_citation(claim, source, at=day(1))
    for number, state in (
        (3, CitationState.ALTERED),
        (5, CitationState.GONE),
        (7, CitationState.UNCHECKABLE),
    ):
        make.add_citation_check(make.add_check(source, at=day(number)), citation, state)
    states = [weighed(claim, day(number))[0].state for number in (2, 4, 6, 8)]
    assert states == [
        None,
        CitationState.ALTERED,
        CitationState.GONE,
        CitationState.GONE,
    ]


def test_the_last_look_at_the_page_counts() -> None:
    claim, source = make.add_claim(), make.add_source()
    make.add_citation(claim, source, at=day(1))
    make.add_check(source, at=day(3))
    make.add_check(source, at=day(5), source_state=SourceState.DEAD)
    states = [weighed(claim, day(number))[0].source_state for number in (2, 4, 6)]
    assert states == [None, SourceState.OK, SourceState.DEAD]


def test_a_look_that_is_not_known_yet_tells_nothing() -> None:
    claim, source = make.add_claim(), make.add_source()
    make.add_citation(claim, source, at=day(1))
    make.add_check(source, at=day(5), source_state=SourceState.DEAD)
    assert weighed(claim, day(6), day(4))[0].source_state is None
