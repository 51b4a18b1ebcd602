"""Who is told of changes, and the outbox."""

from django.contrib import admin

from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.worded import choice, column
from tracker.models import Delivery, Subscription
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
