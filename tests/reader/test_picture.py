"""The picture of a timeline: every entry has its mark, and all is on the sheet."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.reader.dates import exactly
from tracker.reader.pages.parts import PartyLink
from tracker.reader.pages.picture import FARTHEST, picture
from tracker.reader.pages.timeline import Entry

START = datetime(2025, 4, 1, tzinfo=UTC)


def entry(minutes: int, *, party: int = 0, turned: int = 0, kind: str = "") -> Entry:
    at = START + timedelta(minutes=minutes)
    return Entry(
        ref=f"position-{minutes}",
        at=at,
        when=exactly(at),
        kind=kind or ("position" if party else "status"),
        key="asserts" if party else "unconfirmed",
        title="Asserts",
        party=PartyLink(f"party-{party}", f"Party {party}") if party else None,
        turned_since=at - timedelta(minutes=turned) if turned else None,
    )


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(0, 3_000_000),
        party=st.integers(0, 5),
        turned=st.just(0) | st.integers(1, 500_000),
    ),
    min_size=2,
    max_size=40,
).map(lambda rows: sorted(rows, key=lambda row: row.at))

# The first entry waits until the phrases are read.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(ENTRIES)
def test_every_entry_has_a_mark_on_the_sheet(entries: list[Entry]) -> None:
    sheet = picture(entries)

    assert sheet
    marks = [mark for lane in sheet.lanes for mark in lane.marks]
    assert len(marks) == len(entries)
    assert all(0 <= mark.x <= sheet.width - 11 for mark in marks)
    assert all(0 <= mark.y <= sheet.height - 11 for mark in marks)


@PATIENT
@given(ENTRIES)
def test_no_band_or_arc_leaves_the_sheet(entries: list[Entry]) -> None:
    sheet = picture(entries)

    assert sheet
    for lane in sheet.lanes:
        assert all(0 < band.width <= sheet.width - band.x for band in lane.bands)
        assert all(0 <= arc.x <= arc.end <= sheet.width for arc in lane.arcs)


@PATIENT
@given(ENTRIES)
def test_marks_of_a_lane_do_not_cover_each_other(entries: list[Entry]) -> None:
    sheet = picture(entries)

    assert sheet
    for lane in sheet.lanes:
        xs = [mark.x for mark in lane.marks]
        assert all(b - a >= 20 for a, b in pairwise(xs))


def test_a_quiet_year_is_cut_short_and_says_so() -> None:
    year = 365 * 24 * 60

    sheet = picture([entry(0), entry(1440), entry(year)])

    assert sheet
    assert [gap.text for gap in sheet.gaps] == ["364 days"]
    assert sheet.lanes[0].marks[2].x - sheet.lanes[0].marks[1].x <= 3 * FARTHEST


def test_the_status_comes_first_and_the_evidence_last() -> None:
    rows = [entry(0, kind="evidence"), entry(1, party=1), entry(2)]

    sheet = picture(rows)

    assert sheet
    assert [lane.name for lane in sheet.lanes] == ["Status", "Party 1", "Evidence"]


def test_one_entry_needs_no_picture() -> None:
    assert picture([entry(0)]) is None
