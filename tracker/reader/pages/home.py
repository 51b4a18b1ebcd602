"""The first page: what changed last, what is contested, who owes an answer longest."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Inquiry
from tracker.models.as_of import parties_of
from tracker.models.front import contested, waiting
from tracker.reader import words
from tracker.reader.dates import When, dated, exactly
from tracker.reader.pages.changes import Day, changes
from tracker.reader.pages.claims import ClaimRow, claim_rows
from tracker.reader.pages.parts import PartyLink, Statement, party_link, statements
from tracker.reader.past import Past
from tracker.rules.vocabulary import Status

STATUS_KEYS = (*Status, words.NOT_ASSESSED)
MOST_CHANGES = 12
MOST_CONTESTED = 5
MOST_WAITING = 5


@dataclass(frozen=True)
class StatusWord:
    """A status, what it means, and where the methodology explains it."""

    key: str
    label: str
    means: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request for comment that nobody has answered."""

    party: PartyLink
    slug: str
    statement: Statement
    asked: When
    deadline: When | None


@dataclass(frozen=True, kw_only=True)
class Home:
    """`day` is the last day on which something changed."""

    day: Day | None
    has_more: bool
    contested: tuple[ClaimRow, ...]
    waiting: tuple[Waiting, ...]
    statuses: tuple[StatusWord, ...]


def home(past: Past) -> Home:
    """The first page, in a constant number of queries."""
    found = changes(past, {}, MOST_CHANGES)
    disputed = contested(past.moment, past.now, most=MOST_CONTESTED)
    return Home(
        day=found.days[0] if found.days else None,
        has_more=len(found.days) == 1 and bool(found.earlier),
        contested=claim_rows(disputed, past),
        waiting=tuple(_waiting(past)),
        statuses=tuple(
            StatusWord(
                key,
                words.status_label(key),
                words.status_means(key),
                words.status_anchor(key),
            )
            for key in STATUS_KEYS
        ),
    )


def _waiting(past: Past) -> Iterable[Waiting]:
    rows = waiting(past.moment, past.now, most=MOST_WAITING)
    parties = parties_of({row.party_id for row in rows}, past.moment)
    worded = statements({row.claim_id for row in rows}, past.moment)
    for row in rows:
        if row.party_id in parties and row.claim_id in worded:
            yield _owed(row, party_link(row.party_id, parties), worded[row.claim_id])


def _owed(row: Inquiry, party: PartyLink, statement: Statement) -> Waiting:
    return Waiting(
        party=party,
        slug=row.claim.slug,
        statement=statement,
        asked=dated(row.effective_at, row.effective_from, row.precision),
        deadline=exactly(row.deadline) if row.deadline else None,
    )
