"""What a form of a claim shows while it is filled in. Nothing here writes.

A script asks while somebody types; without one, the same is shown on the form itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tracker.admin.forms import LANGUAGES, number
from tracker.admin.pages import refuse_unless
from tracker.admin.status_form import Conclusion, StatusForm, conclude
from tracker.intake.duplicates import Alike, nearly_same
from tracker.models import Claim
from tracker.review import permissions as may
from tracker.review.rows import at
from tracker.review.slugs import suggest_slug
from tracker.review.workflow import state_of
from tracker.review.would_be import Heading, decided, headings
from tracker.rules.reasons import is_against
from tracker.rules.wording import label_of

Office = admin.ModelAdmin[Any]
ANOTHER = "is_another"
# More is no statement; it is refused on saving, and not compared while it is typed.
LONGEST = 1_000


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A claim that says nearly the same."""

    statement: str
    likeness: int
    state: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What readers would see. `is_against`: the rules propose something else."""

    headings: tuple[Heading, ...]
    proposed: str = ""
    is_against: bool = False


@never_cache
@require_POST
def alike(request: HttpRequest, office: Office) -> HttpResponse:
    """The claims that say nearly what is being typed, and a slug for it."""
    refuse_unless(may.may_write(request.user))
    statements = {
        code: request.POST.get(f"statement_{code}", "") for code, _ in LANGUAGES
    }
    given = number(request.POST.get("claim")) or 0
    own = Claim.objects.filter(pk=given).first()
    found = _warnings(statements, own)
    slug = "" if own else suggest_slug(statements["en"][:LONGEST])
    context = {"alike": found, "slug": slug}
    return render(request, "admin/desk/_alike.html", context)


@never_cache
@require_POST
def preview(request: HttpRequest, claim: int, office: Office) -> HttpResponse:
    """The headline that the posted status form would make."""
    refuse_unless(may.may_see_desk(request.user))
    row, now = get_object_or_404(Claim, pk=claim), timezone.now()
    conclusion = conclude(row, now)
    form = StatusForm(request.POST, claim=row, conclusion=conclusion, now=now)
    context = {"preview": preview_of(form, conclusion)}
    return render(request, "admin/desk/_preview.html", context)


def preview_of(form: StatusForm, conclusion: Conclusion) -> Preview:
    """What the chosen status would say; what is public now while none is chosen."""
    moment = at(timezone.now())
    form.is_valid()
    if "status" not in form.cleaned_data:
        return Preview(headings=headings(conclusion.record, moment))
    chosen = form.decision
    newer = chosen["superseded_by"]
    would_be = decided(
        conclusion.record,
        moment,
        status=chosen["status"],
        parties=[party.pk for party in chosen["parties"]],
        superseded_by=newer.slug if newer else "",
    )
    return Preview(
        headings=headings(would_be, moment),
        proposed=conclusion.proposed,
        is_against=is_against(conclusion.proposal, would_be.statuses[-1]),
    )


def warned(
    request: HttpRequest, statements: Mapping[str, str], own: Claim | None = None
) -> tuple[Warned, ...]:
    """What a person should look at before these words are saved; nothing where they
    have said that it is another claim."""
    return () if ANOTHER in request.POST else _warnings(statements, own)


def _warnings(statements: Mapping[str, str], own: Claim | None) -> tuple[Warned, ...]:
    now = timezone.now()
    short = {code: text for code, text in statements.items() if len(text) <= LONGEST}
    found = nearly_same(short, now, without=own)
    claims = Claim.objects.in_bulk([one.claim for one in found])
    return tuple(
        _warning(one, label_of(state_of(claims[one.claim], now))) for one in found
    )


def _warning(one: Alike, state: str) -> Warned:
    return Warned(
        statement=one.statement,
        likeness=one.likeness,
        state=state,
        url=reverse("admin:tracker_claim_change", args=[one.claim]),
    )
