"""What the machine wrote down: to be read, not to be edited."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.worded import Values, choice, column
from tracker.models import (
    Body,
    Check,
    CitationCheck,
    Extraction,
    SlugRedirect,
    Snapshot,
    WatchEntry,
)
from tracker.rules.vocabulary import (
    ChangeKind,
    CheckOutcome,
    CitationState,
    SourceState,
)


@admin.register(Check)
class CheckAdmin(ReadOnlyAdmin[Check]):
    list_display = (
        "source",
        "seq",
        column("outcome", CheckOutcome),
        "http_status",
        "effective_at",
        column("change", ChangeKind),
    )
    list_filter = (
        choice("outcome", CheckOutcome),
        choice("change", ChangeKind),
        choice("source_state", SourceState),
    )
    list_select_related = ("source",)
    search_fields = ("source__url__words",)
    date_hierarchy = "effective_at"
    ordering = ("-effective_at", "-id")


@admin.register(CitationCheck)
class CitationCheckAdmin(ReadOnlyAdmin[CitationCheck]):
    list_display = (
        "citation",
        column("state", CitationState),
        "is_confirmed",
        "similarity",
        "check_run",
    )
    list_filter = (choice("state", CitationState), "is_confirmed")
    ordering = ("-id",)
    list_select_related = ("citation", "check_run")
    search_fields = ("citation__exact__words", "matched__words")


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin[Snapshot]):
    list_display = ("source", "captured_at", "http_status", "content_type")
    list_select_related = ("source",)
    search_fields = ("source__url__words", "body__digest__startswith")
    date_hierarchy = "captured_at"
    ordering = ("-captured_at", "-id")


@admin.register(Body)
class BodyAdmin(ReadOnlyAdmin[Body]):
    list_display = ("digest", "size", "recorded_at")
    search_fields = ("digest__startswith",)
    ordering = ("digest",)


@admin.register(Extraction)
class ExtractionAdmin(ReadOnlyAdmin[Extraction]):
    list_display = ("title", "snapshot", "extractor", "language", "recorded_at")
    list_filter = (("extractor", Values),)
    list_select_related = ("snapshot",)
    search_fields = ("snapshot__source__url__words",)
    ordering = ("-id",)


@admin.register(WatchEntry)
class WatchEntryAdmin(ReadOnlyAdmin[WatchEntry]):
    list_display = ("__str__", "watch", "published_at", "recorded_at")
    list_select_related = ("watch",)
    search_fields = ("title__words", "text__words")
    date_hierarchy = "recorded_at"
    ordering = ("-recorded_at", "-id")


@admin.register(SlugRedirect)
class SlugRedirectAdmin(ReadOnlyAdmin[SlugRedirect]):
    list_display = ("old_slug", "claim", "party", "added_at")
    list_select_related = ("claim", "party")
    search_fields = ("old_slug__startswith",)
    ordering = ("old_slug", "id")


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin[LogEntry]):
    """Who did what when in this office."""

    list_display = ("action_time", "user", "content_type", "object_repr", "__str__")
    list_filter = ("content_type",)
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr__words", "user__username__startswith")
    ordering = ("-action_time", "-id")
    date_hierarchy = "action_time"
