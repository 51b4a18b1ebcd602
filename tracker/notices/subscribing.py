"""Readers who wish to be told by mail: asked, confirmed by the address itself, ended.

Nobody is told whether an address is known: whoever asks gets the same answer, and what
there is to say goes to the address alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q

from tracker.models import Claim, Delivery, Party, Subscription, Topic
from tracker.notices.reader_letters import asking, known_already

CONFIRM_WITHIN = timedelta(hours=48)
# Who never confirmed is forgotten, and so is who ended it.
FORGET_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What somebody subscribes to; none of them: all changes. `names` say what it is
    called, by language."""

    claim: Claim | None = None
    party: Party | None = None
    topic: Topic | None = None
    names: dict[str, str]

    @property
    def which(self) -> dict[str, Claim | Party | Topic | None]:
        return {"claim": self.claim, "party": self.party, "topic": self.topic}


@transaction.atomic
def ask(email: str, thing: Thing, *, language: str, now: datetime) -> None:
    """Write to the address: a link to confirm with, or that it is confirmed already."""
    row = _open(email.strip().lower(), thing, language=language, now=now)
    if row.confirmed_at is None:
        # An older link ends here: it may be in hands that we do not know.
        row.token, row.asked_at, row.language = uuid4(), now, language
        row.save(update_fields=["token", "asked_at", "language"])
    make = asking if row.confirmed_at is None else known_already
    said = make(str(row.token), thing.names, language)
    Delivery.objects.create(
        key=f"subscribe:{row.pk}:{now.isoformat()}",
        subscription=row,
        recipient=row.email,
        payload=dict(said),
        made_at=now,
        wanted_at=now,
        due_at=now,
    )


def _open(email: str, thing: Thing, *, language: str, now: datetime) -> Subscription:
    """The subscription that is not ended; a new one where there is none."""
    rows = Subscription.objects.select_for_update(of=("self",)).filter(
        email=email, ended_at=None, **thing.which
    )
    found = rows.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Subscription.objects.create(
                email=email,
                language=language,
                token=uuid4(),
                asked_at=now,
                **thing.which,
            )
    except IntegrityError:
        return rows.get()  # somebody asked for the same at this moment


def waiting(token: UUID, now: datetime) -> Subscription | None:
    """The subscription that a link may confirm, or has confirmed."""
    found = by_token(token)
    if found is None or found.ended_at is not None:
        return None
    in_time = found.asked_at + CONFIRM_WITHIN >= now
    return found if found.confirmed_at is not None or in_time else None


def confirm(token: UUID, now: datetime) -> Subscription | None:
    """From now on it is told; None where the link is unknown or too old."""
    found = waiting(token, now)
    if found is not None and found.confirmed_at is None:
        found.confirmed_at = now
        found.save(update_fields=["confirmed_at"])
    return found


def by_token(token: UUID) -> Subscription | None:
    rows = Subscription.objects.select_related("claim", "party", "topic")
    return rows.filter(token=token).first()


def end(token: UUID, now: datetime, *, everything: bool) -> None:
    """Tell nothing more of this, or nothing at all to this address. A second time, or
    with a token that nobody knows, it does nothing."""
    found = by_token(token)
    if found is None:
        return
    same = Q(email=found.email) if everything else Q(pk=found.pk)
    Subscription.objects.filter(same, ended_at=None).update(ended_at=now)


def forget_old(now: datetime) -> None:
    """Addresses that nobody wants letters at are not kept, and no letters to them."""
    before = now - FORGET_AFTER
    never = Q(confirmed_at=None, asked_at__lt=before)
    Subscription.objects.filter(never | Q(ended_at__lt=before)).delete()
