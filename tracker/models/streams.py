"""The rows of the record that are changes: one stream a table and sort of reading.

Pages tell of every row, and of a correction by itself. Feeds and letters tell of what
counts: a row that was corrected gives way to its correction.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.models.base import WorldFact
from tracker.models.citation import Citation
from tracker.models.claim import PUBLIC, ClaimWording, ClaimWorkflow
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.models.turn import EvidenceTurn
from tracker.rules.facts import Moment

Rows = QuerySet[Any]
Stream = Callable[[Moment], Rows]
# The streams of each kind; a kind's name is what an address asks for.
KINDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "position": ("position",),
    "evidence": ("evidence",),
    "claim": ("claim",),
    "correction": ("citation", "inquiry", "positions", "silence", "wording"),
}
EVERY = tuple(sorted(name for names in KINDS.values() for name in names))
CORRECTIONS = ("citation", "decision", "inquiry", "positions", "silence", "wording")
# What letters tell of, and feeds.
OF_THE_DESK = ("claim", "decided", "said")
COUNTING = (*OF_THE_DESK, "evidence")


def stream(name: str, moment: Moment) -> Rows:
    """The rows of a stream at a moment, whether they may be seen or not."""
    rows = _STREAMS[name](moment)
    return rows.filter(recorded_at__lte=moment.known_at)


def fullest_first(names: Iterable[str]) -> list[str]:
    """Streams, those with the most rows first."""
    asked = set(names)
    return [name for name in _STREAMS if name in asked]


def path_of(name: str) -> str:
    """The way from a row of a stream to its claim."""
    return "citation__claim" if name == "evidence" else "claim"


def claim_of(row: Any) -> int:
    """The claim that a change is about."""
    return int(row.citation.claim_id if isinstance(row, EvidenceTurn) else row.claim_id)


def _work(moment: Moment) -> Rows:
    """Publications, and what was put into the archive."""
    return ClaimWorkflow.objects.filter(state__in=PUBLIC).select_related("claim")


def _worded_anew(moment: Moment) -> Rows:
    """The first words in a language correct nothing, nor do those of a draft."""
    return ClaimWording.objects.filter(is_news=True).select_related("claim")


def _turns(moment: Moment) -> Rows:
    rows = EvidenceTurn.objects.filter(
        ~Exists(_corrections_of(Citation, "citation", moment)),
        is_news=True,
        effective_at__lte=moment.as_of,
    )
    return rows.select_related("citation__claim", "citation__source")


def _positions(moment: Moment) -> Rows:
    rows = Position.objects.filter(corrects=None, effective_at__lte=moment.as_of)
    return rows.select_related("claim", "corrected_by")


def _decisions(moment: Moment) -> Rows:
    same = Q(corrects=None) | Q(corrects__claim=F("claim"))
    rows = StatusChange.objects.filter(same, effective_at__lte=moment.as_of)
    return rows.select_related("claim", "corrected_by")


def _corrections(model: type[WorldFact], moment: Moment) -> Rows:
    # A row that corrects one of another claim only moved: the merge or split is told.
    rows: Rows = model._default_manager.all()
    return rows.filter(
        corrects__isnull=False,
        corrects__claim=F("claim"),
        effective_at__lte=moment.as_of,
    ).select_related("claim", "corrects")


def _decided(moment: Moment) -> Rows:
    """Decisions that count, and those by which one was taken back."""
    rows = StatusChange.objects.filter(
        ~Exists(_corrections_of(StatusChange, "pk", moment)),
        effective_at__lte=moment.as_of,
    )
    return rows.select_related("corrects")


def _said(moment: Moment) -> Rows:
    return Position.objects.counting(moment)


def _corrections_of(model: type[WorldFact], which: str, moment: Moment) -> Rows:
    rows: Rows = model._default_manager.all()
    return rows.filter(corrects=OuterRef(which), recorded_at__lte=moment.known_at)


# The fullest first, as far as records have the same proportions.
_STREAMS: Mapping[str, Stream] = {
    "position": _positions,
    "said": _said,
    "evidence": _turns,
    "status": _decisions,
    "decided": _decided,
    "claim": _work,
    "wording": _worded_anew,
    "citation": partial(_corrections, Citation),
    "decision": partial(_corrections, StatusChange),
    "inquiry": partial(_corrections, Inquiry),
    "positions": partial(_corrections, Position),
    "silence": partial(_corrections, Silence),
}
