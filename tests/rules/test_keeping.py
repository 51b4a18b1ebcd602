"""A page holds until the clock alone could change it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.keeping import CLOCKS_DIFFER, good_until

MADE = datetime(2026, 5, 4, 12, tzinfo=UTC)
LONG_AGO = MADE - timedelta(days=1)
moments = st.integers(-100_000, 150_000).map(lambda s: MADE + timedelta(seconds=s))


def test_a_deadline_ends_it() -> None:
    deadline = MADE + timedelta(hours=1)

    assert good_until([deadline], made_at=MADE, changed_at=LONG_AGO) == deadline


def test_a_change_of_a_moment_ago_is_looked_at_again() -> None:
    changed_at = MADE - timedelta(seconds=1)

    until = good_until([], made_at=MADE, changed_at=changed_at)

    assert until == changed_at + CLOCKS_DIFFER


@given(st.lists(moments, max_size=6), moments, moments, st.integers(0, 999))
def test_no_date_passes_and_no_day_ends_while_it_holds(
    dates: list[datetime], made_at: datetime, changed_at: datetime, share: int
) -> None:
    until = good_until(dates, made_at=made_at, changed_at=min(changed_at, made_at))
    then = made_at + (until - made_at) * (share / 1000)

    assert until >= made_at
    assert [date <= then for date in dates] == [date <= made_at for date in dates]
    assert then.date() == made_at.date()
