"""Whether the claim of a row may be seen, asked row by row.

The same law as `public.py`, in another form: a value of each row, so that a list which
walks an index asks it of the rows that it reaches and never of a million claims first.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tracker.models.claim import PUBLIC, ClaimParty, ClaimWorkflow
from tracker.models.topic import ClaimPlace, ClaimTopic, Place, Topic
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import WorkflowState

Subject = type[Topic] | type[Place]
# How a subject's claims are kept: the rows, and the name of the subject in them.
HELD: dict[Subject, tuple[type[ClaimTopic] | type[ClaimPlace], str]] = {
    Topic: (ClaimTopic, "topic"),
    Place: (ClaimPlace, "place"),
}


def seen(rows: Any, path: str, *, moment: Moment, now: datetime) -> QuerySet[Any]:
    """Rows whose claim can be read now and could be at the moment, with
    `published_at`: when it first was published."""
    found: QuerySet[Any] = rows.annotate(
        state_now=_state(path, now),
        state_then=_state(path, moment.known_at),
        published_at=_published(path, moment.known_at),
    ).filter(state_now__in=PUBLIC, state_then__in=PUBLIC, published_at__isnull=False)
    return found


def held_by(subject: Subject, which: Any, moment: Moment) -> QuerySet[Any]:
    """The rows that hold claims in a topic or at a place at a moment; `which` may be a
    reference to an outer row."""
    model, name = HELD[subject]
    known = model._default_manager.filter(recorded_at__lte=moment.known_at)
    later = known.filter(claim=OuterRef("claim"), **{name: OuterRef(name)})
    rows = known.filter(**{name: which}, is_ended=False)
    return rows.exclude(Exists(after(later)))


def seen_subjects(subject: Subject, moment: Moment, now: datetime) -> QuerySet[Any]:
    """Topics or places that a readable claim belongs to."""
    held = held_by(subject, OuterRef("pk"), moment)
    rows = seen(held, "claim", moment=moment, now=now)
    return subject._default_manager.filter(Exists(rows))


def parts_of(moment: Moment, **who: Any) -> QuerySet[ClaimParty]:
    """The parts that parties have at a moment; `who` are lookups of the rows."""
    known = ClaimParty.objects.known(moment.known_at)
    later = known.filter(claim=OuterRef("claim"), party=OuterRef("party"))
    rows = known.filter(**who).exclude(role="")
    return rows.exclude(Exists(after(later)))


def after(rows: Any) -> QuerySet[Any]:
    """Those that were recorded after an outer row."""
    found: QuerySet[Any] = rows.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    )
    return found


def _state(path: str, known_at: datetime) -> Subquery:
    steps = ClaimWorkflow.objects.known(known_at).filter(claim=OuterRef(path))
    return Subquery(steps.order_by("-recorded_at", "-id").values("state")[:1])


def _published(path: str, known_at: datetime) -> Subquery:
    steps = ClaimWorkflow.objects.known(known_at).filter(
        claim=OuterRef(path), state=WorkflowState.PUBLISHED
    )
    return Subquery(steps.order_by("recorded_at", "id").values("recorded_at")[:1])
