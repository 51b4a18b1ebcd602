"""When a part of a page that keeps changing is furniture, and no longer told of.

Editorial rule: "What changes on a page again and again while its text stays as it is,
or stands on many pages of one site, is clutter. The words of a quotation, a headline
and a correction never are. A sentence is clutter only word for word, when it has come
and gone repeatedly: one that is new is always told."
"""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.rules.vocabulary import LearntFrom, SignKind

TIMES: Mapping[SignKind, int] = MappingProxyType(
    {
        SignKind.PLACE: 3,
        SignKind.LINE: 3,
        SignKind.SENTENCE: 4,
        # A number that grows may be the news itself, so more is asked of it.
        SignKind.COUNT: 6,
    }
)
"""How often something has to change on one page; other kinds are never learnt so."""

SOURCES: Mapping[SignKind, int] = MappingProxyType(
    {SignKind.LINE: 3, SignKind.COUNT: 3, SignKind.SENTENCE: 5}
)
"""On how many pages of a site the same has to come or go."""


def lesson(kind: SignKind, *, times: int, sources: int) -> LearntFrom | None:
    """What the signs teach; None while there are too few.

    `times` are the changes on this page, `sources` the pages of its site on which the
    same came, went or changed, this one included. Recurrence holds for the whole site.
    """
    if kind in SOURCES and sources >= SOURCES[kind]:
        return LearntFrom.RECURRENCE
    if kind in TIMES and times >= TIMES[kind]:
        return LearntFrom.CAPTURES
    return None
