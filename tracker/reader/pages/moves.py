"""What came to a claim from others, and what went: merges and splits in its history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tracker.models import Citation, Claim, ClaimWorkflow, Inquiry, Position, Silence
from tracker.models.base import WorldFact
from tracker.reader import access
from tracker.reader.dates import When, exactly, iso
from tracker.reader.pages.parts import Statement, statements
from tracker.reader.past import Past, tail

KINDS = (Position, Silence, Inquiry, Citation)
MERGED = gettext_noop("Another claim was merged into this one")
CAME = gettext_noop("Facts came from another claim")
WENT = gettext_noop("Facts went to another claim")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One merge or split. The other claim is named, and the reason told, where readers
    can open it; a merged one is shown as it was just before."""

    what: str
    rows: str
    recorded: When
    statement: Statement | None
    address: str
    reason: str


class _Move(NamedTuple):
    at: datetime
    other: int
    came: bool


@dataclass
class _Told:
    """What one move took along, in words."""

    reason: str = ""
    rows: list[str] = field(default_factory=list)
    is_merge: bool = False


def moves(claim: Claim, past: Past) -> tuple[Moved, ...]:
    """Merges and splits known by the moment, latest first."""
    found = _moves(claim, past.moment.known_at)
    readable = access.readable(past).filter(pk__in={move.other for move in found})
    slugs = dict(readable.values_list("pk", "slug"))
    worded = statements(slugs, past.moment)
    return tuple(
        Moved(
            what=_(MERGED if told.is_merge else CAME if move.came else WENT),
            rows=", ".join(told.rows),
            recorded=exactly(move.at),
            statement=worded.get(move.other),
            address=_address(slugs[move.other], move, told, past)
            if move.other in slugs
            else "",
            reason=told.reason if move.other in slugs else "",
        )
        for move, told in sorted(found.items(), reverse=True)
    )


def _moves(claim: Claim, known_at: datetime) -> dict[_Move, _Told]:
    found: dict[_Move, _Told] = {}
    merges = ClaimWorkflow.objects.known(known_at).filter(merged_into=claim)
    for at, other in merges.values_list("recorded_at", "claim"):
        found[_Move(at, other, came=True)] = _Told(is_merge=True)
    for move, reason, words in _rows(claim, known_at):
        told = found.setdefault(move, _Told())
        told.reason = reason
        told.rows.append(words)
    return found


def _rows(claim: Claim, known_at: datetime) -> Iterable[tuple[_Move, str, str]]:
    """Rows that correct one of another claim, counted by kind and move."""
    for model in KINDS:
        moved = (
            model._default_manager.filter(recorded_at__lte=known_at)
            .filter(Q(claim=claim) | Q(corrects__claim=claim))
            .exclude(claim=F("corrects__claim"))
            .exclude(corrects=None)
        )
        columns = ("recorded_at", "claim", "corrects__claim", "reason")
        counts = moved.order_by(*columns).values_list(*columns).annotate(Count("pk"))
        for at, to, source, reason, number in counts:
            came = to == claim.pk
            yield (
                _Move(at, source if came else to, came),
                reason,
                _amount(model, number),
            )


def _amount(model: type[WorldFact], number: int) -> str:
    """ "2 positions" """
    counted = {
        Position: ngettext("%d position", "%d positions", number),
        Silence: ngettext("%d silence", "%d silences", number),
        Inquiry: ngettext("%d inquiry", "%d inquiries", number),
        Citation: ngettext("%d citation", "%d citations", number),
    }
    return counted[model] % number


def _address(slug: str, move: _Move, told: _Told, past: Past) -> str:
    page = reverse("reader:claim", args=[slug])
    if told.is_merge:
        return page + tail({"known_at": iso(move.at - access.AN_INSTANT)})
    return page + past.query
