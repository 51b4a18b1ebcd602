"""The canonical text of a claim's record: what its content hash is made of.

The same record gives the same text in every language and at every moment at which it is
shown, so that a hash that was cited can be found again. docs/api.md explains it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.reader.dates import iso
from tracker.reader.pages.evidence import Quotation
from tracker.reader.pages.parts import Statement
from tracker.rules.facts import Moment, Record, WorldFact
from tracker.rules.moments import counting
from tracker.rules.status import public_status

FORM = "on-record-claim-1"


def canonical_text(
    slug: str,
    statement: Statement,
    record: Record,
    moment: Moment,
    quotations: Iterable[Quotation],
) -> str:
    """The record as JSON with sorted keys, one value a line, ending in a line break."""
    names = {number: party.slug for number, party in record.parties.items()}
    wordings = (statement.main, *statement.others)
    told = {
        "form": FORM,
        "claim": slug,
        "statements": {row.language: [row.text, row.context] for row in wordings},
        "status": _status(record, moment, names),
        "roles": sorted(
            [names[row.party], row.role, row.is_burdened, row.is_expected]
            for row in record.roles
        ),
        "positions": _positions(record, moment, names),
        "silences": _silences(record, moment, names),
        "inquiries": _inquiries(record, moment, names),
        "relations": sorted(
            [row.kind, row.other, row.is_incoming] for row in record.relations
        ),
        "citations": _sorted(_citation(row) for row in quotations),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _dated(row: WorldFact) -> dict[str, Any]:
    since = row.effective_from
    return {
        "at": iso(row.effective_at),
        "from": iso(since) if since else None,
        "precision": row.precision,
    }


def _status(
    record: Record, moment: Moment, names: Mapping[int, str]
) -> dict[str, Any] | None:
    row = public_status(record, moment)
    if row is None:
        return None
    return _dated(row) | {
        "status": row.status,
        "parties": sorted(names[party] for party in row.parties if party in names),
        "reason": row.reason,
        "author": row.author,
        "approver": row.approver,
        "superseded_by": row.superseded_by,
    }


def _positions(
    record: Record, moment: Moment, names: Mapping[int, str]
) -> list[dict[str, Any]]:
    return _sorted(
        _dated(row)
        | {
            "party": names[row.party],
            "stance": row.stance,
            "speaker": row.speaker,
            "voice": row.voice,
            "gist": dict(row.gist),
        }
        for row in counting(record.positions, moment)
    )


def _silences(
    record: Record, moment: Moment, names: Mapping[int, str]
) -> list[dict[str, Any]]:
    return _sorted(
        _dated(row) | {"party": names[row.party], "kind": row.kind}
        for row in counting(record.silences, moment)
    )


def _inquiries(
    record: Record, moment: Moment, names: Mapping[int, str]
) -> list[dict[str, Any]]:
    return _sorted(
        _dated(row)
        | {
            "party": names[row.party],
            "channel": row.channel,
            "asked_by": row.asked_by,
            "deadline": iso(row.deadline) if row.deadline else None,
        }
        for row in counting(record.inquiries, moment)
    )


def _citation(row: Quotation) -> dict[str, Any]:
    assessed = row.assessed
    return {
        "exact": row.exact,
        "language": row.language,
        "translation": row.translation,
        "translator": row.translator,
        "at": row.said.iso,
        "url": row.place.url,
        "snapshot": row.place.snapshot,
        "words": row.lasting.key,
        "bearing": assessed.bearing if assessed else None,
        "grade": assessed.grade[:2] if assessed else None,
        "verified": bool(assessed and assessed.is_verified),
        "withdrawn": bool(assessed and assessed.is_withdrawn),
    }


def _sorted(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """In an order that depends on the rows alone."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
