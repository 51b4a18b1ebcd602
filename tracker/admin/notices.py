"""Who is told of changes, and the outbox."""

from django.contrib import admin

from tracker.admin.facts import ReadOnlyAdmin
from tracker.models import Delivery, Subscription


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin[Subscription]):
    list_display = ("email", "claim", "party", "topic", "confirmed_at", "ended_at")
    list_select_related = ("claim", "party", "topic")
    search_fields = ("email",)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin[Delivery]):
    list_display = ("recipient", "state", "due_at", "attempts", "last_error")
    list_filter = ("state",)
    search_fields = ("recipient", "key")
    date_hierarchy = "due_at"
