"""Copies in outside archives: what is there of a source, and asking for more."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.pages import person, refuse_unless
from tracker.admin.worded import choice, column
from tracker.models import OutsideCopy, Source
from tracker.models.outside import OPEN
from tracker.review.copies import best_moment, is_asked, wish
from tracker.review.permissions import may_ask_for_check
from tracker.rules.vocabulary import CopyKind, CopyState

MOST = 10


@dataclass(frozen=True, kw_only=True)
class CopyLine:
    """A copy with its address, or what became of the wish for one."""

    words: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OutsideCopies:
    """What is known of a source's copies; `may_save` and `may_find`: there is an
    archive to ask, and nobody has asked it."""

    source: int
    lines: tuple[CopyLine, ...] = ()
    may_save: bool = False
    may_find: bool = False


@admin.register(OutsideCopy)
class OutsideCopyAdmin(ReadOnlyAdmin[OutsideCopy]):
    list_display = (
        "source",
        column("kind", CopyKind),
        column("state", CopyState),
        "captured_at",
        "due_at",
        "tries",
        "problem",
    )
    list_filter = (choice("state", CopyState), choice("kind", CopyKind))
    list_select_related = ("source",)
    search_fields = ("source__url__words",)
    date_hierarchy = "asked_at"
    ordering = ("-asked_at", "-id")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(_ask)
        named = path(
            "of/<int:source>/<slug:kind>/", view, name="tracker_outsidecopy_ask"
        )
        return [named, *super().get_urls()]


def outside_copies(source: int) -> OutsideCopies:
    """The copies of a source, those that can be read first."""
    rows = list(OutsideCopy.objects.filter(source=source)[:MOST])
    rows.sort(key=lambda row: row.state != CopyState.KEPT)
    wished = {row.kind for row in rows if row.state in OPEN}
    return OutsideCopies(
        source=source,
        lines=tuple(_line(row) for row in rows),
        may_save=is_asked(CopyKind.SAVE) and CopyKind.SAVE not in wished,
        may_find=is_asked(CopyKind.FIND) and CopyKind.FIND not in wished,
    )


def _line(row: OutsideCopy) -> CopyLine:
    if row.captured_at is not None:
        day = f"{row.captured_at:%-d %B %Y, %H:%M} UTC"
        return CopyLine(words=f"A copy of {day} in an outside archive", url=row.address)
    if row.state == CopyState.NONE:
        words = f"The outside archive has no copy from about {row.near:%-d %B %Y}."
        return CopyLine(words=words, note="Look in another one, or ask again later.")
    if row.state == CopyState.FAILED:
        return CopyLine(words="No copy in an outside archive.", note=row.problem)
    saving = row.kind == CopyKind.SAVE
    words = "To be kept by" if saving else "To be looked for in"
    when = f"asked about next on {row.due_at:%-d %B %Y, %H:%M} UTC"
    return CopyLine(words=f"{words} the outside archive, {when}.", note=row.problem)


@require_POST
def _ask(request: HttpRequest, source: int, kind: str) -> HttpResponse:
    """An editor's wish; the outside archive is asked within the minute."""
    refuse_unless(may_ask_for_check(request.user))
    refuse_unless(kind in set(CopyKind) and is_asked(CopyKind(kind)))
    row, now = get_object_or_404(Source, pk=source), timezone.now()
    snapshot = row.snapshots.first() if kind == CopyKind.SAVE else None
    is_first = wish(
        row,
        CopyKind(kind),
        snapshot=snapshot,
        near=best_moment(row, now),
        by=person(request),
        now=now,
    )
    if is_first:
        messages.success(request, "The outside archive is asked within a minute.")
    else:
        messages.info(request, "It is asked for already.")
    return redirect("admin:tracker_source_change", source)
