"""Versions of a fact: which row a row took the place of, and which one holds now."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from tracker.models.base import DeskFact, WorldFact
from tracker.models.citation import CitationAssessment
from tracker.models.claim import (
    ClaimParty,
    ClaimRelation,
    ClaimWording,
    ClaimWorkflow,
)
from tracker.models.clutter import Clutter
from tracker.models.party import PartyProfile
from tracker.models.policy import Policy
from tracker.models.source import SourceProfile
from tracker.models.topic import ClaimPlace, ClaimTopic

# What two versions of one fact of the desk have in common.
KEYS: dict[type[DeskFact], tuple[str, ...]] = {
    CitationAssessment: ("citation",),
    ClaimParty: ("claim", "party"),
    ClaimPlace: ("claim", "place"),
    ClaimRelation: ("claim", "kind", "other"),
    ClaimTopic: ("claim", "topic"),
    ClaimWording: ("claim", "language"),
    ClaimWorkflow: ("claim",),
    Clutter: ("source", "host", "key"),
    PartyProfile: ("party",),
    Policy: (),
    SourceProfile: ("source",),
}


def earlier_of(model: type[DeskFact], rows: Iterable[DeskFact]) -> dict[int, DeskFact]:
    """The row that each row took the place of, by the row's id; two queries."""
    pairs = _earlier_ids(model, [row.pk for row in rows])
    found = model._default_manager.in_bulk([one for one in pairs.values() if one])
    return {row: found[one] for row, one in pairs.items() if one in found}


def _earlier_ids(model: type[DeskFact], ids: list[int]) -> dict[int, int | None]:
    rows = model._default_manager.filter(pk__in=ids)
    if issubclass(model, WorldFact):
        return dict(rows.values_list("pk", "corrects"))  # type: ignore[misc]
    same = {key: OuterRef(key) for key in KEYS[model]}
    before = (
        model._default_manager.filter(**same, pk__lt=OuterRef("pk"))
        .order_by("-recorded_at", "-pk")
        .values("pk")[:1]
    )
    return dict(rows.annotate(earlier=Subquery(before)).values_list("pk", "earlier"))
