"""The filters and the search of the list of review items."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.claim_filters import TopicFilter
from tracker.admin.lists import COUNTED, words_of
from tracker.admin.queue import of_topic
from tracker.models import ClaimWording, Host, ReviewItem
from tracker.review.reach import standing_on_any
from tracker.rules.vocabulary import ReviewState

# A list of thousands of sites helps nobody: those with the most open items.
MOST_HOSTS = 20
LOOKED_AT = 1000
MOST_WORDS = 8
PLACES = ("source__url", "before", "after", "resolution")
QUEUE = ("-urgency", "-is_confirmed", "opened_at", "id")


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
        """The sites with the most items among the first of the queue, and the one that
        is asked for."""
        first = ReviewItem.objects.open().most_urgent_first().values("pk")
        busiest = (
            ReviewItem.objects.filter(pk__in=first[:LOOKED_AT], source__isnull=False)
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
    a claim; by the words that were found, and by address, too. Each word by its
    beginning; looked up once, for the list asks for its rows, their number and their
    dates."""
    if not words.strip():
        return rows
    asked = words_of(words)[:MOST_WORDS]
    if not asked:
        return rows.none()
    plain = found = rows.order_by()
    for word in asked[:-1]:
        found = plain.filter(pk__in=list(_saying(found, word)))
    last = rows.filter(pk__in=_saying(found, asked[-1])).order_by(*QUEUE)
    first = last.values_list("pk", flat=True)[: COUNTED + 1]
    # As one array: of a thousand values in a list each is read and planned with.
    return rows.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(first)]))


def _saying(rows: "QuerySet[Any]", word: str) -> "QuerySet[Any]":
    """The ids of those with a word; each place is asked by itself, by its index."""
    worded = ClaimWording.objects.filter(statement__words=word).order_by()
    about = worded.values("claim")
    pages = rows.filter(claim=None, source__isnull=False).values("source")
    quoting = standing_on_any(pages).filter(claim__in=about).values("source")
    found = [
        rows.filter(claim__in=about),
        rows.filter(claim=None, source__in=quoting),
        rows.filter(claim__slug__startswith=word.lower()),
        *(rows.filter(**{f"{place}__words": word}) for place in PLACES),
    ]
    ids = [one.values_list("pk", flat=True) for one in found]
    return ids[0].union(*ids[1:])
