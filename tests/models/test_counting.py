"""The database and the rules pick the same rows for a moment."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.factories import BEGIN
from tracker.models import Position
from tracker.models.values import dated
from tracker.rules.facts import Moment, WorldFact
from tracker.rules.moments import counting

# Few moments, so that ties and equal clocks are common.
hours = st.integers(0, 6)
drafts = st.lists(
    st.tuples(hours, hours, st.booleans(), st.one_of(st.none(), st.integers(0, 9))),
    max_size=10,
)


def write(told: list[tuple[int, int, bool, int | None]]) -> None:
    """Rows as drawn; one that would correct a corrected or later row corrects none."""
    claims, party = [make.add_claim(), make.add_claim()], make.add_party()
    rows: list[Position] = []
    corrected: set[int] = set()
    for effective, recorded, is_void, target in told:
        recorded_at = BEGIN + timedelta(hours=recorded)
        row = rows[target] if target is not None and target < len(rows) else None
        if row and (row.pk in corrected or row.recorded_at > recorded_at):
            row = None
        is_empty = is_void and row is not None
        rows.append(
            Position.objects.create(
                claim=claims[len(rows) % 2],
                party=party,
                stance="" if is_empty else "denies",
                is_void=is_empty,
                corrects=row,
                reason="It was otherwise." if row else "",
                effective_at=BEGIN + timedelta(hours=effective),
                recorded_at=recorded_at,
            )
        )
        corrected |= {row.pk} if row else set()


@pytest.mark.django_db
@given(told=drafts, as_of=hours, known_at=hours)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_query_counts_what_the_rule_counts(
    told: list[tuple[int, int, bool, int | None]], as_of: int, known_at: int
) -> None:
    write(told)
    moment = Moment(
        as_of=BEGIN + timedelta(hours=as_of), known_at=BEGIN + timedelta(hours=known_at)
    )
    facts = [WorldFact(**dated(row)) for row in Position.objects.all()]
    queried = Position.objects.counting(moment).oldest_first()
    assert [row.pk for row in queried] == [fact.id for fact in counting(facts, moment)]
