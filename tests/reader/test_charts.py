"""Charts: every bar fits its sheet, every axis ends well."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.reader.drawing.charts import MOST_POINTS, bars, days_between, nice, panel

NUMBERS = st.lists(st.integers(0, 10_000_000), min_size=1, max_size=20)


@given(NUMBERS)
def test_bars_keep_the_proportions_and_the_sheet(numbers: list[int]) -> None:
    drawn = bars([("so", number, str(number)) for number in numbers])

    widths = [bar.width for bar in drawn.bars]
    assert all(0 <= width <= drawn.width for width in widths)
    assert sorted(widths) == [widths[i] for i in _order(numbers)]


def _order(numbers: list[int]) -> list[int]:
    return sorted(range(len(numbers)), key=lambda one: numbers[one])


@given(st.floats(0, 1e9))
def test_an_axis_ends_at_or_above_the_most(most: float) -> None:
    assert most <= nice(most) <= max(1, most * 10)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000))
def test_days_end_at_the_last_and_are_few(first: date, span: int) -> None:
    days = days_between(first, first + timedelta(days=span))

    assert days[-1] == first + timedelta(days=span)
    assert days[0] >= first
    assert len(days) <= MOST_POINTS + 1


@given(NUMBERS)
def test_a_line_stays_on_its_panel(numbers: list[int]) -> None:
    drawn = panel(numbers, most=max(numbers), first="then", last="now")

    for point in drawn.line.removeprefix("M").split("L"):
        x, y = map(float, point.split(","))
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height
