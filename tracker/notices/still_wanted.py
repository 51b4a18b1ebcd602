"""Whether a letter to a reader is still to be sent, at the moment of sending it."""

from datetime import datetime

from tracker.models import Delivery, Subscription
from tracker.models.public import readable_claims
from tracker.notices.tell_readers import KEY, payload
from tracker.rules.facts import Moment

ENDED = "This reader wants no more letters."
HIDDEN = "What it told of is no longer published."


def unwanted(row: Delivery, now: datetime) -> str:
    """Why a letter is not to be sent, or nothing.

    What it tells of a claim that was taken back meanwhile, or for a subscription that
    was ended, is left out of it.
    """
    if row.subscription is None:
        return ""
    if not row.key.startswith(KEY):
        return _unwanted_link(row.subscription, now)
    parts = row.payload.get("parts", [])
    open_ones = Subscription.objects.filter(
        pk__in={part["by"] for part in parts}, ended_at=None
    ).in_bulk()
    wanted = [part for part in parts if part["by"] in open_ones]
    seen = _seen({part["claim"] for part in wanted}, now)
    kept = [part for part in wanted if part["claim"] in seen]
    if not kept:
        return HIDDEN if wanted else ENDED
    if len(kept) < len(parts):
        row.subscription = open_ones[kept[0]["by"]]
        row.payload = payload(row.subscription, kept)
    return ""


def _unwanted_link(row: Subscription, now: datetime) -> str:
    """A letter with a link names the claim that it is about."""
    if row.ended_at is not None:
        return ENDED
    is_hidden = row.claim_id is not None and not _seen({row.claim_id}, now)
    return HIDDEN if is_hidden else ""


def _seen(claims: set[int], now: datetime) -> set[int]:
    moment = Moment(as_of=now, known_at=now)
    rows = readable_claims(moment, now).filter(pk__in=claims)
    return set(rows.values_list("pk", flat=True))
