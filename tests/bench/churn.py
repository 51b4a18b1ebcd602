"""Rows of real captures of pages that hardly ever change, one after the other.

A pair is labelled by what differs: the bytes only, the furniture, or the main text.
Some captures failed and brought a stub; that is no change of the page.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.options import Options
from tests.bench.table import Row, none_of, share
from tracker.engine.compare import compare
from tracker.engine.decide import Look, decide
from tracker.engine.extract import extract
from tracker.engine.types import Fetched, Text
from tracker.rules.vocabulary import CheckOutcome as Out

FOLDER = "html_churn"
_ADDRESS = "https://pages.example/policies/page"
_TYPE = "text/html; charset=utf-8"
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
_CHANGED = {Out.CHANGED, Out.CHANGED_MINOR}
_GOOD = _CHANGED | {Out.UNCHANGED, Out.CHANGED_COSMETIC}
# A main text shorter than this is the stub of a failed capture.
_STUB = 100


def rows(_options: Options, folder: Path) -> Iterator[Row]:
    alarms = quiet = stored = failed = found = changed = 0
    for pair in map(
        json.loads, (folder / "pairs.jsonl").read_text("utf-8").splitlines()
    ):
        outcomes = _outcomes(pair, folder)
        if pair["label"] != "main_text_changed":
            quiet += 1
            alarms += any(one in _CHANGED for one in outcomes)
        elif stubs := [pair[f"main_len{side}"] < _STUB for side in (1, 2)].count(True):
            failed += stubs
            stored += stubs - sum(one not in _GOOD for one in outcomes)
        else:
            changed += 1
            found += outcomes[1] in _CHANGED
    yield none_of("alarms on captures that changed no main text", alarms, quiet)
    yield none_of("failed captures taken for a version", stored, failed)
    yield share("real changes found", found, changed, least=1.0)


def _outcomes(pair: dict[str, Any], folder: Path) -> list[Out]:
    """What a source would be told at the two captures, one after the other."""
    old: Text | None = None
    outcomes = []
    for blob in (pair["blob1"], pair["blob2"]):
        body = gzip.decompress((folder / "html" / f"{blob}.html.gz").read_bytes())
        new = extract(body, url=_ADDRESS, content_type=_TYPE)
        look = Look(
            fetched=_fetched(body),
            old=old,
            new=new,
            comparison=compare(old, new) if old else None,
        )
        outcomes.append(decide(look).outcome)
        if outcomes[-1] in _GOOD:
            old = new
    return outcomes


def _fetched(body: bytes) -> Fetched:
    return Fetched(
        requested_url=_ADDRESS,
        final_url=_ADDRESS,
        started=_MOMENT,
        finished=_MOMENT,
        status=200,
        headers=(("content-type", _TYPE),),
        body=body,
    )
