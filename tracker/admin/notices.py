"""Who is told of changes, and the outbox."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.worded import choice, column
from tracker.models import Delivery, Subscription
from tracker.notices.outbox import send_again
from tracker.review.permissions import may_send_again
from tracker.rules.vocabulary import DeliveryState


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin[Subscription]):
    list_display = ("email", "claim", "party", "topic", "confirmed_at", "ended_at")
    list_select_related = ("claim", "party", "topic")
    search_fields = ("email__startswith",)
    ordering = ("-asked_at", "-id")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin[Delivery]):
    list_display = (
        "recipient",
        column("state", DeliveryState),
        "due_at",
        "attempts",
        "last_error",
    )
    list_filter = (choice("state", DeliveryState),)
    search_fields = ("recipient__startswith", "key__startswith")
    date_hierarchy = "due_at"
    ordering = ("-due_at", "-id")
    # What a letter says is between the desk and whom it went to.
    exclude = ("payload", "key")
    actions = ("send_failed_again",)

    def has_again_permission(self, request: HttpRequest) -> bool:
        return may_send_again(request.user)

    @admin.action(description="Send again what failed", permissions=["again"])
    def send_failed_again(self, request: HttpRequest, queryset: Any) -> None:
        rows = list(queryset.values_list("pk", flat=True))
        number = send_again(rows, timezone.now())
        plural = "s are" if number != 1 else " is"
        said = f"{number} failed message{plural} sent again within a minute."
        self.message_user(request, said, messages.SUCCESS)
