"""How much hangs on a source: the weight with which the plan shares looks.

"Importance: hot claims, quoted sources, inquiries open." A page that readers are shown
as evidence matters more than one that the desk only keeps, one whose claims are being
worked on more than one that rests, and a channel more while its party owes an answer.

Only the ratios count: a source of importance 4 that changes as often as one of
importance 1 is looked at about twice as often.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

HOT_FOR = timedelta(days=7)
"""A claim is hot for so long after a position, a status or its publication."""

AWAITED_FOR = timedelta(days=30)
"""An answer is waited for so long after it was asked for, or after its deadline."""

IDLE = 0.25
"""Nothing hangs on it, yet: it is kept, and looked at now and then."""

DRAFT = 0.5
QUOTED = 1.0
CHANNEL = 2.0
HOT = 4.0
AWAITED = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the desk does with a source.

    `published` counts the published claims that quote it; `is_kept` says that others
    do; `hot` counts the claims among them that are in review, whose record changed
    lately, or whose status the facts have left behind. `is_watched`: it is a channel
    that is read for answers; `awaited` counts the answers that its party owes.
    """

    published: int = 0
    is_kept: bool = False
    hot: int = 0
    is_watched: bool = False
    awaited: int = 0


def importance(facts: Facts) -> float:
    """The weight of a source, to two digits; more of anything never makes it less."""
    quoted = DRAFT if facts.is_kept else 0.0
    quoted += QUOTED * math.log2(1 + facts.published)
    if facts.hot:
        quoted *= HOT
    heard = CHANNEL if facts.is_watched else 0.0
    if facts.awaited:
        heard *= AWAITED
    return float(f"{max(IDLE, quoted + heard):.2g}")
