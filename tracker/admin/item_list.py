"""The filters and the search of the list of review items."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.claim_filters import TopicFilter
from tracker.admin.queue import of_topic
from tracker.models import ClaimWording, Host, ReviewItem
from tracker.review.reach import standing_on
from tracker.rules.vocabulary import ReviewState

# A list of thousands of sites helps nobody: those with the most open items.
MOST_HOSTS = 20


class WorkFilter(admin.SimpleListFilter):
    """Items in the queue unless asked for others."""

    title = "work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("mine", "To decide and mine"),
            ("nobody", "To decide and nobody's"),
            ("waiting", "Waiting"),
            ("open", "Open, waiting or not"),
            ("resolved", "Resolved"),
            ("dismissed", "Dismissed"),
            ("all", "Open and closed"),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django calls the choice of nothing "All"; here it means the queue."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "To decide"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value, now = self.value(), timezone.now()
        if value in (ReviewState.RESOLVED, ReviewState.DISMISSED):
            return queryset.filter(state=value)
        mine = queryset.queued(now).filter(assignee=request.user.pk)
        rows = {
            "all": queryset,
            "open": queryset.open(),
            "waiting": queryset.waiting(now),
            "mine": mine,
            "nobody": queryset.queued(now).filter(assignee=None),
        }
        return rows.get(value or "", queryset.queued(now))


class ItemTopicFilter(TopicFilter):
    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return of_topic(queryset, value) if value else queryset


class HostFilter(admin.SimpleListFilter):
    title = "site"
    parameter_name = "site"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The sites with the most open items, and the one that is asked for."""
        busiest = (
            ReviewItem.objects.open()
            .filter(source__isnull=False)
            .values_list("source__host", "source__host__name")
            .annotate(items=Count("pk"))
            .order_by("-items", "source__host__name")[:MOST_HOSTS]
        )
        found = {str(host): name for host, name, _ in busiest}
        asked = request.GET.get("site", "")
        known = int(asked) if asked.isdecimal() and asked not in found else 0
        if host := Host.objects.filter(pk=known).first():
            found[asked] = host.name
        return list(found.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value() or ""
        if not value.isdecimal():
            return queryset
        return queryset.filter(source__host=int(value))


def search(rows: "QuerySet[Any]", words: str) -> "QuerySet[Any]":
    """Items whose claim is worded so in any language, or whose page is quoted for such
    a claim; by the words that were found, and by address, too."""
    for word in words.split()[:8]:
        says = ClaimWording.objects.filter(statement__icontains=word)
        about = says.filter(claim=OuterRef("claim"))
        quoting = standing_on(OuterRef("source")).filter(
            Exists(says.filter(claim=OuterRef("claim")))
        )
        rows = rows.filter(
            Exists(about)
            | Q(claim=None) & Exists(quoting)
            | Q(claim__slug__icontains=word)
            | Q(source__url__icontains=word)
            | Q(before__icontains=word)
            | Q(after__icontains=word)
            | Q(resolution__icontains=word)
        )
    return rows
