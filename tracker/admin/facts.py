"""Facts: rows that are read here and never edited. A correction is a new row."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from tracker.admin.lists import QuickAdmin
from tracker.admin.worded import Values, choice, column
from tracker.models import (
    Citation,
    CitationAssessment,
    ClaimParty,
    ClaimPlace,
    ClaimRelation,
    ClaimTopic,
    ClaimWording,
    ClaimWorkflow,
    Inquiry,
    PartyProfile,
    Position,
    Silence,
    SourceProfile,
    StatusChange,
)
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    InquiryChannel,
    PartyKind,
    Precision,
    RelationKind,
    Reliability,
    Role,
    SilenceKind,
    SourceKind,
    Stance,
    Status,
    Voice,
    WorkflowState,
)

Row = TypeVar("Row", bound=models.Model)


class ReadOnlyAdmin(QuickAdmin[Row]):
    """A list and a page to read; nobody adds, changes or deletes a row here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class WorldFactAdmin(ReadOnlyAdmin[Row]):
    """A dated fact of a claim, with the way to its correction."""

    date_hierarchy = "effective_at"
    ordering = ("-effective_at", "-id")
    change_form_template = "admin/desk/fact.html"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        row = self.get_object(request, object_id)
        context = {"correct_url": correct_url(row)} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description="correct")
    def correct(self, row: Any) -> str:
        if row.is_void:
            return ""
        return format_html('<a href="{}">Correct this</a>', correct_url(row))


def correct_url(row: Any) -> str:
    """Where a fact is corrected or taken back; empty for one that cannot be."""
    if row is None or row.is_void or row._meta.model_name == "statuschange":
        return ""
    kind = row._meta.model_name
    return reverse("admin:tracker_claim_correct", args=[row.claim_id, kind, row.pk])


@admin.register(Position)
class PositionAdmin(WorldFactAdmin[Position]):
    list_display = (
        "party",
        column("stance", Stance),
        "claim",
        "effective_at",
        column("precision", Precision),
        "correct",
    )
    list_filter = (choice("stance", Stance), choice("voice", Voice), "is_void")
    list_select_related = ("party", "claim")
    search_fields = (
        "claim__slug__startswith",
        "party__slug__startswith",
        "speaker__words",
        "gist__words",
    )


@admin.register(Silence)
class SilenceAdmin(WorldFactAdmin[Silence]):
    list_display = (
        "party",
        column("kind", SilenceKind),
        "claim",
        "effective_at",
        "correct",
    )
    list_filter = (choice("kind", SilenceKind), "is_void")
    list_select_related = ("party", "claim")
    search_fields = ("claim__slug__startswith", "party__slug__startswith")


@admin.register(Inquiry)
class InquiryAdmin(WorldFactAdmin[Inquiry]):
    list_display = (
        "party",
        "claim",
        column("channel", InquiryChannel),
        "effective_at",
        "deadline",
        "correct",
    )
    list_filter = (choice("channel", InquiryChannel), "is_void")
    list_select_related = ("party", "claim")
    search_fields = (
        "claim__slug__startswith",
        "party__slug__startswith",
        "question__words",
    )


@admin.register(Citation)
class CitationAdmin(WorldFactAdmin[Citation]):
    list_display = ("__str__", "claim", "source", "language", "effective_at", "correct")
    list_filter = (("language", Values), "is_void")
    list_select_related = ("claim", "source")
    search_fields = (
        "claim__slug__startswith",
        "source__url__words",
        "exact__words",
        "translation__words",
    )


@admin.register(StatusChange)
class StatusChangeAdmin(WorldFactAdmin[StatusChange]):
    list_display = (
        "claim",
        column("status", Status),
        column("proposed", Status),
        "effective_at",
        "recorded_by",
    )
    list_filter = (choice("status", Status), choice("proposed", Status), "is_void")
    list_select_related = ("claim", "recorded_by")
    search_fields = ("claim__slug__startswith", "reason__words")


class DeskFactAdmin(ReadOnlyAdmin[Row]):
    """A fact of the desk: the latest row holds."""

    date_hierarchy = "recorded_at"
    ordering = ("-recorded_at", "-id")


@admin.register(CitationAssessment)
class CitationAssessmentAdmin(DeskFactAdmin[CitationAssessment]):
    list_display = (
        "citation",
        column("bearing", Bearing),
        column("credibility", Credibility),
        "is_verified",
        "is_withdrawn",
    )
    list_filter = (
        choice("bearing", Bearing),
        choice("credibility", Credibility),
        "is_verified",
        "is_withdrawn",
    )
    list_select_related = ("citation",)
    search_fields = ("citation__exact__words",)


@admin.register(ClaimWording)
class ClaimWordingAdmin(DeskFactAdmin[ClaimWording]):
    list_display = ("statement", "language", "claim", "recorded_at", "recorded_by")
    list_filter = (("language", Values),)
    list_select_related = ("claim", "recorded_by")
    search_fields = ("claim__slug__startswith", "statement__words")


@admin.register(ClaimWorkflow)
class ClaimWorkflowAdmin(DeskFactAdmin[ClaimWorkflow]):
    list_display = (
        "claim",
        column("state", WorkflowState),
        "recorded_at",
        "recorded_by",
        "reason",
    )
    list_filter = (choice("state", WorkflowState),)
    list_select_related = ("claim", "recorded_by")
    search_fields = ("claim__slug__startswith",)


@admin.register(ClaimParty)
class ClaimPartyAdmin(DeskFactAdmin[ClaimParty]):
    list_display = (
        "party",
        column("role", Role),
        "claim",
        "is_burdened",
        "is_expected",
    )
    list_filter = (choice("role", Role), "is_burdened", "is_expected")
    list_select_related = ("party", "claim")
    search_fields = ("claim__slug__startswith", "party__slug__startswith")


@admin.register(ClaimRelation)
class ClaimRelationAdmin(DeskFactAdmin[ClaimRelation]):
    list_display = (
        "claim",
        column("kind", RelationKind),
        "other",
        "is_ended",
        "recorded_at",
    )
    list_filter = (choice("kind", RelationKind), "is_ended")
    list_select_related = ("claim", "other")
    search_fields = ("claim__slug__startswith", "other__slug__startswith")


@admin.register(ClaimTopic)
class ClaimTopicAdmin(DeskFactAdmin[ClaimTopic]):
    list_display = ("claim", "topic", "is_ended", "recorded_at")
    list_select_related = ("claim", "topic")
    search_fields = ("claim__slug__startswith", "topic__slug__startswith")


@admin.register(ClaimPlace)
class ClaimPlaceAdmin(DeskFactAdmin[ClaimPlace]):
    list_display = ("claim", "place", "is_ended", "recorded_at")
    list_select_related = ("claim", "place")
    search_fields = ("claim__slug__startswith", "place__slug__startswith")


@admin.register(PartyProfile)
class PartyProfileAdmin(DeskFactAdmin[PartyProfile]):
    list_display = (
        "__str__",
        "party",
        column("kind", PartyKind),
        "parent",
        "recorded_at",
        "recorded_by",
    )
    list_filter = (choice("kind", PartyKind), "speaks_for_parent")
    # Declared so that Django builds no form field, which would warn of Django 6.
    readonly_fields = ("same_as",)
    list_select_related = ("party", "parent", "recorded_by")
    search_fields = ("party__slug__startswith", "names__words")


@admin.register(SourceProfile)
class SourceProfileAdmin(DeskFactAdmin[SourceProfile]):
    list_display = (
        "title",
        "publisher",
        column("reliability", Reliability),
        "source",
        "recorded_at",
    )
    list_filter = (choice("kind", SourceKind), choice("reliability", Reliability))
    list_select_related = ("source",)
    search_fields = ("source__url__words", "title__words", "publisher__words")
