"""Review items as lines of a list: what was found, and what it bears on."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tracker.admin.names import names_of, statements_of, titles_of
from tracker.models import PendingDecision, ReviewItem
from tracker.review.reach import claims_citing
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency
from tracker.rules.wording import label_of

CLAIMS_SHOWN = 2
# What the rows of items come with, so that their lines need no query each.
LINE_NEEDS = ("assignee", "citation", "inquiry")


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """`about` are the first claims that it bears on, `more` counts the others."""

    url: str
    what: str
    urgency: str
    level: int
    is_confirmed: bool
    about: tuple[str, ...]
    more: int
    note: str
    place: str
    opened_at: datetime
    assignee: str
    state: str  # empty while it is to be decided
    is_new: bool
    wait_until: datetime | None


def item_lines(
    items: list[ReviewItem],
    now: datetime,
    *,
    query: str = "",
    since: datetime | None = None,
) -> tuple[ItemLine, ...]:
    """Review items as lines; what they are about is worded for all at once. `query` is
    kept in their addresses; what was opened `since` is marked as new."""
    claims = _claims_of(items)
    shown = [claim for found in claims.values() for claim in found[:CLAIMS_SHOWN]]
    statements = statements_of(shown, now)
    names = names_of((item.party_id for item in items), now)
    titles = titles_of((item.source_id for item in items), now)
    rows = PendingDecision.objects.waiting().filter(item__in=items)
    decided = set(rows.values_list("item", flat=True))
    return tuple(
        ItemLine(
            url=reverse("admin:tracker_reviewitem_change", args=[item.pk]) + query,
            what=label_of(ReviewKind(item.kind)),
            urgency=label_of(Urgency(item.urgency)),
            level=item.urgency,
            is_confirmed=item.is_confirmed,
            about=tuple(statements[pk] for pk in claims[item.pk][:CLAIMS_SHOWN]),
            more=max(0, len(claims[item.pk]) - CLAIMS_SHOWN),
            note=_owing(item, names),
            place=titles.get(item.source_id or 0, ""),
            opened_at=item.opened_at,
            assignee=str(item.assignee or ""),
            state=_state(item, has_pending=item.pk in decided),
            is_new=since is not None and item.opened_at > since,
            wait_until=item.wait_until
            if item.wait_until and item.wait_until > now
            else None,
        )
        for item in items
    )


def _claims_of(items: list[ReviewItem]) -> dict[int, list[int]]:
    """The claims that each item bears on: its own, or all that cite its source."""
    own = {item.pk: _claim_of(item) for item in items}
    pages = [item.source_id for item in items if not own[item.pk] and item.source_id]
    citing = claims_citing(pages)
    return {
        item.pk: [claim]
        if (claim := own[item.pk])
        else citing.get(item.source_id or 0, [])
        for item in items
    }


def _claim_of(item: ReviewItem) -> int | None:
    return item.claim_id or (item.citation.claim_id if item.citation else None)


def _owing(item: ReviewItem, names: dict[int, str]) -> str:
    """Who has owed an answer since when; empty for any other item."""
    if item.inquiry is None or item.inquiry.deadline is None or not item.party_id:
        return ""
    since = f"{item.inquiry.deadline:%d %B %Y, %H:%M}"
    return f"{names[item.party_id]} has owed an answer since {since} UTC"


def _state(item: ReviewItem, *, has_pending: bool) -> str:
    if item.state == ReviewState.OPEN:
        return "decided, waits for approval" if has_pending else ""
    return label_of(ReviewState(item.state))
