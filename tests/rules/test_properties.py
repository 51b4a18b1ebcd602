"""What must hold for any record: order, origins, time, voices, retractions."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.make import (
    ANALYSTS,
    BEIJING,
    BELGOROD,
    CLAIMED_BY_KYIV,
    DEFENCE,
    KYIV,
    MOSCOW,
    PARTIES,
    SBU,
    at,
    plays,
    updated_by,
)
from tracker.rules.evidence import Weight, weigh
from tracker.rules.facts import (
    Evidence,
    Inquiry,
    Moment,
    Origin,
    Position,
    Record,
    Silence,
    StatusChange,
    WorldFact,
)
from tracker.rules.headline import headline
from tracker.rules.moments import parse_moment
from tracker.rules.phrases import phrase
from tracker.rules.reversals import reversals
from tracker.rules.standing import Standing, stands
from tracker.rules.status import Proposal, propose, public_status
from tracker.rules.vocabulary import Bearing, Role, SilenceKind, Stance, Status

Row = TypeVar("Row", bound=WorldFact)

START = at(1)
BEFORE = Moment(as_of=START - timedelta(seconds=1), known_at=at(30))
moments = st.integers(0, 20).map(lambda hours: START + timedelta(hours=hours))
spoke = st.sampled_from([KYIV, SBU, MOSCOW, DEFENCE, BELGOROD, BEIJING, ANALYSTS])


def rows(
    model: type[Row], /, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[tuple[Row, ...]]:
    """Lists of rows with ids of their own, some of which correct an earlier one."""
    one: st.SearchStrategy[dict[str, Any]] = st.builds(
        dict,
        effective_at=moments,
        recorded_at=moments,
        back=st.integers(1, 3) | st.none(),
        **fields,
    )

    def build(drawn: list[dict[str, Any]]) -> tuple[Row, ...]:
        return tuple(_row(model, number, values) for number, values in enumerate(drawn))

    return st.lists(one, max_size=8).map(build)


def _row(model: type[Row], number: int, values: dict[str, Any]) -> Row:
    back = values.pop("back")
    corrects = number - back if back and back <= number else None
    return model(id=number, corrects=corrects, **values)


positions = rows(
    Position, party=spoke, stance=st.sampled_from(Stance), gist=st.just({})
)
evidence = st.lists(
    st.builds(
        Evidence,
        citation=st.integers(1, 50),
        origin=st.builds(Origin, party=spoke | st.none(), source=st.integers(1, 4)),
        reliability=st.sampled_from("ABCDEF"),
        credibility=st.integers(1, 6),
        bearing=st.sampled_from(Bearing),
        effective_at=moments,
        is_verified=st.booleans(),
        is_withdrawn=st.booleans(),
    ),
    max_size=6,
).map(tuple)
roles = st.lists(
    st.builds(
        plays,
        spoke,
        st.sampled_from(Role),
        burdened=st.booleans(),
        expected=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda part: part.party,
).map(tuple)
records = st.builds(
    Record,
    parties=st.just(PARTIES),
    roles=roles,
    positions=positions,
    silences=rows(Silence, party=spoke, kind=st.sampled_from(SilenceKind)),
    inquiries=rows(
        Inquiry, party=spoke, channel=st.just("email"), deadline=moments | st.none()
    ),
    statuses=rows(
        StatusChange,
        status=st.sampled_from(Status),
        parties=st.lists(spoke, max_size=2).map(tuple),
    ),
    evidence=evidence,
    relations=st.just(()) | st.just((updated_by("b"), updated_by("a"))),
)
instants = st.builds(Moment, as_of=moments, known_at=moments)


def everything(
    record: Record, moment: Moment
) -> tuple[Standing, Weight, Proposal, object, object, str]:
    return (
        stands(record, moment),
        weigh(record, moment),
        propose(record, moment),
        public_status(record, moment),
        reversals(record, moment),
        headline(record, moment, translate=phrase("en"), language="en"),
    )


@given(records, instants, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    record: Record, moment: Moment, chance: random.Random
) -> None:
    names = ("roles", "positions", "silences", "inquiries", "statuses", "evidence")
    mixed: dict[str, Any] = {
        name: tuple(chance.sample(getattr(record, name), len(getattr(record, name))))
        for name in (*names, "relations")
    }
    assert everything(record, moment) == everything(replace(record, **mixed), moment)


@given(records)
def test_a_moment_before_everything_gives_nothing(record: Record) -> None:
    standing = stands(record, BEFORE)
    assert all(
        (stand.stance, stand.beside, stand.silence_row) == (None, None, None)
        for stand in standing.everyone
    )
    assert weigh(record, BEFORE) == Weight()
    assert public_status(record, BEFORE) is None
    assert reversals(record, BEFORE) == ()


@given(records, instants, positions)
def test_a_moment_never_sees_what_came_later(
    record: Record, moment: Moment, later: tuple[Position, ...]
) -> None:
    after = tuple(
        replace(
            row,
            id=row.id + 100,
            corrects=None,
            effective_at=moment.as_of + timedelta(hours=1),
        )
        for row in later
    )
    more = replace(record, positions=(*record.positions, *after))
    assert everything(more, moment) == everything(record, moment)


@given(records, instants, positions)
def test_nothing_counts_that_was_written_down_later(
    record: Record, moment: Moment, later: tuple[Position, ...]
) -> None:
    after = tuple(
        replace(
            row, id=row.id + 100, recorded_at=moment.known_at + timedelta(seconds=1)
        )
        for row in later
    )
    more = replace(record, positions=(*record.positions, *after))
    assert everything(more, moment) == everything(record, moment)


@given(positions, st.sampled_from(Stance), instants)
def test_a_subordinate_never_speaks_for_its_parent(
    said: tuple[Position, ...], stance: Stance, moment: Moment
) -> None:
    parts = (CLAIMED_BY_KYIV, plays(MOSCOW, Role.ACCUSED))
    without = tuple(row for row in said if row.party != BELGOROD)
    word = Position(
        id=500,
        party=BELGOROD,
        stance=stance,
        gist={},
        effective_at=moment.as_of,
        recorded_at=moment.known_at,
    )
    alone = Record(parties=PARTIES, roles=parts, positions=without)
    beside = replace(alone, positions=(*without, word))
    mine, other = (stands(row, moment).of(MOSCOW) for row in (alone, beside))
    assert mine is not None
    assert other is not None
    assert replace(other, subordinates=()) == replace(mine, subordinates=())


@given(positions, st.sampled_from([KYIV, SBU]))
def test_a_retraction_ends_an_assertion(said: tuple[Position, ...], mouth: int) -> None:
    word = Position(
        id=500,
        party=mouth,
        stance=Stance.RETRACTS,
        gist={},
        effective_at=at(2),
        recorded_at=at(2),
    )
    parts = (CLAIMED_BY_KYIV,)
    record = Record(parties=PARTIES, roles=parts, positions=(*said, word))
    stand = stands(record, Moment(as_of=at(3), known_at=at(3))).of(KYIV)
    assert stand is not None
    assert stand.stance is Stance.RETRACTS


@given(records, instants, st.integers(1, 4))
def test_copies_of_one_origin_count_once(
    record: Record, moment: Moment, copies: int
) -> None:
    more = replace(record, evidence=record.evidence * (copies + 1))
    mine, other = weigh(record, moment), weigh(more, moment)
    assert (other.supports, other.contradicts) == (mine.supports, mine.contradicts)
    assert propose(more, moment).status is propose(record, moment).status


@given(records, instants)
def test_unverifiable_is_never_proposed(record: Record, moment: Moment) -> None:
    assert propose(record, moment).status is not Status.UNVERIFIABLE


@given(records, instants)
def test_nobody_is_named_whom_nobody_checked(record: Record, moment: Moment) -> None:
    standing = stands(record, moment)
    for party in propose(record, moment).parties:
        stand = standing.of(party)
        assert stand is not None
        assert not stand.is_unchecked


@given(records, instants, st.sampled_from(["en", "uk", "ru"]))
def test_any_record_has_a_headline_in_each_language(
    record: Record, moment: Moment, language: str
) -> None:
    text = headline(record, moment, translate=phrase(language), language=language)
    assert text
    assert "{" not in text


@given(
    st.text(max_size=40)
    | st.datetimes(timezones=st.just(UTC) | st.none()).map(datetime.isoformat)
)
def test_reading_a_moment_gives_an_aware_moment_or_a_value_error(text: str) -> None:
    try:
        read = parse_moment(text)
    except ValueError:
        return
    assert read.utcoffset() == timedelta(0)
