"""All checks of a source as a strip: one cell a check, the newest on the right."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tracker.models import Check, Source
from tracker.rules.decision import READ
from tracker.rules.schedule import DEFINITIVE
from tracker.rules.vocabulary import CheckOutcome as Out
from tracker.rules.wording import label_of

# So many checks are shown at a time; the others are a link away.
CELLS = 120
_SAME = frozenset({Out.UNCHANGED, Out.CHANGED_COSMETIC})
_KEPT_AWAY = frozenset({Out.BLOCKED, Out.ROBOTS_DISALLOWED, Out.PAYWALLED})
# A kind of cell: the name of its colour, its shape, and what the legend says.
SAME = ("same", "●", "as before")
CHANGED = ("changed", "◆", "changed or moved")
GONE = ("gone", "✕", "not there")
KEPT = ("kept", "■", "kept from us")
AWAY = ("away", "○", "no answer, or none that could be read")
KINDS = (SAME, CHANGED, GONE, KEPT, AWAY)
Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    url: str
    colour: str
    shape: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Strip:
    """`older` and `newer` are the numbers that the addresses of other cells begin from;
    0 where there are none."""

    cells: tuple[Cell, ...]
    count: int
    older: int
    newer: int
    kinds: tuple[Kind, ...] = KINDS


def strip_of(source: Source, *, until: int | None = None) -> Strip:
    """The checks up to one, or the latest."""
    newest = source.checks.order_by("-seq").values_list("seq", flat=True).first() or 0
    last = min(until or newest, newest)
    rows = source.checks.filter(seq__lte=last).order_by("-seq")
    fields = ("seq", "outcome", "reason", "effective_at")
    checks = list(rows.only(*fields)[: CELLS + 1])
    shown = checks[:CELLS][::-1]
    return Strip(
        cells=tuple(_cell(check) for check in shown),
        count=newest,
        older=checks[CELLS].seq if len(checks) > CELLS else 0,
        newer=min(last + CELLS, newest) if last < newest else 0,
    )


def kind_of(outcome: Out) -> Kind:
    """How a check is drawn."""
    if outcome in _SAME:
        return SAME
    if outcome in READ:
        return CHANGED
    if outcome in DEFINITIVE:
        return GONE
    return KEPT if outcome in _KEPT_AWAY else AWAY


def _cell(check: Check) -> Cell:
    outcome = Out(check.outcome)
    colour, shape, _ = kind_of(outcome)
    why = f": {check.reason}" if check.reason else ""
    return Cell(
        url=reverse("admin:tracker_check_change", args=[check.pk]),
        colour=colour,
        shape=shape,
        words=f"{label_of(outcome)}{why}",
        at=check.effective_at,
    )
