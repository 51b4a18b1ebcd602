"""How the list of claims is searched and narrowed."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker.admin.lists import words_of
from tracker.admin.names import named
from tracker.models import ClaimParty, ClaimTopic, ClaimWording, Topic
from tracker.rules.vocabulary import Status, WorkflowState
from tracker.rules.wording import label_of

# A longer list of parties is no help beside a list of claims.
MOST_PARTIES = 100


def find(claims: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Claims whose statement, in any language and now or before, has all these words
    or their beginnings; or whose slug has them."""
    tokens = words_of(words)
    if not tokens:
        return claims
    said = ClaimWording.objects.filter(statement__words=words).order_by()
    slug = Q(slug__contains="-".join(tokens))
    return claims.filter(Q(pk__in=said.values("claim")) | slug)


class StateFilter(admin.SimpleListFilter):
    title = "work"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, label_of(state)) for state in WorkflowState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        none = [("none", "Not yet assessed")]
        return none + [(status.value, label_of(status)) for status in Status]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(status="")
        return queryset.filter(status=self.value()) if self.value() else queryset


class TopicFilter(admin.SimpleListFilter):
    title = "topic"
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(topic.slug, str(topic)) for topic in Topic.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        rows = ClaimTopic.objects.filter(
            claim=OuterRef("pk"), topic__slug=self.value(), is_ended=False
        )
        later = ClaimTopic.objects.filter(
            claim=OuterRef("claim"), topic=OuterRef("topic"), id__gt=OuterRef("id")
        )
        return queryset.filter(Exists(rows.filter(~Exists(later))))


class PartyFilter(admin.SimpleListFilter):
    title = "party"
    parameter_name = "party"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = named(timezone.now())
        return [(row.slug, row.name) for row in rows[:MOST_PARTIES]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        rows = ClaimParty.objects.filter(
            claim=OuterRef("pk"), party__slug=self.value()
        ).exclude(role="")
        later = ClaimParty.objects.filter(
            claim=OuterRef("claim"), party=OuterRef("party"), id__gt=OuterRef("id")
        )
        return queryset.filter(Exists(rows.filter(~Exists(later))))
