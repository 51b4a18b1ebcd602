"""Lines of a table as positions with the words that show them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from tracker.intake.imports.sources import address
from tracker.intake.imports.types import Fault, Row, Seen, Taken
from tracker.intake.imports.values import (
    Cells,
    Wrong,
    language,
    named,
    one_of,
    quoted,
    slug,
    typed,
    when,
)
from tracker.intake.sources import add_sources
from tracker.models import Claim, Party, Position, Source
from tracker.review.errors import Refused
from tracker.review.many_claims import WAITS_FOR_AN_EDITOR, public_among
from tracker.review.many_positions import Saying, record_many
from tracker.review.permissions import may_record
from tracker.review.quoted import Quotation, Said
from tracker.review.rows import lock_all
from tracker.review.when import When, fields_of
from tracker.rules.vocabulary import Stance, Voice

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that says something about a claim that the desk has."""

    claim: Claim
    party: Party
    said: Said
    source: str
    exact: str
    language: str
    translation: str
    translator: str

    @property
    def key(self) -> str:
        """By what two lines, or a line and a row of the record, say the same."""
        at, since, precision = self.said["when"]
        return key_of(
            self.claim.slug,
            self.party.slug,
            self.said["stance"].value,
            at,
            since,
            precision.value,
            self.said.get("speaker", ""),
            self.said.get("gist", {}).get("en", ""),
            self.source,
            self.exact,
        )


def key_of(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]


@transaction.atomic
def take(
    rows: Sequence[Row], *, seen: Seen, is_dry: bool, by: User, now: datetime
) -> Taken:
    """What these lines would make or, unless it is a dry run, make.

    What the record has already, in these words, from this source and of this date, is
    left as it is, corrected or not; so carrying a file out twice adds nothing.
    """
    taken = Taken()
    lines = list(_lines(rows, taken.faults, by=by, now=now))
    if not is_dry:
        # Whoever else carries the same lines out waits here, and then finds them.
        lock_all(line.claim.pk for _, line in lines)
    there = _recorded(line for _, line in lines)
    new = []
    for row, line in lines:
        if line.key in there or seen.earlier(line.key, row) is not None:
            taken.made["already there"] += 1
        else:
            new.append(line)
    taken.made["positions"] += len(new)
    urls = {line.source for line in new if line.source}
    known = set(Source.objects.filter(url__in=urls).values_list("url", flat=True))
    fresh = {f"source {url}" for url in urls - known} - seen.lines.keys()
    seen.lines.update(dict.fromkeys(fresh, (0, 0)))
    taken.made["sources"] += len(fresh)
    if not is_dry:
        _record(new, by=by, now=now)
    return taken


def note(row: Row, *, seen: Seen, now: datetime) -> None:
    """Only what an earlier line says, and from which source; nothing is looked up."""
    claim, party = row.cells.get("claim", ""), row.cells.get("party", "")
    claims, parties = {claim: Claim(slug=claim)}, {party: Party(slug=party)}
    line = _line(Cells(row), claims, parties, now)
    if line is None:
        return
    seen.earlier(line.key, row)
    if line.source:
        seen.lines.setdefault(f"source {line.source}", (0, 0))


def _record(lines: Sequence[_Line], *, by: User, now: datetime) -> None:
    languages = {line.source: {"language": line.language} for line in lines}
    languages.pop("", None)
    sources = add_sources(languages, by=by, now=now)
    sayings = [
        Saying(
            claim=line.claim,
            party=line.party,
            said=line.said,
            quotation=Quotation(
                source=sources[line.source],
                exact=line.exact,
                language=line.language,
                translation=line.translation,
                translator=line.translator,
            )
            if line.source
            else None,
        )
        for line in lines
    ]
    record_many(sayings, by=by, now=now)


def _recorded(lines: Iterable[_Line]) -> set[str]:
    """The keys of what the record has about these claims at these dates."""
    listed = list(lines)
    rows = Position.objects.filter(
        claim__in={line.claim.pk for line in listed},
        effective_at__in={line.said["when"][0] for line in listed},
        is_void=False,
    ).values_list(
        "claim__slug",
        "party__slug",
        "stance",
        "effective_at",
        "effective_from",
        "precision",
        "speaker",
        "gist",
        "citations__source__url",
        "citations__exact",
    )
    return {
        key_of(*row[:7], row[7].get("en", ""), row[8] or "", row[9] or "")
        for row in rows.order_by()
    }


def _lines(
    rows: Sequence[Row], faults: list[Fault], *, by: User, now: datetime
) -> Iterable[tuple[Row, _Line]]:
    about = Claim.objects.filter(slug__in=named(rows, "claim"))
    speaking = Party.objects.filter(slug__in=named(rows, "party"))
    claims = {claim.slug: claim for claim in about}
    parties = {party.slug: party for party in speaking}
    closed: set[int] = set()
    if not may_record(by, is_public=True):
        closed = public_among([claim.pk for claim in claims.values()], now)
    for row in rows:
        cells = Cells(row)
        line = _line(cells, claims, parties, now)
        if line is not None and line.claim.pk in closed:
            cells.fault("claim", WAITS_FOR_AN_EDITOR)
        if line is None or cells.faults:
            faults += cells.faults
        else:
            yield row, line


def _line(
    cells: Cells,
    claims: dict[str, Claim],
    parties: dict[str, Party],
    now: datetime,
) -> _Line | None:
    """All cells are read, so that every fault of the line is told at once."""
    claim = _look_up(cells, "claim", claims)
    party = _look_up(cells, "party", parties)
    stance = cells.read("stance", one_of(Stance))
    date = cells.read("date", lambda text: _date(text, cells, now))
    speaker = cells.read("speaker", typed("speaker"))
    voice = cells.read("voice", one_of(Voice, default=Voice.QUOTED))
    gist = {
        code: cells.read(column, typed("gist")) or ""
        for code, column in (("en", "gist"), ("uk", "gist_uk"), ("ru", "gist_ru"))
    }
    source, exact, spoken = _words(cells)
    translation = cells.read("translation", typed("translation")) or ""
    translator = cells.read("translator", typed("translator")) or ""
    if translation and not translator:
        cells.fault("translator", "Say who translated the words.")
    if cells.faults or not (claim and party and stance and date and voice):
        return None
    said: Said = {
        "stance": stance,
        "when": date,
        "speaker": speaker or "",
        "voice": voice,
        "gist": {code: text for code, text in gist.items() if text},
    }
    return _Line(
        claim=claim,
        party=party,
        said=said,
        source=source,
        exact=exact,
        language=spoken,
        translation=translation,
        translator=translator,
    )


def _words(cells: Cells) -> tuple[str, str, str]:
    """The source, the exact words and their language: both of the first, or neither."""
    source = cells.read("source", lambda text: address(text) if text else "")
    exact = cells.read("words", quoted)
    if source and exact == "":
        cells.fault("words", "Quote the exact words of the page, or leave it out.")
    if exact and source == "":
        cells.fault("source", "Give the address of the page that has these words.")
    return source or "", exact or "", cells.read("language", language) or ""


def _date(text: str, cells: Cells, now: datetime) -> When:
    found = when(text, cells.row.cells.get("precision", ""))
    try:
        fields_of(found, now)
    except Refused as refusal:
        raise Wrong(str(refusal)) from refusal
    return found


def _look_up(cells: Cells, column: str, known: dict[str, Named]) -> Named | None:
    name = cells.read(column, slug)
    if name and name not in known:
        cells.fault(column, f"The desk has no {column} with this slug. Add it first.")
    return known.get(name or "")
