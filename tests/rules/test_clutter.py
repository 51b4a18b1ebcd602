"""When a part of a page that keeps changing is furniture."""

import pytest

from tracker.rules.clutter import lesson
from tracker.rules.vocabulary import LearntFrom, SignKind


@pytest.mark.parametrize(
    ("kind", "times", "expected"),
    [
        (SignKind.PLACE, 2, None),
        (SignKind.PLACE, 3, LearntFrom.CAPTURES),
        (SignKind.LINE, 2, None),
        (SignKind.LINE, 3, LearntFrom.CAPTURES),
        (SignKind.SENTENCE, 3, None),
        (SignKind.SENTENCE, 4, LearntFrom.CAPTURES),
        (SignKind.COUNT, 5, None),
        (SignKind.COUNT, 6, LearntFrom.CAPTURES),
        (SignKind.BLOCK, 100, None),
    ],
)
def test_what_changes_again_and_again_on_a_page_is_clutter(
    kind: SignKind, times: int, expected: LearntFrom | None
) -> None:
    assert lesson(kind, times=times, sources=1) is expected


@pytest.mark.parametrize(
    ("kind", "sources", "expected"),
    [
        (SignKind.LINE, 2, None),
        (SignKind.LINE, 3, LearntFrom.RECURRENCE),
        (SignKind.SENTENCE, 4, None),
        (SignKind.SENTENCE, 5, LearntFrom.RECURRENCE),
        (SignKind.COUNT, 3, LearntFrom.RECURRENCE),
        (SignKind.PLACE, 100, None),
    ],
)
def test_what_stands_on_many_pages_of_a_site_is_clutter(
    kind: SignKind, sources: int, expected: LearntFrom | None
) -> None:
    assert lesson(kind, times=1, sources=sources) is expected
