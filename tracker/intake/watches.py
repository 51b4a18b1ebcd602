"""Channels of the parties, read for answers that the desk is waiting for."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.engine import archive
from tracker.engine.errors import ExtractError
from tracker.engine.known import text_of
from tracker.intake.entries import Entry, entries
from tracker.intake.likeness import speaks_to, weights_of
from tracker.intake.sources import add_source
from tracker.models import (
    Check,
    Claim,
    ClaimParty,
    ClaimWording,
    Party,
    PartyProfile,
    Snapshot,
    Watch,
    WatchEntry,
)
from tracker.models.as_of import parties_of, records
from tracker.review.items import Opening, open_item
from tracker.rules.facts import Moment
from tracker.rules.standing import Stand, stands
from tracker.rules.vocabulary import ReviewKind, SourceKind, Urgency, WatchKind
from tracker.rules.voices import speaking_chain

_LONGEST = 4000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A published claim on which the watched party owes an answer."""

    claim: Claim
    party: Party
    statements: tuple[str, ...]


@transaction.atomic
def add_watch(
    party: Party, url: str, *, kind: WatchKind, by: User | None, now: datetime
) -> Watch:
    """Read a channel of a party from now on; a channel belongs to one party."""
    is_feed = kind is WatchKind.FEED
    source = add_source(
        url,
        by=by,
        now=now,
        kind=SourceKind.FEED if is_feed else SourceKind.PAGE,
        origin_party=party,
    )
    watch, _ = Watch.objects.get_or_create(
        source=source, defaults={"party": party, "kind": kind, "added_at": now}
    )
    return watch


def read_all(checks: Sequence[Check]) -> None:
    """What the channels among these say."""
    watched = set(
        Watch.objects.filter(
            source__in=[check.source_id for check in checks], is_active=True
        ).values_list("source", flat=True)
    )
    for check in checks:
        if check.source_id in watched:
            read(check)


@transaction.atomic
def read(check: Check) -> list[WatchEntry]:
    """The entries of a watched source that were not there before.

    Those that speak to a claim on which the party owes an answer go to the desk. On
    the first reading only what was published since the watch was set up does: the
    channel's past is noted in silence. On later readings whatever appears is news,
    whatever date it bears. Reading the same capture again finds nothing, so a reading
    that was cut short is made good by the next.
    """
    watch = (
        Watch.objects.select_for_update(of=("self",))
        .select_related("source", "party")
        .filter(source=check.source_id, is_active=True)
        .first()
    )
    if watch is None or check.snapshot is None:
        return []
    try:
        said = entries_of(watch, check.snapshot)
    except ExtractError as error:
        log.warning("watch %s: its entries cannot be read: %s", watch.pk, error)
        return []
    fresh = [row for entry in said if (row := _enter(watch, entry, check))]
    news = [row for row in fresh if _is_news(watch, row, check.snapshot)]
    if news:
        _tell(watch, news, check)
    return fresh


def entries_of(watch: Watch, snapshot: Snapshot) -> list[Entry]:
    """What a capture of the channel says."""
    text = text_of(snapshot)
    return entries(
        WatchKind(watch.kind),
        archive.body_of(snapshot),
        url=snapshot.final_url,
        content_type=snapshot.content_type,
        article=text.article if text else "",
    )


def _enter(watch: Watch, entry: Entry, check: Check) -> WatchEntry | None:
    """The row of an entry, or None when it was there."""
    row, is_new = WatchEntry.objects.get_or_create(
        watch=watch,
        key=entry.key,
        defaults={
            "url": entry.url,
            "title": entry.title,
            "text": entry.text,
            "published_at": entry.published,
            "check_run": check,
            "recorded_at": check.recorded_at,
        },
    )
    return row if is_new else None


def _is_news(watch: Watch, row: WatchEntry, snapshot: Snapshot) -> bool:
    has_past = Snapshot.objects.filter(
        source=watch.source, captured_at__lt=snapshot.captured_at
    ).exists()
    if has_past:
        return True
    return row.published_at is not None and row.published_at >= watch.added_at


def _tell(watch: Watch, news: Iterable[WatchEntry], check: Check) -> None:
    """Open an item for each claim that one of the entries speaks to."""
    moment = Moment(check.recorded_at, check.recorded_at)
    awaited = _awaited(watch.party, moment)
    if not awaited:
        return
    weights = _weights(moment)
    names = _names(watch.party, moment)
    for row in news:
        said = f"{row.title}\n{row.text}".strip()
        for one in awaited:
            if any(
                speaks_to(said, statement, without=names, weights=weights)
                for statement in one.statements
            ):
                _found(one, row, said, check)


def _found(one: _Awaited, row: WatchEntry, said: str, check: Check) -> None:
    open_item(
        Opening(
            kind=ReviewKind.ANSWER_FOUND,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=one.claim,
            source=check.source,
            party=one.party,
            watch_entry=row,
            check=check,
            after=said[:_LONGEST],
        ),
        now=check.recorded_at,
    )


def _awaited(party: Party, moment: Moment) -> list[_Awaited]:
    """Claims on which the party, or one that it speaks for, is expected to answer and
    has not committed itself."""
    mouths = _in_whose_name(party, moment)
    roles = ClaimParty.objects.filter(party__in=mouths)
    claims = Claim.objects.filter(pk__in=roles.values("claim")).published(moment)
    by_id = {claim.pk: claim for claim in claims}
    found = []
    for claim, record in records(by_id, moment).items():
        standing = stands(record, moment)
        for stand in standing.answering:
            if stand.party in mouths and _owes_an_answer(stand):
                found.append((by_id[claim], stand.party))
    said = _statements(by_id, moment)
    parties = Party.objects.in_bulk({party for _, party in found})
    return [
        _Awaited(claim, parties[party], said.get(claim.pk, ()))
        for claim, party in found
    ]


def _owes_an_answer(stand: Stand) -> bool:
    return stand.is_expected and stand.position is None


def _in_whose_name(party: Party, moment: Moment) -> list[int]:
    """The party and all that it speaks for."""
    return speaking_chain(party.pk, parties_of([party.pk], moment))


def _statements(claims: Iterable[int], moment: Moment) -> dict[int, tuple[str, ...]]:
    """Every claim's statement in each language it is worded in."""
    found: dict[int, tuple[str, ...]] = {}
    for row in (
        ClaimWording.objects.known(moment.known_at)
        .filter(claim__in=list(claims))
        .latest_per("claim", "language")
    ):
        found[row.claim_id] = (*found.get(row.claim_id, ()), row.statement)
    return found


def _weights(moment: Moment) -> dict[str, float]:
    """How much each word tells among all that the desk has published."""
    published = Claim.objects.published(moment).values_list("pk", flat=True)
    statements = _statements(published, moment)
    return weights_of(one for said in statements.values() for one in said)


def _names(party: Party, moment: Moment) -> list[str]:
    """The names of those who speak: every word of theirs has them, so they tell
    nothing."""
    profiles = (
        PartyProfile.objects.known(moment.known_at)
        .filter(party__in=_in_whose_name(party, moment))
        .latest_per("party")
    )
    return [
        name
        for profile in profiles
        for name in (
            *profile.names.values(),
            *profile.full_names.values(),
            *profile.aliases,
        )
    ]
