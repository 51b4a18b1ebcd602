"""The door back to what was, from a line of the history."""

from datetime import datetime

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import reason_field, write
from tracker.admin.history import room_of
from tracker.admin.history_lines import history_lines
from tracker.admin.pages import person, refuse_unless, show_in
from tracker.models import CitationAssessment, Claim, Edit
from tracker.models.base import DeskFact
from tracker.models.versions import KEYS
from tracker.review import permissions as may
from tracker.review.restore import bring_back, put_back, table_of
from tracker.review.workflow import is_public


class RestoreForm(forms.Form):
    reason = reason_field("Why it is brought back. It is kept with the new row.")


def restore(request: HttpRequest, edit: int, office: admin.AdminSite) -> HttpResponse:
    """Brings back what a line of the history tells of, once a reason is given."""
    row = get_object_or_404(Edit.objects.select_related("person"), pk=edit)
    now, by = timezone.now(), person(request)
    refuse_unless(_may_restore(row, by, now))
    form = RestoreForm(request.POST or None)
    (line,) = history_lines([row], now)
    if not line.can_restore:
        raise Http404(edit)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if write(form, lambda: _restored(row, reason=reason, by=by, now=now)):
            _log(request, office, row, reason)
            messages.success(request, "Brought back. What stood there is kept, too.")
            return HttpResponseRedirect(line.url or reverse("admin:history"))
    return show_in(
        request,
        office,
        "restore.html",
        title=_title(row),
        line=line,
        form=form,
        is_version=row.before is None,
    )


def _restored(row: Edit, *, reason: str, by: User, now: datetime) -> bool:
    if row.before is not None:
        put_back(row)
        return True
    fact = table_of(row)._default_manager.get(pk=row.row)
    if isinstance(fact, DeskFact):
        bring_back(fact, reason=reason, by=by, now=now)
    return True


def _may_restore(row: Edit, by: User, now: datetime) -> bool:
    model = table_of(row)
    if not issubclass(model, DeskFact):
        return may.may_change(by, model)
    if row.claim or model is CitationAssessment:
        claim = _claim_of(row)
        return may.may_record(by, is_public=is_public(claim, now))
    return may.may_keep_parties(by) if "party" in KEYS[model] else may.may_write(by)


def _claim_of(row: Edit) -> Claim:
    if row.claim:
        return Claim.objects.get(pk=row.claim)
    grade = CitationAssessment.objects.select_related("citation__claim").get(pk=row.row)
    return grade.citation.claim


def _log(request: HttpRequest, office: admin.AdminSite, row: Edit, why: str) -> None:
    """In Django's own log, too."""
    model = table_of(row)
    room = room_of(office, model._meta.app_label, str(model._meta.model_name))
    record = model._default_manager.get(pk=row.row)
    room.log_change(request, record, f"Brought back: {why}")


def _title(row: Edit) -> str:
    name = table_of(row)._meta.verbose_name
    words = "this version" if row.before is None else "the old values"
    return f"Bring back {words}: {name}"
