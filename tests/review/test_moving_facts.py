"""For any small record: each fact counts once after a merge and after a split, what was
known before stays known, and a merge that is split back gives the same facts."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.factories import (
    BEGIN,
    add_citation,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_silence,
    add_source,
    void_position,
)
from tracker.models import Citation, Claim, Inquiry, Position, Silence
from tracker.models.as_of import record
from tracker.models.base import WorldFact
from tracker.review.load import load_of
from tracker.review.merging import merge
from tracker.review.splitting import Dealt, move_facts
from tracker.review.workflow import move
from tracker.rules.facts import Moment, Record
from tracker.rules.vocabulary import SilenceKind, Stance, WorkflowState

pytestmark = pytest.mark.django_db

NOW = BEGIN + timedelta(days=30)
LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
KINDS = ("position", "silence", "inquiry", "citation", "asked", "correction", "void")
# Each drawn row: its kind, in which claim, on which day, recorded how many days later,
# and which earlier row of its claim it refers to.
drawn = st.tuples(
    st.sampled_from(KINDS),
    st.booleans(),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 3),
)
# The first claim always begins with something that can be moved.
FIRST = ("position", False, 0, 0, 0)
records_of_two = st.lists(drawn, max_size=6).map(lambda rows: [FIRST, *rows])
at_each = [
    Moment(BEGIN + timedelta(days=as_of), BEGIN + timedelta(days=known_at))
    for as_of, known_at in ((5, 9), (30, 6), (30, 29))
]


@contextmanager
def alone() -> Iterator[None]:
    """A case that leaves nothing behind: the next begins with an empty record."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


def write(rows: list[tuple[str, bool, int, int, int]]) -> tuple[Claim, Claim]:
    pair, party, source = (add_claim(), add_claim()), add_party(), add_source()
    for kind, is_second, said, late, back in rows:
        claim = pair[is_second]
        at = BEGIN + timedelta(days=said)
        recorded_at = at + timedelta(days=late)
        inquiries = [None, *claim.inquiries.order_by("id")]
        asked = inquiries[min(back, len(inquiries) - 1)]
        standing = list(claim.positions.filter(corrected_by=None, is_void=False))
        said_last = standing[-1] if standing else None
        if kind == "inquiry":
            add_inquiry(claim, party, at=at)
        elif kind == "asked" and asked:
            add_silence(
                claim, party, SilenceKind.ASKED_NO_RESPONSE, at=at, inquiry=asked
            )
        elif kind == "citation":
            add_citation(
                claim, source, at=at, exact=f"words {back}", position=said_last
            )
        elif kind == "position":
            add_position(
                claim,
                party,
                list(Stance)[said % 4],
                at=at,
                recorded_at=recorded_at,
                answers=asked,
            )
        elif kind == "correction" and said_last:
            add_position(
                claim,
                party,
                Stance.VERIFYING,
                at=at,
                recorded_at=max(recorded_at, said_last.recorded_at),
                corrects=said_last,
                reason="Misread.",
            )
        elif kind == "void" and said_last:
            when = max(recorded_at, said_last.recorded_at)
            void_position(said_last, recorded_at=when, reason="Never said.")
        elif kind == "silence":
            add_silence(claim, party, at=at)
    return pair


def facts(*claims: Claim, at: Moment) -> Counter[tuple[Any, ...]]:
    """What counts, as often as it counts, whoever wrote it down and when."""
    found: Counter[tuple[Any, ...]] = Counter()
    for claim in claims:
        found.update(_facts(record(claim, at)))
    return found


def _facts(known: Record) -> list[tuple[Any, ...]]:
    asked = {row.id: row.effective_at for row in known.inquiries}
    return [
        *(
            (
                "position",
                row.party,
                row.stance,
                row.effective_at,
                asked.get(row.answers or 0),
            )
            for row in known.positions
        ),
        *(
            (
                "silence",
                row.party,
                row.kind,
                row.effective_at,
                asked.get(row.inquiry or 0),
            )
            for row in known.silences
        ),
        *(("inquiry", row.party, row.effective_at) for row in known.inquiries),
        *(
            ("evidence", row.origin, row.bearing, row.credibility, row.effective_at)
            for row in known.evidence
        ),
    ]


def chosen(rows: list[WorldFact], picks: list[bool]) -> Dealt:
    """Some of the rows."""
    gone = [row for row, pick in zip(rows, picks * len(rows), strict=False) if pick]

    def ids(model: type[WorldFact]) -> list[int]:
        return [row.pk for row in gone if isinstance(row, model)]

    return Dealt(
        positions=ids(Position),
        silences=ids(Silence),
        inquiries=ids(Inquiry),
        citations=ids(Citation),
    )


many = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(records_of_two)
def test_a_merge_keeps_each_fact_once(rows: list[Any]) -> None:
    with alone():
        claim, into = write(rows)
        now = Moment(NOW, NOW)
        before = facts(claim, into, at=now)
        then = [[record(one, at) for one in (claim, into)] for at in at_each]

        merge(claim, into, reason="The same.", by=None, now=NOW)

        assert facts(into, at=now) == before
        assert facts(claim, at=now) == Counter()
        assert [[record(one, at) for one in (claim, into)] for at in at_each] == then


@many
@given(records_of_two, st.lists(st.booleans(), min_size=1, max_size=10))
def test_a_split_keeps_each_fact_once(rows: list[Any], picks: list[bool]) -> None:
    with alone():
        claim, to = write(rows)
        now = Moment(NOW, NOW)
        before = facts(claim, to, at=now)
        then = [[record(one, at) for one in (claim, to)] for at in at_each]
        held = list(load_of(claim).rows)
        dealt = chosen(held, picks)
        if not (dealt.positions or dealt.silences):
            dealt = chosen(held, [True])
        assume(dealt.positions or dealt.silences)

        move_facts(claim, to, dealt=dealt, reason="Two things.", by=None, now=NOW)

        after = facts(claim, to, at=now)
        shared = {row for row in after if row[0] == "inquiry"}
        assert {row: n for row, n in after.items() if row not in shared} == {
            row: n for row, n in before.items() if row[0] != "inquiry"
        }
        assert {row for row in before if row[0] == "inquiry"} == shared
        assert [[record(one, at) for one in (claim, to)] for at in at_each] == then


@many
@given(records_of_two)
def test_a_merge_that_is_split_back_gives_the_same_facts(rows: list[Any]) -> None:
    with alone():
        claim, into = write(rows)
        before = [facts(one, at=Moment(NOW, NOW)) for one in (claim, into)]
        merge(claim, into, reason="The same.", by=None, now=NOW)
        came = [row for row in load_of(into).rows if _claim_of(row) == claim.pk]
        back = chosen(came, [True])
        # Words whose position was taken back follow nothing, so they go nowhere alone.
        assume(back.positions or back.silences or back.inquiries)

        move(claim, WorkflowState.PUBLISHED, reason="Not so.", by=None, now=LATER)
        move_facts(into, claim, dealt=back, reason="Not the same.", by=None, now=LAST)

        assert [facts(one, at=Moment(NOW, LAST)) for one in (claim, into)] == before


def _claim_of(row: WorldFact) -> int | None:
    """The claim that a row came from."""
    corrected: Any = row.corrects
    return corrected.claim_id if corrected else None
