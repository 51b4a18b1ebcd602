"""The page that words are picked from, beside the form that quotes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from tracker.admin.forms import number
from tracker.admin.hints import hints_of
from tracker.admin.names import titles_of
from tracker.admin.page_text import Reading, Shown, reading_of, show_text
from tracker.admin.quoting import CANNOT, HIDDEN, why_unread
from tracker.engine.errors import EngineError
from tracker.engine.wanted import FRESH, Progress, progress, refuse_address
from tracker.intake.sources import find_source
from tracker.models import Source


@dataclass(frozen=True, kw_only=True)
class FormPart:
    """Some fields of a form, as `_fields.html` shows them."""

    visible_fields: tuple[Any, ...]
    hidden_fields: tuple[Any, ...] = ()
    non_field_errors: Any = ()
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Picker:
    """`is_begun`: an address was given, so the form is shown with it."""

    here: str
    url: str
    error: str = ""
    is_begun: bool = False
    title: str = ""
    source_url: str = ""
    reading: Reading | None = None
    is_fresh: bool = False
    seen_at: datetime | None = None
    shown: Shown | None = None
    unread: str = ""
    progress: Progress | None = None
    wait_url: str = ""
    article_url: str = ""
    whole_url: str = ""
    part_urls: tuple[tuple[int, str], ...] = ()


def cite_url(claim: int, *, url: str = "", corrects: int | None = None) -> str:
    """Where a source is cited for a claim, or where that replaces a citation."""
    if corrects is None:
        path = reverse("admin:tracker_claim_add_fact", args=[claim, "citation"])
    else:
        args = [claim, "citation", corrects]
        path = reverse("admin:tracker_claim_correct", args=args)
    return f"{path}?{urlencode({'url': url})}" if url else path


def begun(asked: QueryDict, now: datetime) -> dict[str, Any]:
    """The initial values of a form whose address names a page; without one, none."""
    source = source_asked(asked)
    if source is None:
        url = asked.get("url", "")
        return _unmarked() | {"url": url} if url else {}
    return _unmarked() | hints_of(source, reading_of(source), now)


def source_asked(asked: QueryDict) -> Source | None:
    """The source that an address names by its number or by its own address."""
    if asked.get("source", "").isdecimal():
        return Source.objects.filter(pk=number(asked["source"]) or 0).first()
    try:
        return find_source(asked.get("url", "")) if asked.get("url") else None
    except EngineError:
        return None


def open_picker(request: HttpRequest, form: forms.Form, now: datetime) -> Picker:
    """What stands beside the form; the form knows the address and the snapshot."""
    url, is_bare = str(form["url"].value() or ""), "bare" in request.GET
    base = Picker(
        here=_here(request), url=url, is_begun=bool(url) or form.is_bound or is_bare
    )
    if not url:
        return base
    try:
        refuse_address(url, limits=settings.ON_RECORD)
        source = find_source(url)
    except EngineError as error:
        return Picker(here=base.here, url=url, error=CANNOT.format(error))
    if source is None:
        return Picker(here=base.here, url=url, unread=why_unread(None), is_begun=True)
    return _of_source(request, form, source, now)


def _of_source(
    request: HttpRequest, form: forms.Form, source: Source, now: datetime
) -> Picker:
    asked = request.GET
    reading = reading_of(source, number(form["snapshot"].value()))
    waits = _progress(asked, source, now)
    shown = None
    if reading is not None:
        is_whole = asked.get("shown") == "whole"
        part = number(asked.get("part")) or 1
        shown = show_text(reading.text, is_whole=is_whole, part=part)
    parts = range(1, shown.parts + 1) if shown and shown.parts > 1 else ()
    return Picker(
        here=_here(request),
        url=source.url,
        is_begun=True,
        title=titles_of([source.pk], now).get(source.pk) or "",
        source_url=reverse("admin:tracker_source_change", args=[source.pk]),
        reading=reading,
        seen_at=_seen_at(source, reading) if reading else None,
        is_fresh=bool(reading and now - _seen_at(source, reading) < FRESH),
        shown=shown,
        unread="" if reading else why_unread(source),
        progress=waits,
        wait_url=_wait_url(asked, source) if waits and not waits.is_done else "",
        article_url=_with(request, source, shown="article", part=1),
        whole_url=_with(request, source, shown="whole", part=1),
        part_urls=tuple((one, _with(request, source, part=one)) for one in parts),
    )


def form_parts(form: Any) -> tuple[FormPart, FormPart]:
    """What everybody fills in, and what few do."""
    fields = [field for field in form.visible_fields() if field.name != "is_unread"]
    tick = [field for field in form.visible_fields() if field.name == "is_unread"]
    first, *rest = fields
    more = tuple(field for field in rest if field.name in form.more)
    main = (first, *tick, *(field for field in rest if field.name not in form.more))
    return (
        FormPart(
            visible_fields=main,
            hidden_fields=tuple(form.hidden_fields()),
            non_field_errors=form.non_field_errors(),
        ),
        FormPart(visible_fields=more, is_open=any(field.errors for field in more)),
    )


def _unmarked() -> dict[str, Any]:
    return dict.fromkeys(HIDDEN) | {"exact": ""}


def _progress(asked: QueryDict, source: Source, now: datetime) -> Progress | None:
    """How far the look is that this person has asked for, if one was."""
    since = number(asked.get("since"))
    if since is None:
        return None
    row = Source.objects.select_related("host").get(pk=source.pk)
    return progress(row, since=since, now=now)


def _wait_url(asked: QueryDict, source: Source) -> str:
    path = reverse("admin:tracker_source_asked", args=[source.pk])
    return f"{path}?since={number(asked.get('since')) or 0}"


def _seen_at(source: Source, reading: Reading) -> datetime:
    """When the page was last seen to say this."""
    last = source.last_checked_at
    captured = reading.snapshot.captured_at
    return max(last, captured) if last and not source.failures else captured


def _here(request: HttpRequest) -> str:
    return request.path


def _with(request: HttpRequest, source: Source, **changes: str | int) -> str:
    """This page with something else of the text; what waits, waits on."""
    kept = {
        name: request.GET[name] for name in ("since", "shown") if name in request.GET
    }
    return f"?{urlencode({'source': source.pk, **kept, **changes})}"
