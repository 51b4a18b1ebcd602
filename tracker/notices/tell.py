"""News become notices, letters and posts: all of it in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction

from tracker.models import Delivery, Notice, NoticeChoice, Told, Webhook
from tracker.notices import posts
from tracker.notices.finders import FINDERS
from tracker.notices.letters import letter, may_be_written_to
from tracker.notices.news import News
from tracker.notices.outbox import as_letter
from tracker.rules.notices import how_told
from tracker.rules.vocabulary import NoticeKind, Telling

# One of a kind: whoever tells waits for whoever tells, so no key is told twice.
_TURN = 0x07E11


def scan(now: datetime) -> int:
    """Tell what happened and was not told yet. Returns how much that was; nothing
    where another worker is at it."""
    with transaction.atomic():
        if not _take_turn(waits=False):
            return 0
        return tell([news for find in FINDERS for news in find(now)], now=now)


@transaction.atomic
def tell(news: Iterable[News], *, now: datetime) -> int:
    """Write down notices and what is to be sent of them; each key only once, ever.

    All that one person is told at once goes into one letter, and all that a webhook
    hears into one post.
    """
    _take_turn(waits=True)
    fresh = _not_known(news)
    if not fresh:
        return 0
    notices = Notice.objects.bulk_create([_notice(one, now) for one in fresh.values()])
    by_key = {notice.key: notice for notice in notices}
    _tell_people(fresh, by_key, now)
    _tell_webhooks(list(fresh.values()), now)
    return len(fresh)


def _take_turn(*, waits: bool) -> bool:
    """The turn of this transaction, until it ends."""
    name = "pg_advisory_xact_lock" if waits else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [_TURN])
        return cursor.fetchone()[0] is not False


def _not_known(news: Iterable[News]) -> dict[str, News]:
    found = {one.key: one for one in news}
    known = Notice.objects.filter(key__in=list(found))
    for key in known.values_list("key", flat=True):
        del found[key]
    return found


def _notice(one: News, now: datetime) -> Notice:
    return Notice(
        key=one.key,
        kind=one.kind,
        item_id=one.item,
        claim_id=one.claim,
        what=dict(one.what),
        about=dict(one.about),
        path=one.path,
        at=one.at,
        made_at=now,
    )


def _tell_people(
    fresh: Mapping[str, News], by_key: Mapping[str, Notice], now: datetime
) -> None:
    """A row for each person and notice, and a letter for each who is told at once."""
    people = _people(pk for one in fresh.values() for pk in one.to)
    chosen = _choices(people)
    rows: dict[int, list[Told]] = defaultdict(list)
    for key, one in fresh.items():
        for pk in set(one.to) & people.keys():
            how = how_told(one.kind, chosen[pk])
            if how is not Telling.NOT:
                row = Told(notice=by_key[key], person=people[pk], how=how)
                rows[pk].append(row)
    for pk, told in rows.items():
        at_once = [row for row in told if row.how == Telling.AT_ONCE]
        if at_once and may_be_written_to(people[pk]):
            first = at_once[0].notice.key
            delivery = _letter(people[pk], at_once, key=first, now=now)
            for row in at_once:
                row.delivery = delivery
    Told.objects.bulk_create(row for told in rows.values() for row in told)


def _letter(person: User, told: list[Told], *, key: str, now: datetime) -> Delivery:
    notices = [row.notice for row in told]
    row = as_letter(
        f"letter:{person.pk}:{key}", person, letter(person, notices), now=now
    )
    row.save(force_insert=True)
    return row


def _people(ids: Iterable[int]) -> dict[int, User]:
    rows = User.objects.filter(pk__in=set(ids), is_active=True, is_staff=True)
    return {row.pk: row for row in rows.select_related("letter_settings")}


def _choices(people: Iterable[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {pk: {} for pk in people}
    for row in NoticeChoice.objects.filter(person__in=list(found)):
        found[row.person_id][row.kind] = row.how
    return found


def _tell_webhooks(fresh: list[News], now: datetime) -> None:
    for hook in Webhook.objects.active():
        wanted = [one for one in fresh if NoticeKind(one.kind) in hook.kinds]
        if wanted:
            Delivery.objects.create(
                key=f"post:{hook.pk}:{wanted[0].key}",
                webhook=hook,
                recipient=hook.name,
                payload=posts.payload(wanted, site=settings.SITE_URL),
                made_at=now,
                wanted_at=now,
                due_at=now,
            )
