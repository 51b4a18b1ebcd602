"""Lists as tables: what a list shows now, with its filter, row by row."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.html import strip_tags

from tracker.exports.table import csv_response

# What no table of ours shows, whoever asks.
SECRET = frozenset({"password", "token", "lease_token", "lease_until", "key"})
BULKY = frozenset(
    {"data", "targets", "memo", "robots_body", "action_checkbox", "correct"}
)
CHUNK = 1000


def export_list(request: HttpRequest, app: str, model: str) -> StreamingHttpResponse:
    """The rows of a list under its current filter, for those who may see the list."""
    office = _office(app, model)
    if not office.has_view_permission(request):
        raise PermissionDenied
    try:
        chosen = office.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as error:
        raise Http404("The filter of this list cannot be read.") from error
    names = _columns(office, request)
    header = ["id", *(_label(name, office) for name in names)]
    rows = (
        [row.pk, *(_value(name, row, office) for name in names)]
        for row in chosen.iterator(chunk_size=CHUNK)
    )
    return csv_response(f"{model}.csv", header, rows)


def _office(app: str, model: str) -> admin.ModelAdmin[Any]:
    for table, office in admin.site._registry.items():
        if (table._meta.app_label, table._meta.model_name) == (app, model):
            return office
    raise Http404("There is no such list.")


def _columns(office: admin.ModelAdmin[Any], request: HttpRequest) -> list[Any]:
    """The list's own columns; of a table of the record all others, too."""
    shown = [
        name
        for name in office.get_list_display(request)
        if _plain(name) not in BULKY | SECRET
    ]
    if office.opts.app_label != "tracker":
        return shown
    known = {_plain(name) for name in shown}
    return shown + [
        field.attname
        for field in office.opts.concrete_fields
        if not isinstance(field, models.BinaryField)
        and not field.primary_key
        and not {field.name, field.attname} & (SECRET | BULKY | known)
    ]


def _plain(name: Any) -> str:
    return name if isinstance(name, str) else str(name.__name__)


def _label(name: Any, office: admin.ModelAdmin[Any]) -> str:
    if isinstance(name, str) and name.endswith("_id"):
        return name.replace("_", " ")
    return str(label_for_field(name, office.model, office))


def _value(name: Any, row: models.Model, office: admin.ModelAdmin[Any]) -> object:
    if isinstance(name, str) and name.endswith("_id"):
        return getattr(row, name)
    try:
        field, _, value = lookup_field(name, row, office)
    except ObjectDoesNotExist:
        return ""
    return value if field is not None else strip_tags(str(value))
