"""What changed in the record, newest first: one stream a table, read by key.

A change is told where its claim can be read now and could be at the moment, and had
been published when the row was written: what a draft went through is nobody's news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery

from tracker.models.base import WorldFact
from tracker.models.citation import Citation
from tracker.models.claim import Claim, ClaimParty, ClaimWording, ClaimWorkflow
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.models.topic import ClaimTopic
from tracker.models.turn import EvidenceTurn
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import WorkflowState

Rows = QuerySet[Any]
PUBLIC = (WorkflowState.PUBLISHED, WorkflowState.ARCHIVED)
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
    """Only changes of claims in which the parties have a part, or of a topic."""

    parties: tuple[int, ...] = ()
    topic: int | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """What a page of changes reads: by whom it is seen, from where, how many."""

    moment: Moment
    now: datetime
    most: int
    before: Key | None = None
    about: About = About()


def latest(streams: Iterable[str], span: Span) -> list[tuple[Key, Model]]:
    """The newest rows of several streams, merged; one query a stream."""
    found: list[tuple[Key, Model]] = []
    for name in streams:
        rows = _from(_seen(name, span), name, span.before)
        ordered = rows.order_by("-recorded_at", "-pk")[: span.most]
        found += [(Key(row.recorded_at, name, row.pk), row) for row in ordered]
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


def _seen(name: str, span: Span) -> Rows:
    """The rows of a stream that a reader of the moment may see."""
    path = "citation__claim" if name == "evidence" else "claim"
    rows = _stream(name, span.moment).filter(recorded_at__lte=span.moment.known_at)
    rows = rows.annotate(
        state_now=_state(path, span.now),
        state_then=_state(path, span.moment.known_at),
        published_at=_published(path, span.moment),
    ).filter(state_now__in=PUBLIC, state_then__in=PUBLIC)
    if name == "wording":
        rows = rows.filter(published_at__lt=F("recorded_at"))
    else:
        rows = rows.filter(published_at__lte=F("recorded_at"))
    return _about(rows, path, span)


def _stream(name: str, moment: Moment) -> Rows:
    if name == "claim":
        return ClaimWorkflow.objects.filter(state__in=PUBLIC).select_related("claim")
    if name == "wording":
        return ClaimWording.objects.select_related("claim")
    if name == "evidence":
        return _turns(moment)
    if name == "position":
        return Position.objects.filter(
            corrects=None, effective_at__lte=moment.as_of
        ).select_related("claim", "corrected_by")
    if name == "status":
        same = Q(corrects=None) | Q(corrects__claim=F("claim"))
        rows = StatusChange.objects.filter(same, effective_at__lte=moment.as_of)
        return rows.select_related("claim", "corrects", "corrected_by", "recorded_by")
    # A row that corrects one of another claim only moved: the merge or split is told.
    return (
        CORRECTED[name]
        ._default_manager.exclude(corrects=None)
        .filter(corrects__claim=F("claim"), effective_at__lte=moment.as_of)
        .select_related("claim", "corrects")
    )


def _turns(moment: Moment) -> Rows:
    corrected = Citation.objects.known(moment.known_at).filter(
        corrects=OuterRef("citation")
    )
    return EvidenceTurn.objects.filter(
        ~Exists(corrected), is_news=True, effective_at__lte=moment.as_of
    ).select_related("citation__claim", "citation__source")


def _state(path: str, known_at: datetime) -> Subquery:
    """A subquery of one value, so that it is asked of each row as it is reached and
    never of a million claims first."""
    steps = ClaimWorkflow.objects.known(known_at).filter(claim=OuterRef(path))
    return Subquery(steps.order_by("-recorded_at", "-id").values("state")[:1])


def _published(path: str, moment: Moment) -> Subquery:
    steps = ClaimWorkflow.objects.known(moment.known_at).filter(
        claim=OuterRef(path), state=WorkflowState.PUBLISHED
    )
    return Subquery(steps.order_by("recorded_at", "id").values("recorded_at")[:1])


def _about(rows: Rows, path: str, span: Span) -> Rows:
    """Narrowed to a party's or a topic's claims, as known at the moment."""
    known = span.moment.known_at
    about = span.about
    if about.parties:
        parts = ClaimParty.objects.known(known).filter(party__in=about.parties)
        later = ClaimParty.objects.known(known).filter(
            claim=OuterRef("claim"), party=OuterRef("party")
        )
        held = parts.exclude(role="").exclude(Exists(_after(later)))
        rows = rows.filter(**{f"{path}__in": held.values("claim")})
    if about.topic is not None:
        rows = rows.filter(
            **{f"{path}__in": in_topic(about.topic, span.moment).values("claim")}
        )
    return rows


def in_topic(topic: int, moment: Moment) -> QuerySet[ClaimTopic]:
    """The rows that hold claims in a topic at a moment."""
    known = ClaimTopic.objects.known(moment.known_at)
    later = known.filter(claim=OuterRef("claim"), topic=OuterRef("topic"))
    return known.filter(topic=topic, is_ended=False).exclude(Exists(_after(later)))


def _after(rows: Rows) -> Rows:
    return rows.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    )


def has_part(party: OuterRef | int, known_at: datetime) -> QuerySet[ClaimParty]:
    """Parts that a party has or had in a published claim; for "is there any"."""
    published = ClaimWorkflow.objects.known(known_at).filter(
        claim=OuterRef("claim"), state=WorkflowState.PUBLISHED
    )
    parts = ClaimParty.objects.known(known_at).filter(Exists(published), party=party)
    return parts.exclude(role="")


def claims_of(rows: Iterable[Model]) -> dict[int, Claim]:
    """The claims that rows are about, by id."""
    found: dict[int, Claim] = {}
    for row in rows:
        claim = row.citation.claim if isinstance(row, EvidenceTurn) else row.claim  # type: ignore[attr-defined]
        found[claim.pk] = claim
    return found
