"""The evidence: each quotation with its grade, its origin and its state in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.models import Check, Citation, SourceProfile
from tracker.reader import words
from tracker.reader.dates import When, dated, exactly
from tracker.reader.pages.in_text import Around, paragraphs_of
from tracker.reader.pages.lasting import Lasting, lasting
from tracker.reader.pages.parts import name_of
from tracker.rules import facts
from tracker.rules.evidence import counts, origin_of, weigh
from tracker.rules.facts import Moment, Record
from tracker.rules.vocabulary import Bearing, Precision, SourceState
from tracker.rules.wording import grade_of

# What became of the page itself is worth a word unless all is well.
QUIET_STATES = frozenset({SourceState.UNKNOWN, SourceState.OK, SourceState.CHANGED})
ORDER = {Bearing.SUPPORTS: 0, Bearing.CONTRADICTS: 1, Bearing.REPEATS: 2, None: 3}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the words stand: the page, what became of it, and what is kept of it."""

    source: int
    title: str
    publisher: str
    url: str
    state: str  # nothing where all is well
    snapshot: str  # digest of the body, or nothing
    captured: When | None


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What the desk holds of the words. `is_counted`: they are independent evidence."""

    bearing: Bearing
    label: str
    means: str
    anchor: str
    grade: str
    origin: str
    is_verified: bool
    is_withdrawn: bool
    is_counted: bool


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """One citation as it stands on a page; not assessed where nobody has graded it."""

    id: int
    exact: str
    language: str
    language_name: str
    translation: str
    translator: str
    around: Around | None  # its paragraph in the archived text
    said: When
    carries: str  # the party whose position these words are
    place: Place
    assessed: Assessed | None
    lasting: Lasting

    @property
    def bearing(self) -> str:
        """What the quotations of a page are grouped by."""
        return self.assessed.label if self.assessed else _("Not graded yet")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All quotations of a claim, and how many origins stand behind how many reports."""

    quotations: tuple[Quotation, ...]
    tally: str


def evidence(claim: int, record: Record, moment: Moment) -> Evidence:
    """The citations that count at the moment."""
    rows = _citations(claim, moment)
    graded = {item.citation: item for item in record.evidence}
    sources = {row.source_id for row in rows}
    origins = {item.origin.source for item in record.evidence if item.origin.source}
    profiles = profiles_of(sources | origins, moment)
    states = _page_states(sources, moment)
    kept = lasting([row.pk for row in rows], moment)
    around = paragraphs_of(rows)
    found = [
        _quotation(
            row,
            record=record,
            place=_place(row, profiles, states),
            assessed=_assessed(graded.get(row.pk), record, moment, profiles),
            lasting=kept.get(row.pk, Lasting.unseen(row)),
            around=around.get(row.pk),
        )
        for row in rows
    ]
    return Evidence(
        quotations=tuple(sorted(found, key=_order)),
        tally=_tally(rows, record, moment),
    )


def _order(quotation: Quotation) -> int:
    return ORDER[quotation.assessed.bearing if quotation.assessed else None]


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
        row.source_id: words.label(SourceState(row.source_state))
        for row in latest
        if row.source_state not in QUIET_STATES
    }


def _quotation(
    row: Citation,
    *,
    record: Record,
    place: Place,
    assessed: Assessed | None,
    lasting: Lasting,
    around: Around | None,
) -> Quotation:
    speaker = record.parties.get(row.position.party_id) if row.position else None
    return Quotation(
        id=row.pk,
        exact=row.exact,
        language=row.language,
        language_name=words.language(row.language),
        translation=row.translation,
        translator=row.translator,
        around=around,
        said=dated(row.effective_at, row.effective_from, Precision(row.precision)),
        carries=name_of(speaker) if speaker else "",
        place=place,
        assessed=assessed,
        lasting=lasting,
    )


def _place(
    row: Citation, profiles: Mapping[int, SourceProfile], states: Mapping[int, str]
) -> Place:
    profile = profiles.get(row.source_id)
    return Place(
        source=row.source_id,
        title=profile.title if profile else "",
        publisher=profile.publisher if profile else "",
        url=row.source.url,
        state=states.get(row.source_id, ""),
        snapshot=row.snapshot.body_id if row.snapshot else "",
        captured=exactly(row.snapshot.captured_at) if row.snapshot else None,
    )


def _assessed(
    item: facts.Evidence | None,
    record: Record,
    moment: Moment,
    profiles: Mapping[int, SourceProfile],
) -> Assessed | None:
    if item is None:
        return None
    return Assessed(
        bearing=item.bearing,
        label=words.label(item.bearing),
        means=words.means(item.bearing),
        anchor=words.anchor(item.bearing),
        grade=_grade(item),
        origin=_origin(item, record, profiles),
        is_verified=item.is_verified,
        is_withdrawn=item.is_withdrawn,
        is_counted=counts(item, record, moment),
    )


def _grade(item: facts.Evidence) -> str:
    """ "B2: usually reliable; probably true" """
    text = grade_of(item.reliability, item.credibility, words.tongue())
    return f"{item.reliability}{item.credibility}: {words.lower_first(text)}"


def _origin(
    item: facts.Evidence, record: Record, profiles: Mapping[int, SourceProfile]
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
    counted = {
        "reports": words.amount(reports, "report"),
        "origins": words.amount(origins, "origin"),
        "number": independent,
    }
    if not independent:
        told = _("%(reports)s, %(origins)s; none independent of the parties")
        return told % counted
    return _("%(reports)s, %(origins)s; %(number)d independent of the parties") % (
        counted
    )
