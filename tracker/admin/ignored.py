"""What is ignored of a source as clutter, and the door to take that back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import reason_field, write
from tracker.admin.pages import person, refuse_unless, show
from tracker.engine.clutter import PLACES, kind_of
from tracker.models import Clutter, Source
from tracker.review.clutter import lessons_of, tell_again
from tracker.review.permissions import may_teach
from tracker.rules.vocabulary import LearntFrom

_HOW = {
    LearntFrom.CAPTURES: "it kept changing while the text stayed",
    LearntFrom.RECURRENCE: "it stands on many pages of this site",
    LearntFrom.CLICKED: "",
}


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """One lesson: samples of what is ignored, how that was learnt, and when."""

    samples: tuple[str, ...]
    how: str
    by: str
    at: datetime
    is_of_site: bool
    url: str


class TellAgainForm(forms.Form):
    reason = reason_field("Such as: this block carries news, too.")


def ignored_of(source: Source) -> tuple[Ignored, ...]:
    """All that is ignored of a source now, the newest lesson first."""
    return tuple(_ignored(source, lesson) for lesson in lessons_of(source))


def tell_of_it_again(
    request: HttpRequest, source: int, row: int, office: admin.ModelAdmin[Any]
) -> HttpResponse:
    """Asks why, and tells of a block again that was ignored."""
    refuse_unless(may_teach(request.user))
    page = get_object_or_404(Source, pk=source)
    clutter = get_object_or_404(Clutter, pk=row)
    form = TellAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], person(request)
        ended = write(
            form,
            lambda: tell_again(page, clutter, reason=reason, by=by, now=timezone.now()),
        )
        if ended is not None:
            office.log_change(request, page, "Told to look at a block again.")
            messages.success(request, "Changes there are told of again.")
            url = reverse("admin:tracker_source_change", args=[page.pk])
            return HttpResponseRedirect(url)
    return show(
        request, office, "form.html", title=f"Look again at: {clutter}", form=form
    )


def _ignored(source: Source, lesson: list[Clutter]) -> Ignored:
    first = lesson[0]
    learnt_from = LearntFrom(first.learnt_from)
    return Ignored(
        samples=_samples(lesson),
        how=_HOW[learnt_from] or first.reason,
        by=str(first.recorded_by or "") if first.recorded_by_id else "",
        at=first.recorded_at,
        is_of_site=first.host_id is not None,
        url=reverse("admin:tracker_source_clutter", args=[source.pk, first.pk]),
    )


def _samples(lesson: list[Clutter]) -> tuple[str, ...]:
    """The lines that are ignored; a place is told by its lines where they are known."""
    lines = [row for row in lesson if kind_of(row.key) not in PLACES]
    return tuple(dict.fromkeys(row.sample for row in lines or lesson if row.sample))
