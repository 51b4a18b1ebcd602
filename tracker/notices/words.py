"""What notices call things: in each language of the interface, many in one question."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from tracker.models import ClaimWording, PartyProfile, ReviewItem, SourceProfile
from tracker.review.reach import claims_citing
from tracker.rules.vocabulary import ReviewKind
from tracker.rules.wording import LANGUAGES, label_of

Words = dict[str, str]


def labels(word: Enum) -> Words:
    return {language: label_of(word, language) for language in LANGUAGES}


def statements(claims: Iterable[int | None], now: datetime) -> dict[int, Words]:
    """The current statements of claims."""
    ids = {claim for claim in claims if claim}
    rows = ClaimWording.objects.known(now).filter(claim__in=ids)
    found: dict[int, Words] = {claim: {} for claim in ids}
    for row in rows.latest_per("claim", "language"):
        found[row.claim_id][row.language] = row.statement
    return found


def about_items(items: list[ReviewItem], now: datetime) -> dict[int, Words]:
    """What each item is about: its claim, the first one that cites its page, or the
    page itself."""
    claims = {item.pk: claim_of(item) for item in items}
    pages = {item.source_id for item in items if item.source_id}
    citing = claims_citing(pages)
    for item in items:
        if claims[item.pk] is None and citing.get(item.source_id or 0):
            claims[item.pk] = citing[item.source_id or 0][0]
    worded, titles = statements(claims.values(), now), _titles(pages, now)
    return {
        item.pk: worded.get(claims[item.pk] or 0) or titles.get(item.source_id or 0, {})
        for item in items
    }


def claim_of(item: ReviewItem) -> int | None:
    return item.claim_id or (item.citation.claim_id if item.citation else None)


def what_item(item: ReviewItem) -> Words:
    return labels(ReviewKind(item.kind))


def parties(items: list[ReviewItem], now: datetime) -> dict[int, Words]:
    """The names of the parties of items, by item."""
    ids = {item.party_id for item in items if item.party_id}
    rows = PartyProfile.objects.known(now).filter(party__in=ids)
    names = {row.party_id: dict(row.names) for row in rows.latest_per("party")}
    return {item.pk: names.get(item.party_id or 0, {}) for item in items}


def _titles(sources: set[int], now: datetime) -> dict[int, Words]:
    rows = SourceProfile.objects.known(now).filter(source__in=sources)
    return {row.source_id: {"en": row.title} for row in rows.latest_per("source")}
