"""The list of sources: its filters, and pages that are not counted to the end."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from tracker.admin.forms import options
from tracker.models import Citation, Host, Source, SourceProfile
from tracker.rules.vocabulary import Reliability, SourceKind
from tracker.rules.wording import label_of

# Nobody pages further; half a million rows are not counted for that.
COUNTED = 5_000
# The sites of so many of the newest sources are offered.
_NEWEST = 500
_HOSTS = 20


class _ProfileFilter(admin.SimpleListFilter):
    """By what the latest profile says: found by an index, then held against the
    latest."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        said = SourceProfile.objects.filter(**{self.field: value})
        return queryset.filter(pk__in=said.values("source"), **{self.field: value})


class ReliabilityFilter(_ProfileFilter):
    title = "reliability"
    parameter_name = "grade"
    field = "reliability"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.value, f"{one.value} {label_of(one)}") for one in Reliability]


class KindFilter(_ProfileFilter):
    title = "kind"
    parameter_name = "kind"
    field = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return options(SourceKind)


class HostFilter(admin.SimpleListFilter):
    """The sites of the newest sources; any other by its number in the address."""

    title = "site"
    parameter_name = "host"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        newest = Source.objects.order_by("-pk").values_list("host", flat=True)[:_NEWEST]
        often = list(dict.fromkeys(newest))[:_HOSTS]
        chosen = request.GET.get("host", "")
        if chosen.isdecimal():
            often.append(min(int(chosen), 2**62))
        rows = Host.objects.filter(pk__in=often).order_by("name")
        return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(host=value) if value.isdecimal() else queryset


class QuotedFilter(admin.SimpleListFilter):
    title = "quoted"
    parameter_name = "quoted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Quoted"), ("no", "Not quoted")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        cited = Exists(Citation.objects.filter(source=OuterRef("pk"), is_void=False))
        if self.value() == "yes":
            return queryset.filter(cited)
        return queryset.filter(~cited) if self.value() == "no" else queryset
