"""Work that follows facts to another claim: items, suggestions, subscriptions."""

from collections.abc import Iterable

from django.db.models import QuerySet

from tracker.models import Claim, ReviewItem, Subscription, Suggestion
from tracker.review.carrying import Carried, Move
from tracker.rules.vocabulary import ReviewKind, ReviewState, SuggestionState

_MOVED = ["claim", "citation", "inquiry"]
_CLOSED = ["state", "resolution", "resolved_at", "resolved_by"]


def follow(source: Claim, carried: Carried, move: Move) -> None:
    """Open items about rows that went go with them; so do reminders that a person has
    closed, or the same inquiry would be brought up again."""
    items = _about(source).filter(citation__in=carried.citations)
    asked = _about(source).filter(inquiry__in=carried.inquiries)
    reminders = ReviewItem.objects.filter(
        claim=source,
        inquiry__in=carried.inquiries,
        kind=ReviewKind.INQUIRY_OVERDUE,
    )
    found = {row.pk: row for rows in (items, asked, reminders) for row in rows}
    for item in found.values():
        item.claim = move.target
        item.citation = carried.citations.get(item.citation_id or 0)
        item.inquiry = carried.inquiries.get(item.inquiry_id or 0)
    ReviewItem.objects.bulk_update(found.values(), _MOVED)


def follow_claim(source: Claim, move: Move) -> None:
    """What else is open about a claim that is merged: it goes along, or is closed in
    words where the other claim has the same item or the fact is not there."""
    twins = {_thing(item) for item in _about(move.target)}
    closed: list[ReviewItem] = []
    moved: list[ReviewItem] = []
    for item in _about(source):
        is_left = item.citation_id or item.inquiry_id or _thing(item) in twins
        (closed if is_left or _is_its_own(item) else moved).append(item)
    for item in moved:
        item.claim = move.target
    ReviewItem.objects.bulk_update(moved, ["claim"])
    _close(closed, move)


def follow_readers(source: Claim, move: Move) -> None:
    """Suggestions that were taken as the claim, and readers who follow it."""
    taken = (SuggestionState.ACCEPTED, SuggestionState.MERGED)
    Suggestion.objects.filter(claim=source, state__in=taken).update(
        claim=move.target, state=SuggestionState.MERGED, reason=move.why
    )
    follows = Subscription.objects.filter(claim=source, ended_at__isnull=True)
    already = Subscription.objects.filter(claim=move.target, ended_at__isnull=True)
    follows.filter(email__in=already.values("email")).update(ended_at=move.now)
    follows.update(claim=move.target)


def _about(claim: Claim) -> QuerySet[ReviewItem]:
    return ReviewItem.objects.select_for_update().open().filter(claim=claim)


def _thing(item: ReviewItem) -> tuple[object, ...]:
    """What an item without rows is about, apart from its claim."""
    return (item.kind, item.source_id, item.party_id, item.watch_entry_id)


def _is_its_own(item: ReviewItem) -> bool:
    """That the status is out of date is said of each claim by itself."""
    return item.kind == ReviewKind.STATUS_OUTDATED


def _close(items: Iterable[ReviewItem], move: Move) -> None:
    rows = list(items)
    for item in rows:
        item.state, item.resolution = ReviewState.RESOLVED.value, move.why
        item.resolved_at, item.resolved_by = move.now, move.by
    ReviewItem.objects.bulk_update(rows, _CLOSED)
