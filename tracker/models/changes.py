"""What changed in the record, newest first: one stream a table, read by key.

A change is told where its claim can be read now and could be at the moment, and had
been published when the row was written: what a draft went through is nobody's news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.models.base import WorldFact
from tracker.models.citation import Citation
from tracker.models.claim import ClaimWording, ClaimWorkflow
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.seen import PUBLIC, held_by, parts_of, seen
from tracker.models.status import StatusChange
from tracker.models.topic import Place, Topic
from tracker.models.turn import EvidenceTurn
from tracker.rules.facts import Moment

STRETCH = 200  # rows of a stream that are read at a time

Rows = QuerySet[Any]
# The streams of each kind; a kind's name is what an address asks for.
KINDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "position": ("position",),
    "evidence": ("evidence",),
    "claim": ("claim",),
    "correction": ("citation", "inquiry", "positions", "silence", "wording"),
}
CORRECTED: dict[str, type[WorldFact]] = {
    "citation": Citation,
    "decision": StatusChange,
    "inquiry": Inquiry,
    "positions": Position,
    "silence": Silence,
}
STREAMS = tuple(sorted(name for names in KINDS.values() for name in names))
CORRECTIONS = ("citation", "decision", "inquiry", "positions", "silence", "wording")


@dataclass(frozen=True, order=True)
class Key:
    """Where a row stands among all changes: later first, then by stream and id."""

    at: datetime
    stream: str
    id: int


@dataclass(frozen=True, kw_only=True)
class About:
    """Only changes of claims in which the parties have a part, of a topic, a place."""

    parties: tuple[int, ...] = ()
    topic: int | None = None
    place: int | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """What a page of changes reads: by whom it is seen, from where, how many."""

    moment: Moment
    now: datetime
    most: int
    before: Key | None = None
    about: About = About()


def latest(streams: Iterable[str], span: Span) -> list[tuple[Key, Any]]:
    """The newest rows of several streams, merged."""
    found = [pair for name in streams for pair in _walk(name, span)]
    return sorted(found, key=lambda pair: pair[0], reverse=True)[: span.most]


def _walk(name: str, span: Span) -> list[tuple[Key, Any]]:
    """The newest of one stream that a reader may see.

    Read along the index, a stretch at a time, and only then asked whether it is seen:
    the planner takes that question for one that hardly a row passes, and would
    otherwise ask it of all of them before it sorts.
    """
    found: list[tuple[Key, Any]] = []
    before = span.before
    while len(found) < span.most:
        rows = _from(_told(name, span), name, before)
        stretch = list(
            rows.order_by("-recorded_at", "-pk").values_list("recorded_at", "pk")[
                :STRETCH
            ]
        )
        seen_rows = _seen(name, span).filter(pk__in=[pk for _at, pk in stretch])
        found += [(Key(row.recorded_at, name, row.pk), row) for row in seen_rows]
        if len(stretch) < STRETCH:
            break
        at, pk = stretch[-1]
        before = Key(at, name, pk)
    return sorted(found, key=lambda pair: pair[0], reverse=True)[: span.most]


def claim_of(row: Any) -> int:
    """The claim that a change is about."""
    return int(row.citation.claim_id if isinstance(row, EvidenceTurn) else row.claim_id)


def _from(rows: Rows, name: str, before: Key | None) -> Rows:
    if before is None:
        return rows
    if name > before.stream:
        return rows.filter(recorded_at__lt=before.at)
    rows = rows.filter(recorded_at__lte=before.at)
    if name < before.stream:
        return rows
    return rows.filter(Q(recorded_at__lt=before.at) | Q(pk__lt=before.id))


def _told(name: str, span: Span) -> Rows:
    """The rows of a stream at the moment, whether they may be seen or not."""
    known = _stream(name, span.moment).filter(recorded_at__lte=span.moment.known_at)
    return _about(known, _path(name), span)


def _seen(name: str, span: Span) -> Rows:
    """The rows of a stream that a reader of the moment may see."""
    rows = seen(
        _stream(name, span.moment), _path(name), moment=span.moment, now=span.now
    )
    first = "published_at__lt" if name == "wording" else "published_at__lte"
    return rows.filter(**{first: F("recorded_at")})


def _path(name: str) -> str:
    return "citation__claim" if name == "evidence" else "claim"


def _stream(name: str, moment: Moment) -> Rows:
    if name == "claim":
        return ClaimWorkflow.objects.filter(state__in=PUBLIC).select_related("claim")
    if name == "wording":
        # The first words in a language correct nothing.
        earlier = ClaimWording.objects.filter(
            claim=OuterRef("claim"),
            language=OuterRef("language"),
            pk__lt=OuterRef("pk"),
        )
        return ClaimWording.objects.filter(Exists(earlier)).select_related("claim")
    if name == "evidence":
        return _turns(moment)
    if name == "position":
        return Position.objects.filter(
            corrects=None, effective_at__lte=moment.as_of
        ).select_related("claim", "corrected_by")
    if name == "status":
        same = Q(corrects=None) | Q(corrects__claim=F("claim"))
        decisions = StatusChange.objects.filter(same, effective_at__lte=moment.as_of)
        return decisions.select_related("claim", "corrected_by")
    # A row that corrects one of another claim only moved: the merge or split is told.
    rows: Rows = CORRECTED[name]._default_manager.all()
    return rows.filter(
        corrects__isnull=False,
        corrects__claim=F("claim"),
        effective_at__lte=moment.as_of,
    ).select_related("claim", "corrects")


def _turns(moment: Moment) -> Rows:
    corrected = Citation.objects.known(moment.known_at).filter(
        corrects=OuterRef("citation")
    )
    return EvidenceTurn.objects.filter(
        ~Exists(corrected), is_news=True, effective_at__lte=moment.as_of
    ).select_related("citation__claim", "citation__source")


def _about(rows: Rows, path: str, span: Span) -> Rows:
    """Narrowed to a party's or a topic's claims, as known at the moment."""
    about = span.about
    if about.parties:
        parts = parts_of(about.parties, span.moment)
        rows = rows.filter(**{f"{path}__in": parts.values("claim")})
    if about.topic is not None:
        held = held_by(Topic, about.topic, span.moment)
        rows = rows.filter(**{f"{path}__in": held.values("claim")})
    if about.place is not None:
        held = held_by(Place, about.place, span.moment)
        rows = rows.filter(**{f"{path}__in": held.values("claim")})
    return rows
