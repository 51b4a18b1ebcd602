"""What a review item knows of what was said, so that nobody has to type it."""

from datetime import UTC, datetime
from typing import Any

from tracker.models import ReviewItem
from tracker.review.inquiries import awaited
from tracker.rules.vocabulary import ReviewKind


def known_of(item: ReviewItem, now: datetime) -> dict[str, Any]:
    """The party, the date, the words and where they stand, for the position form."""
    entry, check, citation = item.watch_entry, item.check_run, item.citation
    said = entry.published_at if entry else None
    moment = said or (check.effective_at if check else item.opened_at)
    position = citation.position if citation else None
    party = item.party_id or (position.party_id if position else None)
    asked = awaited(now).filter(claim=item.claim, party=party).first()
    return {
        "party": party,
        "date": moment.astimezone(UTC).date(),
        "time": moment.astimezone(UTC).time().replace(second=0, microsecond=0),
        "speaker": position.speaker if position else "",
        "answers": asked.pk if asked else None,
        "exact": _words(item),
        "language": citation.language if citation else "",
        "url": (entry.url if entry else "") or (item.source.url if item.source else ""),
    }


def _words(item: ReviewItem) -> str:
    """What somebody said; what a check says of a page is nobody's words."""
    if item.watch_entry is not None:
        return item.watch_entry.text or item.watch_entry.title
    return item.after if item.kind == ReviewKind.ANSWER_FOUND else words_now(item)


def words_now(item: ReviewItem) -> str:
    """The words as they stand now, where the last check found any."""
    return item.after if item.citation_id else ""
