"""A review item on one screen: what was found, what it touches, what to decide."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tracker.admin.changed_words import ChangedWords, mark_change
from tracker.admin.check_words import tell_check
from tracker.admin.desk import ItemLine, item_lines
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.status_form import Conclusion, conclude
from tracker.models import Citation, Claim, Position, ReviewItem, Snapshot
from tracker.review.decide import claims_of
from tracker.rules.vocabulary import ReviewKind, ReviewState, Stance, Urgency
from tracker.rules.wording import label_of

EARLIER = 8


@dataclass(frozen=True, kw_only=True)
class TouchedClaim:
    claim: Claim
    statement: str
    url: str
    conclusion: Conclusion


@dataclass(frozen=True, kw_only=True)
class ItemPage:
    """`claims` are all that the item bears on; with exactly one it is decided here."""

    item: ReviewItem
    what: str
    urgency: str
    is_open: bool
    is_about_status: bool
    claims: tuple[TouchedClaim, ...]
    position: str
    position_at: datetime | None
    words: ChangedWords
    source: str
    source_url: str
    party: str
    check: tuple[str, ...]
    then: Snapshot | None
    now: Snapshot | None
    earlier: tuple[ItemLine, ...]

    @property
    def claim(self) -> TouchedClaim | None:
        return self.claims[0] if len(self.claims) == 1 else None


def open_review_item(item: ReviewItem, now: datetime) -> ItemPage:
    """Everything about an item; `item` comes with its related rows."""
    position = item.citation.position if item.citation else None
    check = item.last_check or item.check_run
    source = item.source_id or 0
    return ItemPage(
        item=item,
        what=label_of(ReviewKind(item.kind)),
        urgency=label_of(Urgency(item.urgency)),
        is_open=item.state == ReviewState.OPEN,
        is_about_status=item.kind == ReviewKind.STATUS_OUTDATED,
        claims=_claims(item, now),
        position=_said(position, now),
        position_at=position.effective_at if position else None,
        words=mark_change(item.before, item.after),
        source=titles_of([source], now).get(source, ""),
        source_url=_source_url(item),
        party=names_of([item.party_id], now).get(item.party_id or 0, ""),
        check=tell_check(check) if check else (),
        then=_then(item.citation),
        now=check.snapshot if check else None,
        earlier=_earlier(item, now),
    )


def _claims(item: ReviewItem, now: datetime) -> tuple[TouchedClaim, ...]:
    claims = claims_of(item)
    statements = statements_of((claim.pk for claim in claims), now)
    return tuple(
        TouchedClaim(
            claim=claim,
            statement=statements[claim.pk],
            url=reverse("admin:tracker_claim_change", args=[claim.pk]),
            conclusion=conclude(claim, now),
        )
        for claim in claims
    )


def _said(position: Position | None, now: datetime) -> str:
    if position is None or not position.stance:
        return ""
    name = names_of([position.party_id], now)[position.party_id]
    words = label_of(Stance(position.stance)).lower()
    speaker = f", by {position.speaker}" if position.speaker else ""
    return f"{name} {words}{speaker}"


def _then(citation: Citation | None) -> Snapshot | None:
    return citation.snapshot if citation else None


def _source_url(item: ReviewItem) -> str:
    if item.source_id is None:
        return ""
    return reverse("admin:tracker_source_change", args=[item.source_id])


def _earlier(item: ReviewItem, now: datetime) -> tuple[ItemLine, ...]:
    if item.source_id is None:
        return ()
    rows = ReviewItem.objects.filter(source=item.source_id).exclude(pk=item.pk)
    rows = rows.select_related("assignee", "citation").order_by("-opened_at", "-id")
    return item_lines(list(rows[:EARLIER]), now)
