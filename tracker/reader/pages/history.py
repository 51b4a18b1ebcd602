"""A claim's history: every decision, rewording and correction since publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tracker.models import (
    Citation,
    Claim,
    ClaimWording,
    ClaimWorkflow,
    Inquiry,
    Position,
    Silence,
    StatusChange,
)
from tracker.models.as_of import parties_of
from tracker.models.base import WorldFact
from tracker.reader import access, words
from tracker.reader.dates import When, dated, exactly
from tracker.reader.pages.moves import Moved, moves
from tracker.reader.pages.parts import Statement, name_of, statements
from tracker.reader.past import Past
from tracker.rules.facts import Moment, Party
from tracker.rules.vocabulary import Status, WorkflowState

Correctable = type[Position] | type[Silence] | type[Inquiry] | type[Citation]
# A correction of each kind in words, and an entry that voids one.
KINDS: tuple[tuple[Correctable, str, str], ...] = (
    (
        Position,
        gettext_noop("A position was corrected"),
        gettext_noop("A position was taken back"),
    ),
    (
        Silence,
        gettext_noop("A silence was corrected"),
        gettext_noop("A silence was taken back"),
    ),
    (
        Inquiry,
        gettext_noop("An inquiry was corrected"),
        gettext_noop("An inquiry was taken back"),
    ),
    (
        Citation,
        gettext_noop("A citation was corrected"),
        gettext_noop("A citation was taken back"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision on the status. `undone` says why it no longer counts."""

    key: str
    label: str
    parties: str
    when: When
    recorded: When
    author: str
    approver: str  # the second person, for a decision of weight
    reason: str
    proposed: str  # what the rules proposed, where a person decided otherwise
    undone: str


@dataclass(frozen=True)
class Reworded:
    recorded: When
    language: str
    language_name: str
    text: str


@dataclass(frozen=True)
class Corrected:
    """A fact that was replaced or taken back, and why."""

    what: str
    recorded: When
    reason: str


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    slug: str
    statement: Statement
    published: When | None
    decisions: tuple[Decided, ...]
    wordings: tuple[Reworded, ...]
    corrections: tuple[Corrected, ...]
    moves: tuple[Moved, ...]


def history_page(slug: str, past: Past) -> HistoryPage:
    """The history of a claim, latest first; raises Http404, Moved."""
    claim = access.claim(slug, past)
    published = _published_at(claim, past.moment)
    return HistoryPage(
        slug=claim.slug,
        statement=statements([claim.pk], past.moment)[claim.pk],
        published=exactly(published),
        decisions=_decisions(claim, past.moment),
        wordings=_wordings(claim, published, past.moment),
        corrections=_corrections(claim, published, past.moment),
        moves=moves(claim, past),
    )


def _published_at(claim: Claim, moment: Moment) -> datetime:
    rows = ClaimWorkflow.objects.known(moment.known_at).filter(
        claim=claim, state=WorkflowState.PUBLISHED
    )
    return rows.order_by("recorded_at").values_list("recorded_at", flat=True)[0]


def _decisions(claim: Claim, moment: Moment) -> tuple[Decided, ...]:
    """Decisions by the moment, those that were corrected since then, too."""
    rows = list(
        StatusChange.objects.known(moment.known_at)
        .filter(claim=claim, effective_at__lte=moment.as_of)
        .select_related("recorded_by", "approved_by", "superseded_by")
        .prefetch_related("parties")
        .order_by("-effective_at", "-recorded_at", "-id")
    )
    turned = {one.party_id for row in rows for one in row.parties.all()}
    parties = parties_of(turned, moment)
    undone = {row.corrects_id: row.reason for row in rows if row.corrects_id}
    return tuple(
        _decided(row, parties, undone.get(row.pk, ""))
        for row in rows
        if not row.is_void
    )


def _decided(row: StatusChange, parties: dict[int, Party], undone: str) -> Decided:
    named = (parties[one.party_id] for one in row.parties.all())
    by_account = str(row.recorded_by) if row.recorded_by else ""
    differs = row.proposed and row.proposed != row.status
    return Decided(
        key=row.status,
        label=words.label(Status(row.status)),
        parties=", ".join(name_of(party) for party in named),
        when=dated(row.effective_at, row.effective_from, row.precision),
        recorded=exactly(row.recorded_at),
        author=row.author or by_account,
        approver=str(row.approved_by) if row.approved_by else "",
        reason=row.reason,
        proposed=words.label(Status(row.proposed)) if differs else "",
        undone=undone,
    )


def _wordings(
    claim: Claim, published: datetime, moment: Moment
) -> tuple[Reworded, ...]:
    """Wordings that were public: those of the publication, and all later ones."""
    first = ClaimWording.objects.known(published).filter(claim=claim)
    later = ClaimWording.objects.known(moment.known_at).filter(
        claim=claim, recorded_at__gt=published
    )
    rows = chain(first.latest_per("claim", "language"), later)
    return tuple(
        Reworded(
            exactly(row.recorded_at),
            row.language,
            words.language(row.language),
            row.statement,
        )
        for row in sorted(rows, key=lambda row: row.recorded_at, reverse=True)
    )


def _corrections(
    claim: Claim, published: datetime, moment: Moment
) -> tuple[Corrected, ...]:
    rows: Iterable[tuple[WorldFact, str]] = (
        (row, taken_back if row.is_void else corrected)
        for model, corrected, taken_back in KINDS
        for row in model.objects.filter(
            claim=claim,
            corrects__claim=claim,
            recorded_at__gt=published,
            recorded_at__lte=moment.known_at,
        )
    )
    return tuple(
        Corrected(
            _(what),
            exactly(row.recorded_at),
            row.reason,
        )
        for row, what in sorted(
            rows, key=lambda pair: pair[0].recorded_at, reverse=True
        )
    )
