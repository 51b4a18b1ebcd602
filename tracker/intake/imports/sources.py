"""Lines of a table as new sources."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from tracker.engine.errors import EngineError
from tracker.intake.imports.types import Fault, Row, Seen, Taken
from tracker.intake.imports.values import (
    Cells,
    Wrong,
    language,
    maybe_slug,
    moment,
    named,
    one_of,
    typed,
)
from tracker.intake.sources import add_sources, target_of
from tracker.models import Party, Source
from tracker.rules.vocabulary import Reliability, SourceKind


def take(
    rows: Sequence[Row], *, seen: Seen, is_dry: bool, by: User, now: datetime
) -> Taken:
    """What these lines would make or, unless it is a dry run, make. What the desk holds
    of a known source changes by a grading, not by an import."""
    taken = Taken()
    parties = _parties(rows)
    wanted: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        url, profile, faults = _source(row, parties)
        taken.faults += faults
        if faults:
            continue
        if seen.earlier(url, row) is None:
            wanted[url] = profile
        else:
            taken.made["already there"] += 1
    known = set(Source.objects.filter(url__in=wanted).values_list("url", flat=True))
    taken.made["already there"] += len(known)
    taken.made["sources"] += len(wanted) - len(known)
    if not is_dry:
        add_sources(wanted, by=by, now=now)
    return taken


def note(row: Row, *, seen: Seen, now: datetime) -> None:
    """Only that an earlier line has this address."""
    url = Cells(row).read("address", address)
    if url is not None:
        seen.earlier(url, row)


def address(text: str) -> str:
    """The form in which an address is kept."""
    if not text:
        raise Wrong("This cell is empty. Give the address.")
    try:
        return target_of(text).url
    except EngineError as error:
        raise Wrong(
            f"This address cannot be looked at: {error}. Write one that begins with "
            "https:// or http://."
        ) from error


def _parties(rows: Sequence[Row]) -> dict[str, Party]:
    wanted = named(rows, "party")
    return {party.slug: party for party in Party.objects.filter(slug__in=wanted)}


def _source(
    row: Row, parties: dict[str, Party]
) -> tuple[str, Mapping[str, Any], list[Fault]]:
    cells = Cells(row)
    url = cells.read("address", address)
    party = cells.read("party", maybe_slug)
    if party and party not in parties:
        cells.fault("party", "The desk has no party with this slug. Add it first.")
    kind = cells.read("kind", one_of(SourceKind, default=SourceKind.PAGE))
    grade = cells.read("reliability", one_of(Reliability, default=Reliability.F))
    profile = {
        "title": cells.read("title", typed("title")),
        "publisher": cells.read("publisher", typed("publisher")),
        "kind": kind.value if kind else "",
        "language": cells.read("language", language),
        "published_at": cells.read("published", moment),
        "reliability": grade.value if grade else "",
        "origin_party": parties.get(party or ""),
    }
    return url or "", profile, cells.faults
