"""Corrections in the open: what stood, what stands, why, and when it was put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tracker.models import (
    Citation,
    ClaimWording,
    Inquiry,
    Position,
    Silence,
    StatusChange,
)
from tracker.models.as_of import parties_of
from tracker.models.changes import Key, Span, latest
from tracker.models.streams import CORRECTIONS
from tracker.models.versions import earlier_of
from tracker.reader import words
from tracker.reader.dates import When, dated, exactly
from tracker.reader.pages.change_lines import cursor_of
from tracker.reader.pages.change_words import what_was_corrected
from tracker.reader.pages.claims import BadFilter
from tracker.reader.pages.narrowing import LONGEST, narrow, read_cursor
from tracker.reader.pages.parts import Statement, name_of, named, statements
from tracker.reader.past import Past, tail
from tracker.rules.facts import Party
from tracker.rules.vocabulary import InquiryChannel, SilenceKind, Stance, Status

PER_PAGE = 30


class CorrectionsForm(forms.Form):
    """What the page can be asked for; anything else is a bad address."""

    party = forms.SlugField(required=False, max_length=80)
    topic = forms.SlugField(required=False, max_length=80)
    before = forms.CharField(required=False, max_length=LONGEST)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One entry in words: who or what, when it was so, in which language it is."""

    text: str
    when: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What stood and what stands; without `now` the entry was taken back."""

    uid: str
    what: str
    slug: str
    statement: Statement
    recorded: When
    was: Told | None
    now: Told | None
    reason: str
    cursor: str


@dataclass(frozen=True, kw_only=True)
class Corrections:
    rows: tuple[Correction, ...]
    earlier: str
    newest: str


def corrections(
    past: Past, asked: Mapping[str, str], limit: int = PER_PAGE
) -> Corrections:
    """What an address asks for, newest first; raises BadFilter, Http404."""
    form = CorrectionsForm(asked)
    if not form.is_valid():
        raise BadFilter
    wanted = {name: str(text) for name, text in form.cleaned_data.items() if text}
    before = read_cursor(wanted.pop("before", ""))
    span = Span(
        moment=past.moment,
        now=past.now,
        most=limit + 1,
        before=before,
        among=narrow(wanted, past).among,
    )
    found = latest(CORRECTIONS, span)
    kept = wanted | past.asked
    last = cursor_of(found[limit - 1][0]) if len(found) > limit else ""
    return Corrections(
        rows=tuple(_rows(found[:limit], past)),
        earlier=tail(kept | {"before": last}) if last else "",
        newest=(tail(kept) or "?") if before else "",
    )


def _rows(found: list[tuple[Key, Any]], past: Past) -> Iterable[Correction]:
    wordings = [row for _key, row in found if isinstance(row, ClaimWording)]
    worded = earlier_of(ClaimWording, wordings)
    parties = parties_of(_named(row for _key, row in found), past.moment)
    claims = statements({row.claim_id for _key, row in found}, past.moment)
    for key, row in found:
        was = worded.get(row.pk) if isinstance(row, ClaimWording) else row.corrects
        if row.claim_id in claims and (was or not isinstance(row, ClaimWording)):
            yield Correction(
                uid=f"{key.stream}-{key.id}",
                what=what_was_corrected(key.stream, row),
                slug=row.claim.slug,
                statement=claims[row.claim_id],
                recorded=exactly(key.at),
                was=told(was, parties),
                now=told(row, parties),
                reason="" if isinstance(row, ClaimWording) else row.reason,
                cursor=cursor_of(key),
            )


def _named(rows: Iterable[Any]) -> set[int]:
    pairs = (each for row in rows for each in (row, getattr(row, "corrects", None)))
    parties = (getattr(each, "party_id", None) for each in pairs)
    return {party for party in parties if party is not None}


def told(row: Any, parties: Mapping[int, Party]) -> Told | None:
    """An entry in words; nothing for one that is void."""
    if row is None or getattr(row, "is_void", False):
        return None
    if isinstance(row, ClaimWording):
        return Told(text=row.statement, language=row.language)
    when = dated(row.effective_at, row.effective_from, row.precision).text
    language = row.language if isinstance(row, Citation) else ""
    return Told(text=_text(row, parties), when=when, language=language)


def _text(row: Any, parties: Mapping[int, Party]) -> str:
    if isinstance(row, Citation):
        return row.exact
    if isinstance(row, StatusChange):
        return words.label(Status(row.status))
    name = name_of(parties[row.party_id]) if row.party_id in parties else ""
    if isinstance(row, Position):
        gist = words.straight(named(row.gist))
        said = words.label(Stance(row.stance))
        return f"{name}: {said}" + (f" … {gist}" if gist else "")
    if isinstance(row, Silence):
        return f"{name}: {words.label(SilenceKind(row.kind))}"
    return _asked(row, name)


def _asked(row: Inquiry, name: str) -> str:
    channel = words.label(InquiryChannel(row.channel))
    asked = _("%(party)s was asked: %(channel)s") % {"party": name, "channel": channel}
    if row.deadline is None:
        return asked
    by = _("deadline %(when)s") % {"when": exactly(row.deadline).text}
    return f"{asked}; {by}"
