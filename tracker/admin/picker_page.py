"""A form of a fact as a page: plain, or beside the page that it quotes."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from tracker.admin.pages import show
from tracker.admin.picker import form_parts, open_picker


def show_form(
    request: HttpRequest,
    office: admin.ModelAdmin[Any],
    template: str,
    *,
    now: datetime,
    form: Any,
    **context: Any,
) -> HttpResponse:
    """A form that quotes brings its own template, and the picker with it."""
    chosen = getattr(form, "template", template)
    context |= {"form": form}
    if chosen == "quoting.html":
        main, more = form_parts(form)
        speakers: list[str] = getattr(form, "likely_speakers", list)()
        context |= {"picker": open_picker(request, form, now)}
        context |= {"main": main, "more": more, "speakers": speakers}
    return show(request, office, chosen, **context)
