"""A review item on one screen: what was found, what it touches, what to decide."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tracker.admin.check_words import tell_finding
from tracker.admin.in_paragraph import InParagraph, in_paragraph
from tracker.admin.item_lines import LINE_NEEDS, ItemLine, item_lines
from tracker.admin.item_steps import StepLine, step_lines
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.outside import OutsideCopies, outside_copies
from tracker.admin.status_form import Conclusion, conclude_all
from tracker.admin.surroundings import Surroundings, surroundings
from tracker.engine.changed_words import ChangedWords, mark_change
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
class Quoted:
    """Words that came where nothing stood before."""

    title: str
    heading: str
    words: str
    at: datetime | None
    url: str


@dataclass(frozen=True, kw_only=True)
class ItemPage:
    """`claims` are all that the item bears on; `claim` is the one to decide on here, of
    several the one that the person chose."""

    item: ReviewItem
    what: str
    urgency: str
    state: str
    is_open: bool
    is_about_status: bool
    claims: tuple[TouchedClaim, ...]
    claim: TouchedClaim | None
    position: str
    position_at: datetime | None
    words: ChangedWords
    around: Surroundings
    paragraph: InParagraph | None
    page_url: str
    steps: tuple[StepLine, ...]
    is_waiting: bool
    source: str
    source_url: str
    party: str
    check: tuple[str, ...]
    is_change: bool
    quotation: Quoted | None
    answer_url: str
    then: Snapshot | None
    now: Snapshot | None
    earlier: tuple[ItemLine, ...]
    copies: OutsideCopies


def open_review_item(item: ReviewItem, now: datetime, *, chosen: str = "") -> ItemPage:
    """Everything about an item, which comes with its related rows; `chosen` is the id
    of a claim, or anything else that an address may say."""
    position = item.citation.position if item.citation else None
    check = item.last_check or item.check_run
    source = item.source_id or 0
    claims = _claims(item, now)
    return ItemPage(
        item=item,
        what=label_of(ReviewKind(item.kind)),
        urgency=label_of(Urgency(item.urgency)),
        state=label_of(ReviewState(item.state)),
        is_open=item.state == ReviewState.OPEN,
        is_about_status=item.kind == ReviewKind.STATUS_OUTDATED,
        claims=claims,
        claim=_to_decide(claims, chosen),
        position=_said(position, now),
        position_at=position.effective_at if position else None,
        words=mark_change(item.before, item.after),
        around=surroundings(item) if item.citation else Surroundings(),
        paragraph=in_paragraph(item),
        page_url=_page_url(item),
        steps=step_lines(item),
        is_waiting=item.wait_until is not None and item.wait_until > now,
        source=titles_of([source], now).get(source, ""),
        source_url=_source_url(item),
        party=names_of([item.party_id], now).get(item.party_id or 0, ""),
        check=tell_finding(item),
        is_change=bool(item.before or item.citation),
        quotation=_quotation(item),
        answer_url=_answer_url(item),
        then=_then(item.citation),
        now=check.snapshot if check else None,
        earlier=_earlier(item, now),
        copies=outside_copies(source),
    )


def _claims(item: ReviewItem, now: datetime) -> tuple[TouchedClaim, ...]:
    claims = claims_of(item)
    statements = statements_of((claim.pk for claim in claims), now)
    conclusions = conclude_all(claims, now)
    return tuple(
        TouchedClaim(
            claim=claim,
            statement=statements[claim.pk],
            url=reverse("admin:tracker_claim_change", args=[claim.pk]),
            conclusion=conclusions[claim.pk],
        )
        for claim in claims
    )


def _to_decide(claims: tuple[TouchedClaim, ...], chosen: str) -> TouchedClaim | None:
    if len(claims) == 1:
        return claims[0]
    return next((one for one in claims if str(one.claim.pk) == chosen), None)


def _said(position: Position | None, now: datetime) -> str:
    if position is None or not position.stance:
        return ""
    name = names_of([position.party_id], now)[position.party_id]
    words = label_of(Stance(position.stance)).lower()
    speaker = f", by {position.speaker}" if position.speaker else ""
    return f"{name} {words}{speaker}"


def _quotation(item: ReviewItem) -> Quoted | None:
    entry = item.watch_entry
    if entry is not None:
        return Quoted(
            title="What the party's channel says",
            heading=entry.title if entry.text else "",
            words=entry.text or entry.title,
            at=entry.published_at,
            url=entry.url,
        )
    told = item.check_run.reason if item.check_run else ""
    if item.before or item.citation or item.after == told:
        return None
    return Quoted(
        title="What the check found", heading="", words=item.after, at=None, url=""
    )


def _answer_url(item: ReviewItem) -> str:
    """Where the answer that was found becomes a position."""
    if item.kind != ReviewKind.ANSWER_FOUND or item.claim is None:
        return ""
    return reverse("admin:tracker_reviewitem_answer", args=[item.pk])


def _page_url(item: ReviewItem) -> str:
    """Where the whole page is compared; empty where no check saw a page."""
    check = item.last_check or item.check_run
    if check is None or check.snapshot_id is None:
        return ""
    return reverse("admin:tracker_reviewitem_page", args=[item.pk])


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
    rows = rows.select_related(*LINE_NEEDS).order_by("-opened_at", "-id")
    return item_lines(list(rows[:EARLIER]), now)
