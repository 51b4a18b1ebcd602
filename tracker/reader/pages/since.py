"""What has changed since the moment that a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from tracker.models import Claim, ClaimWorkflow, Position, StatusChange
from tracker.models.as_of import record as record_of
from tracker.models.public import heir_of
from tracker.reader import access
from tracker.reader.pages.evidence import evidence
from tracker.reader.pages.parts import Badge, verdict
from tracker.reader.pages.timeline import Entry, timeline
from tracker.reader.past import Past, present
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import WorkflowState

# Entries that a banner names; the page of the present has them all.
MOST = 6
# A number that says enough; nobody waits for an exact one.
MOST_COUNTED = 1000

Fact = TypeVar("Fact", Position, StatusChange)


@dataclass(frozen=True, kw_only=True)
class Since:
    """How it stands now, and what came between; `then` is the status of the page where
    the present has another one. `lines` are for pages of many claims."""

    now: Badge | None = None
    then: Badge | None = None
    entries: tuple[Entry, ...] = ()
    more: int = 0
    undone: str = ""
    is_merged: bool = False
    lines: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.then or self.entries or self.undone or self.lines)


def since_claim(
    claim: Claim, past: Past, shown: Badge, entries: Iterable[Entry]
) -> Since | None:
    """What has changed in a claim; nothing for a page of the present."""
    if not past.is_asked or past.is_future:
        return None
    moment = Moment(as_of=past.now, known_at=past.now)
    if heir_of(claim, moment, past.now):
        return Since(is_merged=True)
    record = record_of(claim, moment)
    now = verdict(record, moment).badge
    quoted = evidence(claim.pk, record, moment).quotations
    present = timeline(record, moment, quoted)
    then, later = {row.ref for row in entries}, {row.ref for row in present}
    new = [row for row in present if row.ref not in then]
    return Since(
        now=now,
        then=shown if shown != now else None,
        entries=tuple(new[-MOST:]),
        more=max(0, len(new) - MOST),
        undone=_undone(len(then - later)),
    )


def _undone(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%d entry of this page has been corrected or taken back since",
        "%d entries of this page have been corrected or taken back since",
        number,
    ) % (number,)


def since_listed(past: Past) -> Since | None:
    """What has changed in all claims that can be read; nothing for the present."""
    if not past.is_asked or past.is_future:
        return None
    decided, new = _later(StatusChange.objects.all(), past), _published(past)
    lines = (
        ngettext("%s decision on a status", "%s decisions on statuses", decided)
        % _counted(decided)
        if decided
        else "",
        ngettext("%s claim published", "%s claims published", new) % _counted(new)
        if new
        else "",
    )
    return Since(lines=tuple(line for line in lines if line))


def since_party(slug: str, past: Past) -> Since | None:
    """How often a party has spoken since; nothing for the present."""
    if not past.is_asked or past.is_future:
        return None
    said = _later(Position.objects.filter(party__slug=slug), past)
    told = ngettext("it spoke %s time", "it spoke %s times", said) % _counted(said)
    return Since(lines=(told,) if said else ())


def _later(rows: QuerySet[Fact], past: Past) -> int:
    """How many facts of claims that can be read were not yet counted then: those that
    came later, and those that were written down later."""
    later = rows.filter(
        Q(effective_at__gt=past.moment.as_of) | Q(recorded_at__gt=past.moment.known_at),
        effective_at__lte=past.now,
        recorded_at__lte=past.now,
        is_void=False,
        corrects=None,
    )
    return _of_readable(later.order_by("-recorded_at"), past)


def _published(past: Past) -> int:
    """Claims that were published after what is shown was known."""
    if not past.known_at:
        return 0
    rows = ClaimWorkflow.objects.filter(
        state=WorkflowState.PUBLISHED,
        recorded_at__gt=past.moment.known_at,
        recorded_at__lte=past.now,
    )
    return _of_readable(rows.order_by("claim").distinct("claim"), past)


def _of_readable(rows: QuerySet[Any, Any], past: Past) -> int:
    """How many of the rows are of claims that can be read. What can be read is only
    asked of as many claims as are counted, however many there are."""
    claims = list(rows.values_list("claim", flat=True)[: MOST_COUNTED + 1])
    readable = access.readable(present(now=past.now)).filter(pk__in=set(claims))
    known = set(readable.values_list("pk", flat=True))
    return sum(claim in known for claim in claims)


def _counted(number: int) -> str:
    """ "1000+" where nobody counts further."""
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)
