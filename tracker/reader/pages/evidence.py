"""The evidence: each quotation with its grade, its origin and its state in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Check, Citation, SourceProfile
from tracker.reader import words
from tracker.reader.dates import When, dated, exactly
from tracker.reader.pages.lasting import Lasting, lasting
from tracker.reader.pages.parts import name_of
from tracker.rules import facts
from tracker.rules.evidence import counts, origin_of, weigh
from tracker.rules.facts import Moment, Record
from tracker.rules.vocabulary import Bearing, Precision, SourceState
from tracker.rules.wording import definition_of, grade_of, label_of

# What became of the page itself is worth a word unless all is well.
QUIET_STATES = frozenset({SourceState.UNKNOWN, SourceState.OK, SourceState.CHANGED})
ORDER = {Bearing.SUPPORTS: 0, Bearing.CONTRADICTS: 1, Bearing.REPEATS: 2, None: 3}


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """One citation as it stands on a page."""

    id: int
    exact: str
    language: str
    language_name: str
    translation: str
    translator: str
    said: When
    source: int
    title: str
    publisher: str
    url: str
    snapshot: str  # digest of the body, or nothing
    captured: When | None
    bearing: Bearing | None
    bearing_label: str
    bearing_means: str
    grade: str
    is_verified: bool
    is_withdrawn: bool
    is_counted: bool
    carries: str  # the party whose position these words are
    origin: str
    lasting: Lasting
    page_state: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All quotations of a claim, and how many origins stand behind how many reports."""

    quotations: tuple[Quotation, ...]
    tally: str


def evidence(claim: int, record: Record, moment: Moment) -> Evidence:
    """The citations that count at the moment."""
    rows = _citations(claim, moment)
    graded = {item.citation: item for item in record.evidence}
    wanted = {row.source_id for row in rows} | {
        item.origin.source for item in record.evidence if item.origin.source
    }
    profiles = profiles_of(wanted, moment)
    kept = lasting([row.pk for row in rows], moment)
    pages = _page_states({row.source_id for row in rows}, moment)
    found = [
        _quotation(
            row,
            graded.get(row.pk),
            record=record,
            moment=moment,
            profiles=profiles,
            lasting=kept.get(row.pk, Lasting.unseen(row)),
            page_state=pages.get(row.source_id, ""),
        )
        for row in rows
    ]
    return Evidence(
        quotations=tuple(sorted(found, key=lambda item: ORDER[item.bearing])),
        tally=_tally(rows, record, moment),
    )


def profiles_of(sources: Iterable[int], moment: Moment) -> dict[int, SourceProfile]:
    """What the desk held of sources at a moment."""
    rows = SourceProfile.objects.known(moment.known_at).filter(source__in=list(sources))
    return {row.source_id: row for row in rows.latest_per("source")}


def _citations(claim: int, moment: Moment) -> list[Citation]:
    rows = Citation.objects.filter(claim=claim).counting(moment)
    return list(rows.select_related("source", "snapshot", "position").oldest_first())


def _page_states(sources: Iterable[int], moment: Moment) -> dict[int, str]:
    """What the checks by then said of the pages, where that is not that all is well."""
    latest = (
        Check.objects.filter(
            source__in=list(sources),
            effective_at__lte=moment.as_of,
            recorded_at__lte=moment.known_at,
        )
        .order_by("source_id", "-seq")
        .distinct("source_id")
    )
    return {
        row.source_id: label_of(SourceState(row.source_state))
        for row in latest
        if row.source_state not in QUIET_STATES
    }


def _quotation(
    row: Citation,
    item: facts.Evidence | None,
    *,
    record: Record,
    moment: Moment,
    profiles: dict[int, SourceProfile],
    lasting: Lasting,
    page_state: str,
) -> Quotation:
    profile = profiles.get(row.source_id)
    position = row.position
    speaker = record.parties.get(position.party_id) if position else None
    return Quotation(
        id=row.pk,
        exact=row.exact,
        language=row.language,
        language_name=words.language(row.language),
        translation=row.translation,
        translator=row.translator,
        said=dated(row.effective_at, row.effective_from, Precision(row.precision)),
        source=row.source_id,
        title=profile.title if profile else "",
        publisher=profile.publisher if profile else "",
        url=row.source.url,
        snapshot=row.snapshot.body_id if row.snapshot else "",
        captured=exactly(row.snapshot.captured_at) if row.snapshot else None,
        bearing=item.bearing if item else None,
        bearing_label=label_of(item.bearing) if item else "",
        bearing_means=definition_of(item.bearing) if item else "",
        grade=_grade(item) if item else "",
        is_verified=bool(item and item.is_verified),
        is_withdrawn=bool(item and item.is_withdrawn),
        is_counted=bool(item and counts(item, record, moment)),
        carries=name_of(speaker) if speaker else "",
        origin=_origin(item, record, profiles) if item else "",
        lasting=lasting,
        page_state=page_state,
    )


def _grade(item: facts.Evidence) -> str:
    """ "B2: usually reliable; probably true" """
    text = grade_of(item.reliability, item.credibility)
    return f"{item.reliability}{item.credibility}: {text[:1].lower()}{text[1:]}"


def _origin(
    item: facts.Evidence, record: Record, profiles: dict[int, SourceProfile]
) -> str:
    """Whose word it is in the end."""
    origin = origin_of(item, record)
    if origin.party is not None:
        party = record.parties.get(origin.party)
        return name_of(party) if party else ""
    profile = profiles.get(origin.source) if origin.source else None
    if profile is None:
        return ""
    return profile.publisher or profile.title


def _tally(rows: list[Citation], record: Record, moment: Moment) -> str:
    """ "3 reports, 1 origin": copies of one word are one word."""
    if not rows:
        return ""
    reports = len({row.source_id for row in rows})
    origins = len({origin_of(item, record) for item in record.evidence})
    weight = weigh(record, moment)
    independent = len(weight.supports | weight.contradicts)
    return (
        f"{words.amount(reports, 'report')}, {words.amount(origins, 'origin')}; "
        f"{independent or 'none'} independent of the parties"
    )
