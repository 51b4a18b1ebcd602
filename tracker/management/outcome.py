"""What a look found, for a person at a terminal and for a program that reads JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.core.management.base import CommandError

from tracker.engine.errors import EngineError
from tracker.engine.seen import Seen
from tracker.models import Check, CitationCheck, ReviewItem
from tracker.rules.schedule import DueReason
from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    ReviewKind,
    SourceState,
    Urgency,
)
from tracker.rules.wording import label_of

_OTHER_WORDS = (ChangeKind.MINOR, ChangeKind.MEANINGFUL)
_SHOWN = 120


def seen_object(seen: Seen) -> dict[str, object]:
    """A look that was not kept."""
    change = seen.comparison.kind if seen.comparison else None
    return {
        "outcome": seen.finding.outcome.value,
        "reason": seen.finding.reason,
        "http_status": seen.fetched.status or None,
        "final_url": seen.fetched.final_url,
        "changed": change in _OTHER_WORDS,
        "citations": [],
    }


def failure_object(what: str, error: CommandError) -> dict[str, object]:
    """Why no look was taken. An address that can never be asked has an outcome all the
    same; what waits for its turn, or is not there, has none."""
    finding = error.__cause__ if isinstance(error.__cause__, EngineError) else None
    return {
        "outcome": finding.outcome.value if finding else None,
        "reason": str(finding or error),
        "http_status": None,
        "final_url": what,
        "changed": False,
        "citations": [],
    }


def check_object(check: Check) -> dict[str, object]:
    """A look that was kept, with all that hangs on it."""
    return {
        "outcome": CheckOutcome(check.outcome).value,
        "reason": check.reason,
        "http_status": check.http_status,
        "final_url": check.final_url,
        "changed": check.change in _OTHER_WORDS,
        "change": str(check.change),
        "source": check.source_id,
        "source_state": SourceState(check.source_state).value,
        "citations": [
            {
                "id": row.citation_id,
                "claim": row.citation.claim.slug,
                "state": row.state,
                "matched": row.matched,
                "is_confirmed": row.is_confirmed,
            }
            for row in _citations(check)
        ],
        "review_items": [
            {
                "id": item.pk,
                "kind": item.kind,
                "urgency": Urgency(item.urgency).name.lower(),
                "is_confirmed": item.is_confirmed,
            }
            for item in _items(check)
        ],
        "next_due_at": check.next_due_at.isoformat() if check.next_due_at else None,
        "next_due_reason": check.next_due_reason,
    }


def seen_lines(seen: Seen) -> Iterator[str]:
    fetched = seen.fetched
    yield _outcome(seen.finding.outcome, seen.finding.reason)
    yield f"  address    {fetched.requested_url}"
    for hop in fetched.redirects:
        yield f"  HTTP {hop.status}   {hop.url} leads to {hop.location}"
    if fetched.status:
        yield f"  HTTP {fetched.status}   {fetched.final_url}"
    if seen.text:
        yield f"  title      {seen.text.title}"
        yield f"  text       {len(seen.text.full)} characters"
    yield "  Nothing was kept: this address is no source (--keep makes it one)."


def check_lines(check: Check) -> Iterator[str]:
    yield _outcome(CheckOutcome(check.outcome), check.reason)
    yield f"  source     {check.source_id}, {check.source.url}"
    for hop in check.redirects:
        yield f"  HTTP {hop['status']}   {hop['url']} leads to {hop['location']}"
    if check.http_status:
        yield f"  HTTP {check.http_status}   {check.final_url}"
    if check.change:
        words = f"{check.words_added} words added, {check.words_removed} removed"
        yield f"  change     {label_of(ChangeKind(check.change))} ({words})"
    yield f"  state      {label_of(SourceState(check.source_state))}"
    for row in _citations(check):
        yield from _citation_lines(row)
    for item in _items(check):
        yield f"  desk       {_item(item)}"
    yield f"  next look  {_next_look(check)}"


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _outcome(outcome: CheckOutcome, reason: str) -> str:
    return f"{label_of(outcome)}: {reason}" if reason else label_of(outcome)


def _citation_lines(row: CitationCheck) -> Iterator[str]:
    state = label_of(CitationState(row.state))
    sure = ", seen twice" if row.is_confirmed else ""
    yield f"  words      {state}{sure}: “{row.citation.exact[:_SHOWN]}”"
    if row.matched and row.matched != row.citation.exact:
        yield f"             now: “{row.matched[:_SHOWN]}”"
    yield f"             claim {row.citation.claim.slug}"


def _item(item: ReviewItem) -> str:
    urgency = label_of(Urgency(item.urgency)).lower()
    sure = "confirmed" if item.is_confirmed else "unconfirmed"
    return f"{label_of(ReviewKind(item.kind))} ({urgency}, {sure})"


def _next_look(check: Check) -> str:
    if check.next_due_at is None:
        return "never: the source was taken out of the line"
    why = label_of(DueReason(check.next_due_reason))
    return f"{clock(check.next_due_at)}, {why[:1].lower()}{why[1:]}"


def _citations(check: Check) -> list[CitationCheck]:
    rows = check.citation_checks.select_related("citation__claim")
    return list(rows.order_by("citation_id"))


def _items(check: Check) -> list[ReviewItem]:
    """The items that this check opened or raised."""
    return list(ReviewItem.objects.filter(last_check=check).order_by("-urgency", "id"))
