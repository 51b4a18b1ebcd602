"""Everything that changed, newest first, by the day on which this site wrote it down.

Pages and feeds read the same `changes`: a page of it costs the same wherever it starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tracker.models.among import Among
from tracker.models.as_of import records
from tracker.models.changes import Key, Span, latest
from tracker.models.streams import EVERY, KINDS, claim_of
from tracker.reader.dates import day_text
from tracker.reader.pages.change_lines import Change, Told, change, decisions_of
from tracker.reader.pages.claims import BadFilter
from tracker.reader.pages.narrowing import LONGEST, narrow, read_cursor
from tracker.reader.pages.parts import statements
from tracker.reader.past import Past, tail

PER_PAGE = 40


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


class ChangesForm(forms.Form):
    """What the page can be asked for; anything else is a bad address."""

    kind = forms.ChoiceField(
        required=False, choices=[("", ""), *((k, k) for k in KINDS)]
    )
    party = forms.SlugField(required=False, max_length=80)
    topic = forms.SlugField(required=False, max_length=80)
    place = forms.SlugField(required=False, max_length=80)
    before = forms.CharField(required=False, max_length=LONGEST)


@dataclass(frozen=True)
class Day:
    """The changes of one day, newest first."""

    date: str
    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Filter:
    """A filter that is set, by the name of what it narrows to, and the address
    without it."""

    name: str
    without: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """A page of changes; `earlier` is the address of the next, or nothing."""

    days: tuple[Day, ...]
    kinds: tuple[Choice, ...]
    filters: tuple[Filter, ...]
    earlier: str
    newest: str


def changes(past: Past, asked: Mapping[str, str], limit: int = PER_PAGE) -> Changes:
    """What an address asks for; raises BadFilter, Http404."""
    form = ChangesForm(asked)
    if not form.is_valid():
        raise BadFilter
    wanted = {name: str(text) for name, text in form.cleaned_data.items() if text}
    narrowed = narrow(wanted, past)
    streams = KINDS[wanted["kind"]] if "kind" in wanted else EVERY
    span = Span(
        moment=past.moment,
        now=past.now,
        most=limit + 1,
        before=read_cursor(wanted.get("before", "")),
        among=narrowed.among,
    )
    found = told(latest(streams, span), past)
    kept = {n: text for n, text in wanted.items() if n != "before"} | past.asked
    is_more = len(found) > limit
    return Changes(
        days=_by_day(found[:limit]),
        kinds=_kinds(kept),
        filters=_filters(narrowed.names, kept),
        earlier=tail(kept | {"before": found[limit - 1].cursor}) if is_more else "",
        newest=tail(kept) or "?" if "before" in wanted else "",
    )


def latest_among(among: Among, past: Past, limit: int) -> tuple[Change, ...]:
    """The last changes of a party's, a topic's or a place's claims, for its page."""
    span = Span(moment=past.moment, now=past.now, most=limit, among=among)
    return tuple(told(latest(EVERY, span), past))


def told(pairs: list[tuple[Key, Any]], past: Past) -> list[Change]:
    """Rows in words, in a constant number of queries."""
    claims = {claim_of(row) for _key, row in pairs}
    known = Told(
        moment=past.moment,
        records=records(claims, past.moment),
        statements=statements(claims, past.moment),
        decisions=decisions_of(claims, past.moment),
    )
    lines = (change(key, row, known) for key, row in pairs)
    return [line for line in lines if line is not None]


def _by_day(found: list[Change]) -> tuple[Day, ...]:
    days = groupby(found, key=lambda one: one.recorded.iso[:10])
    return tuple(Day(date, _day(date), tuple(rows)) for date, rows in days)


def _day(date: str) -> str:
    return day_text(datetime.fromisoformat(date).replace(tzinfo=UTC))


def _kinds(kept: Mapping[str, str]) -> tuple[Choice, ...]:
    """Each kind with its address; the one that is shown is marked."""
    names = {
        "": _("Everything"),
        "status": _("Statuses"),
        "position": _("Positions"),
        "evidence": _("Evidence"),
        "claim": _("Claims"),
        "correction": _("Corrections"),
    }
    chosen = kept.get("kind", "")
    rest = {name: text for name, text in kept.items() if name != "kind"}
    return tuple(
        Choice(tail(rest | ({"kind": kind} if kind else {})), name, kind == chosen)
        for kind, name in names.items()
    )


def _filters(names: Mapping[str, str], kept: Mapping[str, str]) -> tuple[Filter, ...]:
    return tuple(
        Filter(text, tail({n: value for n, value in kept.items() if n != name}))
        for name, text in names.items()
    )
