"""The history of the desk and of each record: who did what when, and to what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst

from tracker.admin.forms import number, options
from tracker.admin.history_lines import HistoryLine, history_lines
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.admin.pages import refuse_unless, show_in
from tracker.models import CitationAssessment, Claim, Edit, Party, Source
from tracker.models.base import DeskFact
from tracker.review import permissions as may
from tracker.review.restore import OLD_VALUES
from tracker.rules.vocabulary import EditVerb

SHOWN = 50
# What is told of a row, and the rows about it, by the model of the record.
SUBJECTS: dict[type[models.Model], str] = {
    Claim: "claim",
    Party: "party",
    Source: "source",
}
OTHERS = ("auth_user", "auth_user_groups", "auth_user_user_permissions")
ASSESSMENTS = CitationAssessment._meta.db_table
CHANGED = {
    *OLD_VALUES,
    "tracker_contribution",
    "tracker_pendingdecision",
    "tracker_reviewitem",
    "tracker_suggestion",
}


class HistoryForm(forms.Form):
    """What of the history is shown; its fields are the address's."""

    person = forms.ModelChoiceField(
        queryset=User.objects.order_by("username"), required=False, empty_label="Anyone"
    )
    verb = forms.ChoiceField(
        label="What happened",
        choices=options(EditVerb, empty="Anything"),
        required=False,
    )
    table = forms.ChoiceField(label="Kind of record", required=False)
    since = forms.DateField(
        label="From (UTC)",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label="To (UTC)",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table = self.fields["table"]
        if isinstance(table, forms.ChoiceField):
            table.choices = [("", "Any"), *_kinds()]

    def narrow(self, edits: QuerySet[Edit]) -> QuerySet[Edit]:
        """Those that are asked for; a field that makes no sense asks for nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if "since" in asked:
            edits = edits.filter(at__gte=_midnight(asked.pop("since")))
        if "until" in asked:
            day = asked.pop("until") + timedelta(days=1)
            edits = edits.filter(at__lt=_midnight(day))
        return edits.filter(**asked)


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    lines: tuple[HistoryLine, ...]
    older_url: str


def everything(request: HttpRequest, office: admin.AdminSite) -> HttpResponse:
    """The history of the whole desk."""
    refuse_unless(may.may_see_desk(request.user))
    return _history(request, office, Edit.objects.all(), title="History of the desk")


def of_record(
    request: HttpRequest,
    app_label: str,
    model_name: str,
    object_id: str,
    office: admin.AdminSite,
) -> HttpResponse:
    """The history of one record, and of the rows about it."""
    room = room_of(office, app_label, model_name)
    row = room.get_object(request, object_id)
    if row is None:
        raise Http404(object_id)
    refuse_unless(room.has_view_permission(request, row))
    title = f"History of {room.opts.verbose_name}: {_called(row)}"
    return _history(request, office, _about(row), title=title, record=row)


def _history(
    request: HttpRequest,
    office: admin.AdminSite,
    edits: QuerySet[Edit],
    *,
    title: str,
    record: models.Model | None = None,
) -> HttpResponse:
    form = HistoryForm(request.GET)
    before = number(request.GET.get("before"))
    found = form.narrow(edits)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("person").order_by("-pk")[: SHOWN + 1])
    page = HistoryPage(
        lines=history_lines(rows[:SHOWN], timezone.now()),
        older_url=_older(request, rows[SHOWN - 1]) if len(rows) > SHOWN else "",
    )
    return show_in(
        request,
        office,
        "history.html",
        title=title,
        form=form,
        page=page,
        record=record,
        may_restore=may.may_write(request.user),
    )


def _called(row: models.Model) -> str:
    """What the desk calls a record, rather than its address."""
    now = timezone.now()
    names = {Claim: statements_of, Party: names_of, Source: titles_of}
    asked = names.get(type(row))
    return (asked([row.pk], now).get(row.pk) if asked else "") or str(row)


def _about(row: models.Model) -> QuerySet[Edit]:
    """The edits of a row; of a claim, a party or a source also of what is about it."""
    if not isinstance(row.pk, int):
        # What is kept under its digest is never changed.
        return Edit.objects.none()
    own = Q(table=row._meta.db_table, row=row.pk)
    subject = SUBJECTS.get(type(row))
    if subject is not None:
        return Edit.objects.filter(own | Q(**{subject: row.pk}))
    if isinstance(row, User):
        return Edit.objects.filter(table__in=OTHERS, row=row.pk)
    if row._meta.model_name == "citation":
        grades = CitationAssessment.objects.filter(citation=row.pk).values("pk")
        return Edit.objects.filter(own | Q(table=ASSESSMENTS, row__in=grades))
    return Edit.objects.filter(own)


def room_of(
    office: admin.AdminSite, app_label: str, model_name: str
) -> admin.ModelAdmin[Any]:
    """Where rows of a model are kept in this office."""
    try:
        return office._registry[apps.get_model(app_label, model_name)]
    except (LookupError, KeyError) as error:
        raise Http404(model_name) from error


def _kinds() -> list[tuple[str, str]]:
    """The tables that have a history, by the name of what they hold."""
    held = ("tracker", "auth")
    found = [
        (model._meta.db_table, capfirst(str(model._meta.verbose_name_plural)))
        for app in held
        for model in apps.get_app_config(app).get_models()
        if issubclass(model, DeskFact) or model._meta.db_table in CHANGED
    ]
    return sorted(found, key=lambda pair: pair[1])


def _older(request: HttpRequest, last: Edit) -> str:
    asked = {name: value for name, value in request.GET.items() if name != "before"}
    return f"?{urlencode(asked | {'before': last.pk})}"


def _midnight(day: Any) -> datetime:
    return datetime(
        day.year, day.month, day.day, tzinfo=timezone.get_default_timezone()
    )
