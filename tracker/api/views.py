"""The addresses of the API: which rows, and which serializer writes them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from tracker.api import parties, sources
from tracker.api.claims import tell
from tracker.api.finding import LISTED, matching
from tracker.api.moments import PARAMETERS, Asked, asked, at_present
from tracker.api.paging import BySlug, NewestFirst
from tracker.api.serializers import (
    ClaimDetailSerializer,
    ClaimSerializer,
    PartSerializer,
    PartyDetailSerializer,
    PartySerializer,
    SourceDetailSerializer,
    SourceSerializer,
)
from tracker.models import Claim, Party, SlugRedirect, Source
from tracker.models.public import (
    cited_sources,
    heir_of,
    party_at,
    readable_claims,
    seen_parties,
)
from tracker.rules.facts import Moment

AT_A_MOMENT = extend_schema_view(
    retrieve=extend_schema(parameters=PARAMETERS),
)
LISTED_AT_A_MOMENT = extend_schema_view(
    list=extend_schema(parameters=PARAMETERS),
    retrieve=extend_schema(parameters=PARAMETERS),
)


@AT_A_MOMENT
class Claims(GenericViewSet[Any]):
    """Claims with their public status and headline, newest first.

    A list takes what the page of claims takes: the same address finds the same claims.
    """

    queryset = Claim.objects.all()
    permission_classes = (AllowAny,)
    pagination_class = NewestFirst
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_serializer_class(self) -> type[ClaimSerializer]:
        return ClaimSerializer if self.action == "list" else ClaimDetailSerializer

    @extend_schema(parameters=[*PARAMETERS, *LISTED])
    def list(self, request: Request) -> Response:
        when = asked(request)
        rows = self.paginate_queryset(matching(request, when))
        return self.get_paginated_response(self._written(rows or [], when.moment))

    def retrieve(self, request: Request, slug: str) -> Response:
        when = asked(request)
        found = readable_claims(when.moment, when.now)
        claim = found.filter(slug=slug).first()
        if claim is None:
            return self._moved(slug, found)
        heir = heir_of(claim, when.moment, when.now)
        if heir is not None:
            return merged(self.request, heir.slug)
        return Response(self._written([claim], when.moment)[0])

    def _written(self, claims: Sequence[Claim], moment: Moment) -> Any:
        told = tell(claims, moment)
        known = told[0].record.parties if told else {}
        context = {**self.get_serializer_context(), "parties": known}
        return self.get_serializer(told, many=True, context=context).data

    def _moved(self, slug: str, found: QuerySet[Claim]) -> Response:
        """The address was given up, or there is no such claim."""
        redirect = get_object_or_404(
            SlugRedirect.objects.select_related("claim"),
            old_slug=slug,
            claim__in=found.values("pk"),
        )
        return moved(self.request, "claim-detail", str(redirect.claim))


@LISTED_AT_A_MOMENT
class Parties(GenericViewSet[Any]):
    """Parties that a published claim names."""

    queryset = Party.objects.all()
    permission_classes = (AllowAny,)
    pagination_class = BySlug
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        if self.action == "claims":
            return PartSerializer
        return PartySerializer if self.action == "list" else PartyDetailSerializer

    def list(self, request: Request) -> Response:
        when = asked(request)
        rows = self.paginate_queryset(seen_parties(when.moment, when.now)) or []
        known = parties.profiles_of(rows, when)
        return self.get_paginated_response(self.get_serializer(known, many=True).data)

    def retrieve(self, request: Request, slug: str) -> Response:
        when = asked(request)
        party = _party(slug, when)
        if party.slug != slug:
            return moved(self.request, "party-detail", party.slug)
        known = parties.detail_of(party, when)
        if known is None:
            raise Http404
        return Response(self.get_serializer(known).data)

    @extend_schema(parameters=PARAMETERS, responses=PartSerializer(many=True))
    @action(detail=True, pagination_class=NewestFirst)
    def claims(self, request: Request, slug: str) -> Response:
        """Where a party stands on each claim, the newest claim first. A claim in which
        it has no part at the moment is left out, so a page may be shorter."""
        when = asked(request)
        party = _party(slug, when)
        if party.slug != slug:
            return moved(self.request, "party-claims", party.slug)
        rows = self.paginate_queryset(parties.claims_of(party, when)) or []
        parts = parties.parts_in(rows, party, when)
        return self.get_paginated_response(self.get_serializer(parts, many=True).data)


class Sources(GenericViewSet[Any]):
    """Sources that a published claim cites, newest first, as they are now."""

    queryset = Source.objects.all()
    permission_classes = (AllowAny,)
    pagination_class = NewestFirst
    lookup_value_regex = "[0-9]{1,18}"

    def get_serializer_class(self) -> type[SourceSerializer]:
        return SourceSerializer if self.action == "list" else SourceDetailSerializer

    def list(self, request: Request) -> Response:
        now = at_present()
        rows = self.paginate_queryset(cited_sources(now.moment, now.now)) or []
        known = sources.graded(rows, now)
        return self.get_paginated_response(self.get_serializer(known, many=True).data)

    def retrieve(self, request: Request, pk: str) -> Response:
        now = at_present()
        source = get_object_or_404(cited_sources(now.moment, now.now), pk=pk)
        return Response(self.get_serializer(sources.detail_of(source, now)).data)


def _party(slug: str, when: Asked) -> Party:
    """A party, also by a slug that it gave up; raises Http404."""
    party = party_at(slug, when.moment, when.now)
    if party is None:
        raise Http404
    return party


def moved(request: Request, view: str, slug: str) -> Response:
    """The row has another slug now; the moment that was asked for stays."""
    address = reverse(f"api:{view}", args=[slug], request=request)
    query = request.META.get("QUERY_STRING", "")
    location = f"{address}?{query}" if query else address
    return Response(status=301, headers={"Location": location})


def merged(request: Request, slug: str) -> Response:
    """The claim was merged into another; nobody shall remember that for ever, as it
    may be re-opened."""
    answer = moved(request, "claim-detail", slug)
    answer["Cache-Control"] = "no-cache"
    return answer
