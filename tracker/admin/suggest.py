"""Names that a form offers while somebody types."""

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from tracker.admin.names import OFFERED, named, parties_like
from tracker.admin.pages import refuse_unless
from tracker.models import Position
from tracker.review.permissions import may_see_desk

_SHORTEST = 2


def suggest(request: HttpRequest) -> JsonResponse:
    """Parties like what is typed (`q`), or who has spoken for a party (`by`)."""
    refuse_unless(may_see_desk(request.user))
    now = timezone.now()
    if by := request.GET.get("by", "").strip()[:200]:
        party = named(now).filter(Q(name__iexact=by) | Q(slug__iexact=by)).first()
        return JsonResponse({"names": speakers_of(party.pk) if party else []})
    typed = request.GET.get("q", "").strip()[:100]
    names = parties_like(typed, now) if len(typed) >= _SHORTEST else []
    return JsonResponse({"names": names})


def speakers_of(party: int | None, claim: int | None = None) -> list[str]:
    """Who has spoken for a party, or about a claim, the latest first."""
    said = Position.objects.exclude(speaker="").filter(is_void=False)
    said = said.filter(party=party) if party else said.filter(claim=claim)
    latest = said.order_by("-effective_at").values_list("speaker", flat=True)
    return list(dict.fromkeys(latest[: 5 * OFFERED]))[:OFFERED]
