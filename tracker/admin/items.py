"""Review items: the queue, and the page on which one is decided."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince

from tracker.admin import bulk
from tracker.admin.answer_page import record_answer
from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.forms import number
from tracker.admin.item_decisions import decide, decisions
from tracker.admin.item_list import HostFilter, ItemTopicFilter, WorkFilter, search
from tracker.admin.item_page import open_review_item
from tracker.admin.names import worded
from tracker.admin.next_item import go_on, too_late
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.undoing import undo_step
from tracker.admin.waiting import waiting_on_item
from tracker.admin.whole_page import whole_page
from tracker.admin.worded import choice
from tracker.models import (
    Check,
    Citation,
    Claim,
    ClaimWording,
    ReviewItem,
    SourceProfile,
)
from tracker.review import permissions as may
from tracker.review.decide import claims_of
from tracker.review.errors import AlreadyClosed
from tracker.review.items import say_closed
from tracker.review.reach import standing_on
from tracker.review.rows import lock_all
from tracker.rules.vocabulary import ReviewKind, Urgency
from tracker.rules.wording import label_of

RELATED = ("claim", "source", "party", "assignee", "resolved_by", "inquiry")
# Of thirteen joins in one question the planning takes longer than the answer.
BESIDE = (
    Prefetch(
        "citation", Citation.objects.select_related("claim", "position", "snapshot")
    ),
    Prefetch("check_run", Check.objects.select_related("snapshot", "source")),
    Prefetch("last_check", Check.objects.select_related("snapshot")),
    "watch_entry",
)


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
        ItemTopicFilter,
        HostFilter,
        "is_confirmed",
        "assignee",
    )
    list_select_related = ("claim", "source", "assignee")
    # What is searched is in `item_list.search`; without this there is no field for it.
    search_fields = ("claim__slug",)
    search_help_text = "Words of a claim in any language, of a finding, or an address."
    date_hierarchy = "opened_at"
    ordering = ("-urgency", "-is_confirmed", "opened_at", "id")

    def get_actions(self, request: HttpRequest) -> Any:
        return bulk.actions(self, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewItem]:
        """With what the list calls the claim and the source of each item."""
        now = timezone.now()
        words = ClaimWording.objects.known(now).filter(
            claim=OuterRef("claim"), language="en"
        )
        quoting = standing_on(OuterRef(OuterRef("source"))).values("claim")
        cited = worded(Claim.objects.filter(pk__in=quoting), now)
        profiles = SourceProfile.objects.known(now).filter(source=OuterRef("source"))
        newest = ("-recorded_at", "-id")
        return ReviewItem.objects.annotate(
            statement=Subquery(words.order_by(*newest).values("statement")[:1]),
            citing=ArraySubquery(cited.values("name").order_by("name")),
            title=Subquery(profiles.order_by(*newest).values("title")[:1]),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return search(queryset, search_term), False

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
        waits = item.wait_until and item.wait_until > timezone.now()
        until = f", waits until {item.wait_until:%d %B %Y}" if waits else ""
        return f"{timesince(item.opened_at, depth=1)}{until}"

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "<int:item>/answer/": (record_answer, "answer"),
            "<int:item>/page/": (whole_page, "page"),
            "steps/<int:step>/undo/": (undo_step, "undo"),
        }
        ours = [
            path(
                address,
                self.admin_site.admin_view(page),
                {"office": self},
                name=f"tracker_reviewitem_{name}",
            )
            for address, (page, name) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    @transaction.atomic
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(may.may_see_desk(request.user))
        items = ReviewItem.objects.select_related(*RELATED).prefetch_related(*BESIDE)
        item = get_object_or_404(items, pk=number(object_id))
        if request.POST.get("decision") == "status":
            # As on the claim's own form: what is decided on is what the form compares.
            lock_all(claim.pk for claim in claims_of(item))
        now, by = timezone.now(), person(request)
        page = open_review_item(item, now, chosen=request.GET.get("claim", ""))
        among = decisions(page, request.POST or None, by=by, now=now)
        if request.method == "POST":
            refuse_unless(may.may_decide_items(by))
            if not page.is_open:
                return too_late(request, item, say_closed(item))
            try:
                done = decide(page, request.POST, among=among, by=by, now=now)
            except AlreadyClosed as refusal:
                return too_late(request, item, str(refusal))
            if done:
                decision, said = done
                self.log_change(request, item, said)
                return go_on(request, item, said, stays=decision.stays)
        return show(
            request,
            self,
            "item.html",
            title=page.what,
            page=page,
            decisions=among if page.is_open else (),
            **waiting_on_item(item, by, now),
            may_change_status=may.may_change_status(by),
        )
