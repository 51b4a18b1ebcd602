"""Changes become letters to readers: all of it in one transaction, or nothing.

A scan finds what was changed, is past the desk's undo window and was not announced yet
(decision 0021: rows first). The row that announces a change is unique, and it is
written together with the letters: nothing is told twice, and nothing is lost by a
worker that dies.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from tracker.models import (
    Announcement,
    Delivery,
    Subscription,
)
from tracker.notices.reader_letters import Part, changes_letter
from tracker.notices.reader_news import fresh, worth_a_letter
from tracker.notices.reader_words import Words, worded
from tracker.rules.changes import Change
from tracker.rules.vocabulary import DeliveryState

KEY = "changes:"
# After so many letters in an hour the next ones wait, and what comes then joins them.
LETTERS_AN_HOUR = 3
PAUSE = timedelta(hours=1)
# Of more, after an import, a letter would only count, which a thousand do as well.
LARGEST = 1_000
_TURN = 0x07E12


def scan(now: datetime) -> int:
    """Write letters about what was changed; returns how many."""
    with transaction.atomic():
        if not _is_my_turn():
            return 0
        found = fresh(now)
        Announcement.objects.bulk_create(
            Announcement(of=one.of, row=one.row, claim_id=one.claim, made_at=now)
            for one in found
        )
        return _tell(worth_a_letter(found, now), now)


def _is_my_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_TURN])
        return cursor.fetchone()[0] is True


def _tell(found: list[Change], now: datetime) -> int:
    if not found:
        return 0
    words = worded(found, now)
    by_email: dict[str, list[Subscription]] = defaultdict(list)
    for one in _subscriptions(words):
        by_email[one.email].append(one)
    letters = {
        email: told
        for email, rows in by_email.items()
        if (told := _wanted(rows, found, words))
    }
    return _write(letters, words, now)


def _subscriptions(words: Words) -> Iterable[Subscription]:
    wanted = (
        Q(claim__in=words.claims)
        | Q(party__in=words.parties)
        | Q(topic__in=words.topics)
        | Q(claim=None, party=None, topic=None)
    )
    rows = Subscription.objects.filter(wanted, ended_at=None)
    return rows.filter(confirmed_at__isnull=False).order_by("pk").iterator()


def _wanted(
    rows: list[Subscription], found: list[Change], words: Words
) -> list[tuple[Change, Subscription]]:
    """Each change once, with the first subscription that asks for it."""
    told = []
    for change in found:
        for row in rows:
            if _asks_for(row, change, words):
                told.append((change, row))
                break
    return told


def _asks_for(row: Subscription, change: Change, words: Words) -> bool:
    if row.confirmed_at is None or change.since < row.confirmed_at:
        return False
    if row.claim_id:
        return row.claim_id == change.claim
    if row.party_id:
        return row.party_id in words.parties_of[change.claim]
    return not row.topic_id or row.topic_id in words.topics_of[change.claim]


Letters = Mapping[str, list[tuple[Change, Subscription]]]


def _write(letters: Letters, words: Words, now: datetime) -> int:
    waiting, recent = _waiting(letters, now), _recent(letters, now)
    for email, told in letters.items():
        (first, row), *_ = told
        said = (words.part(change, by) for change, by in told)
        parts = [part for part in said if part is not None]
        if email in waiting:
            _join(waiting[email], parts)
        elif parts:
            is_quiet = recent.get(email, 0) < LETTERS_AN_HOUR
            due = now if is_quiet else now + PAUSE
            _letter(row, parts, first, now=now, due=due)
    return len(letters)


def _letter(
    row: Subscription, parts: list[Part], first: Change, *, now: datetime, due: datetime
) -> None:
    Delivery.objects.create(
        key=f"{KEY}{row.pk}:{first.key}",
        subscription=row,
        recipient=row.email,
        payload=payload(row, parts),
        made_at=now,
        wanted_at=now,
        due_at=due,
    )


def payload(row: Subscription, parts: list[Part]) -> dict[str, Any]:
    said = changes_letter(parts, str(row.token), row.language)
    return {**said, "parts": parts}


def _join(letter: Delivery, parts: list[Part]) -> None:
    if letter.subscription is not None:
        told = [*letter.payload["parts"], *parts][:LARGEST]
        letter.payload = payload(letter.subscription, told)
        letter.save(update_fields=["payload"])


def _waiting(emails: Iterable[str], now: datetime) -> dict[str, Delivery]:
    """Letters that are held back and that nobody has tried to send."""
    rows = _letters(emails).filter(
        state=DeliveryState.PENDING,
        due_at__gt=now,
        attempts=0,
        lease_token=None,
        subscription__ended_at=None,
    )
    locked = rows.select_for_update(of=("self",), skip_locked=True)
    return {row.recipient: row for row in locked.select_related("subscription")}


def _recent(emails: Iterable[str], now: datetime) -> dict[str, int]:
    rows = _letters(emails).filter(made_at__gt=now - PAUSE).order_by()
    return dict(rows.values_list("recipient").annotate(Count("pk")))


def _letters(emails: Iterable[str]) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        subscription__email__in=list(emails), key__startswith=KEY
    )
