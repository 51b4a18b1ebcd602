"""Sources: the list, and one source's checks, snapshots and quotations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tracker.engine.reasons import why_due
from tracker.models import Check, Snapshot, Source, SourceProfile
from tracker.models.found import Row, turned
from tracker.models.lineage import origins
from tracker.reader import access, words
from tracker.reader.dates import When, exactly, on_day
from tracker.reader.finding import place_of
from tracker.reader.pages.claims import PER_PAGE, Turning, turning
from tracker.reader.pages.evidence import profiles_of
from tracker.reader.pages.lasting import Lasting, lasting
from tracker.reader.pages.outside import OutsideLink, outside_links
from tracker.reader.pages.parties import profiles as party_profiles
from tracker.reader.pages.parts import Statement, statements
from tracker.reader.past import Past
from tracker.rules.choices import Place
from tracker.rules.vocabulary import CheckOutcome, Reliability, SourceKind, SourceState

COUNTED = 1000  # of the list: beyond, it only says that there are more
MOST = 50  # of the checks and snapshots of one source, the latest


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """One source in words."""

    id: int
    url: str
    title: str
    publisher: str
    kind: str
    state_key: str
    state: str
    checked: When | None


class Standing(NamedTuple):
    """How a source stands at a moment, and when it was last looked at by then."""

    state: SourceState
    looked_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class SourceList:
    rows: tuple[SourceLine, ...]
    total: str
    turning: Turning


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    seq: int
    when: When
    outcome: str
    reason: str
    http_status: int | None
    change: str
    snapshot: str


@dataclass(frozen=True)
class SnapshotLine:
    digest: str
    when: When
    content_type: str
    size: str


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A quotation from this source in a claim."""

    id: int
    claim: str
    statement: Statement
    exact: str
    language: str
    lasting: Lasting


@dataclass(frozen=True, kw_only=True)
class SourcePage:
    source: SourceLine
    language: str
    published: When | None
    grade: str
    origin: str
    next_look: str
    next_why: str
    cited: tuple[Cited, ...]
    checks: tuple[CheckLine, ...]
    check_total: int
    snapshots: tuple[SnapshotLine, ...]
    snapshot_total: int
    outside: tuple[OutsideLink, ...]


def source_list(asked: Mapping[str, str], past: Past) -> SourceList:
    """The sources that readable claims cite, the last added first; raises BadFilter."""
    place = place_of(asked)
    numbers, earlier, later = turned(_from(place, past), place, PER_PAGE)
    found = Source.objects.in_bulk(numbers)
    listed = [found[number] for number in numbers]
    profiles = profiles_of(numbers, past.moment)
    seen = _seen(numbers, past) if past.is_asked else {}
    return SourceList(
        rows=tuple(
            _line(source, profiles.get(source.pk), _standing(source, seen, past))
            for source in listed
        ),
        total=_total(past),
        turning=turning(earlier, later, past),
    )


def _from(place: Place | None, past: Past) -> list[Row]:
    """The sources of one page and one more, in the order that is walked."""
    rows = access.sources(past)
    is_down = place is None or not place.is_before
    if place is not None:
        rows = rows.filter(**{"pk__lt" if is_down else "pk__gt": place.key})
    ids = rows.order_by("-pk" if is_down else "pk").values_list("pk", flat=True)
    return [(number, number) for number in ids[: PER_PAGE + 1]]


def _total(past: Past) -> str:
    number = access.sources(past).order_by()[: COUNTED + 1].count()
    if number > COUNTED:
        return _("%(number)s+ sources") % {"number": f"{COUNTED:,}"}
    return words.amount(number, "source")


def source_page(number: int, past: Past) -> SourcePage:
    """One source; raises Http404."""
    source = access.source(number, past)
    profile = profiles_of([source.pk], past.moment).get(source.pk)
    checks = _checks(past).filter(source=source).order_by("-seq")
    checks = checks.select_related("snapshot")
    snapshots = source.snapshots.select_related("body").filter(
        captured_at__lte=past.moment.as_of, recorded_at__lte=past.moment.known_at
    )
    published = profile.published_at if profile else None
    return SourcePage(
        source=_line(source, profile, _standing(source, _seen([number], past), past)),
        language=words.language(profile.language) if profile else "",
        published=on_day(published) if published else None,
        grade=_grade(profile),
        origin=_origin(source.pk, past),
        next_look=_next_look(source, past),
        next_why=_next_why(source, past),
        cited=_cited(source.pk, past),
        checks=tuple(_check(row) for row in checks[:MOST]),
        check_total=checks.count(),
        snapshots=tuple(_snapshot(row) for row in snapshots[:MOST]),
        snapshot_total=snapshots.count(),
        outside=outside_links(Q(source=source), past),
    )


def _checks(past: Past) -> QuerySet[Check]:
    return Check.objects.filter(
        effective_at__lte=past.moment.as_of, recorded_at__lte=past.moment.known_at
    )


def _seen(sources: Sequence[int], past: Past) -> dict[int, Check]:
    """The last look at each source by the moment."""
    rows = _checks(past).filter(source__in=sources).order_by("source_id", "-seq")
    return {row.source_id: row for row in rows.distinct("source_id")}


def _standing(source: Source, seen: Mapping[int, Check], past: Past) -> Standing:
    """Its state, and since which look. The source's own columns know only of now."""
    if not past.is_asked:
        return Standing(SourceState(source.state), source.last_checked_at)
    look = seen.get(source.pk)
    if look is None:
        return Standing(SourceState.UNKNOWN, None)
    return Standing(SourceState(look.source_state), look.effective_at)


def _line(
    source: Source, profile: SourceProfile | None, standing: Standing
) -> SourceLine:
    kind = SourceKind(profile.kind) if profile else SourceKind.PAGE
    return SourceLine(
        id=source.pk,
        url=source.url,
        title=profile.title if profile else "",
        publisher=profile.publisher if profile else "",
        kind=words.label(kind),
        state_key=standing.state,
        state=words.label(standing.state),
        checked=exactly(standing.looked_at) if standing.looked_at else None,
    )


def _next_look(source: Source, past: Past) -> str:
    """When it is looked at again; nothing where it is not watched, or in the past."""
    if source.due_at is None or past.is_asked:
        return ""
    return f"{exactly(source.due_at)}" if source.due_at > past.now else _("Due now")


def _next_why(source: Source, past: Past) -> str:
    """Why then, in words; nothing where nobody said."""
    if not _next_look(source, past):
        return ""
    return why_due(source, past.now, language=words.tongue())


def _grade(profile: SourceProfile | None) -> str:
    if profile is None:
        return ""
    letter = profile.reliability
    return f"{words.label(Reliability(letter))} ({letter})"


def _origin(source: int, past: Past) -> str:
    """Whose word the source carries, where it is not its own."""
    origin = origins([source], past.moment.known_at)[source].origin
    if origin.party is not None:
        party = party_profiles(past.moment).get(origin.party)
        return party.name if party else ""
    if origin.source in (None, source):
        return ""
    profile = profiles_of([origin.source], past.moment).get(origin.source)
    return (profile.publisher or profile.title) if profile else ""


def _cited(source: int, past: Past) -> tuple[Cited, ...]:
    rows = access.citations(past).filter(source=source).select_related("claim")
    found = list(rows.oldest_first())
    kept = lasting([row.pk for row in found], past.moment)
    worded = statements({row.claim_id for row in found}, past.moment)
    return tuple(
        Cited(
            id=row.pk,
            claim=row.claim.slug,
            statement=worded[row.claim_id],
            exact=row.exact,
            language=row.language,
            lasting=kept.get(row.pk, Lasting.unseen(row)),
        )
        for row in found
        if row.claim_id in worded
    )


def _check(row: Check) -> CheckLine:
    added, removed = row.words_added, row.words_removed
    told = {"words": words.amount(added, "word"), "removed": removed}
    changed = _("%(words)s added, %(removed)d removed") % told
    return CheckLine(
        seq=row.seq,
        when=exactly(row.effective_at),
        outcome=words.label(CheckOutcome(row.outcome)),
        reason=row.reason,
        http_status=row.http_status,
        change=changed if added or removed else "",
        snapshot=row.snapshot.body_id if row.snapshot else "",
    )


def _snapshot(row: Snapshot) -> SnapshotLine:
    number = f"{row.body.size:,}".replace(",", "\u202f")
    size = _("%(number)s bytes") % {"number": number}
    return SnapshotLine(row.body_id, exactly(row.captured_at), row.content_type, size)
