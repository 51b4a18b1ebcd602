"""Review items: the queue, and the page on which one is decided."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince

from tracker.admin.answer_page import record_answer
from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.item_forms import decide, decision_forms
from tracker.admin.item_page import open_review_item
from tracker.admin.names import worded
from tracker.admin.next_item import go_on, too_late
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.worded import choice
from tracker.models import Claim, ClaimWording, ReviewItem, SourceProfile
from tracker.review import permissions as may
from tracker.review.errors import AlreadyClosed
from tracker.review.items import say_closed
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency
from tracker.rules.wording import label_of

RELATED = (
    "claim",
    "source",
    "party",
    "assignee",
    "resolved_by",
    "citation__claim",
    "citation__position",
    "citation__snapshot",
    "check_run__snapshot",
    "check_run__source",
    "last_check__snapshot",
    "watch_entry",
    "inquiry",
)


# The claims that quote an item's source in words that still stand.
STANDING = {
    "citations__source": OuterRef("source"),
    "citations__is_void": False,
    "citations__corrected_by__isnull": True,
}


class WorkFilter(admin.SimpleListFilter):
    """Open items unless asked for others."""

    title = "work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("mine", "Open and mine"),
            ("resolved", "Resolved"),
            ("dismissed", "Dismissed"),
            ("all", "Open and closed"),
        ]

    def choices(self, changelist: Any) -> Any:
        """Django calls the choice of nothing "All"; here it means open."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "Open"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "all":
            return queryset
        if self.value() == "mine":
            return queryset.open().filter(assignee=request.user)
        return queryset.filter(state=self.value() or ReviewState.OPEN)


@admin.register(ReviewItem)
class ReviewItemAdmin(ReadOnlyAdmin[ReviewItem]):
    list_display = (
        "what",
        "how_urgent",
        "is_sure",
        "about",
        "age",
        "assignee",
    )
    list_filter = (
        WorkFilter,
        choice("kind", ReviewKind),
        choice("urgency", Urgency),
        "is_confirmed",
        "assignee",
    )
    list_select_related = ("claim", "source", "assignee")
    search_fields = (
        "claim__slug__startswith",
        "claim__wordings__statement__words",
        "source__url__words",
        "before__words",
        "after__words",
    )
    date_hierarchy = "opened_at"
    ordering = ("-urgency", "-is_confirmed", "opened_at", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewItem]:
        """With what the list calls the claim and the source of each item."""
        now = timezone.now()
        words = ClaimWording.objects.known(now).filter(
            claim=OuterRef("claim"), language="en"
        )
        cited = worded(Claim.objects.filter(**STANDING).distinct(), now)
        profiles = SourceProfile.objects.known(now).filter(source=OuterRef("source"))
        newest = ("-recorded_at", "-id")
        return ReviewItem.objects.annotate(
            statement=Subquery(words.order_by(*newest).values("statement")[:1]),
            citing=ArraySubquery(cited.values("name").order_by("name")),
            title=Subquery(profiles.order_by(*newest).values("title")[:1]),
        )

    @admin.display(description="about", ordering="statement")
    def about(self, item: Any) -> str:
        claim = item.statement or item.claim or "; ".join(item.citing)
        source = item.title or item.source or ""
        return format_html('{} <span class="desk-note">{}</span>', claim, source)

    @admin.display(description="confirmed", ordering="is_confirmed", boolean=True)
    def is_sure(self, item: ReviewItem) -> bool:
        return item.is_confirmed

    @admin.display(description="found", ordering="kind")
    def what(self, item: ReviewItem) -> str:
        return label_of(ReviewKind(item.kind))

    @admin.display(description="urgency", ordering="urgency")
    def how_urgent(self, item: ReviewItem) -> str:
        return label_of(Urgency(item.urgency))

    @admin.display(description="age", ordering="opened_at")
    def age(self, item: ReviewItem) -> str:
        return timesince(item.opened_at, depth=1)

    def get_urls(self) -> list[URLPattern]:
        answer = path(
            "<int:item>/answer/",
            self.admin_site.admin_view(record_answer),
            {"office": self},
            name="tracker_reviewitem_answer",
        )
        return [answer, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(may.may_see_desk(request.user))
        items = ReviewItem.objects.select_related(*RELATED)
        item = get_object_or_404(items, pk=int(object_id))
        chosen = request.GET.get("claim", "")
        page = open_review_item(item, timezone.now(), chosen=chosen)
        forms = decision_forms(
            page, request.POST or None, may_teach=may.may_teach(request.user)
        )
        if request.method == "POST":
            refuse_unless(may.may_decide_items(request.user))
            if not page.is_open:
                return too_late(request, say_closed(item))
            try:
                said = decide(page, request.POST, forms=forms, by=person(request))
            except AlreadyClosed as refusal:
                return too_late(request, str(refusal))
            if said:
                self.log_change(request, item, said)
                return go_on(request, item, said)
        return show(
            request,
            self,
            "item.html",
            title=page.what,
            page=page,
            forms=forms,
            may_write=may.may_write(request.user),
            may_decide=may.may_decide_items(request.user),
            may_change_status=may.may_change_status(request.user),
        )
