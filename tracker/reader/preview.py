"""A claim's page as readers would see it, for people of the desk only.

It shows drafts, too, and what a form of the desk holds that nobody has saved. It writes
nothing, and nobody may keep a copy of it.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.models import Claim, Party
from tracker.models.as_of import record as record_of
from tracker.reader import words
from tracker.reader.pages.claim import page_of
from tracker.reader.pages.parts import Statement, Wording
from tracker.reader.past import Past
from tracker.review.permissions import may_see_desk
from tracker.review.rows import at
from tracker.review.workflow import is_public
from tracker.review.would_be import decided
from tracker.rules.facts import Record
from tracker.rules.vocabulary import Status

MOST = 5_000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as it is, or as the posted form of the desk would make it."""
    if not may_see_desk(request.user):
        raise Http404
    claim, now = get_object_or_404(Claim, slug=slug), timezone.now()
    past = Past(moment=at(now), now=now)
    record = _decided(request, record_of(claim, past.moment), past)
    page = page_of(claim, record, past, instead=_worded(request))
    context = {
        "page": page,
        "past": past,
        "is_public": is_public(claim, now),
        "is_unsaved": request.method == "POST",
    }
    return render(request, "reader/claim_preview.html", context)


def _decided(request: HttpRequest, known: Record, past: Past) -> Record:
    """With the status that the form holds, if it holds one."""
    chosen = request.POST.get("status", "")
    if chosen not in {status.value for status in Status}:
        return known
    ids = [one for one in request.POST.getlist("parties") if one.isdecimal()]
    newer = request.POST.get("superseded_by", "")
    later = Claim.objects.filter(pk=newer).first() if newer.isdecimal() else None
    return decided(
        known,
        past.moment,
        status=Status(chosen),
        parties=Party.objects.filter(pk__in=ids[:100]).values_list("pk", flat=True),
        superseded_by=later.slug if later else "",
        reason=request.POST.get("reason", "")[:MOST],
    )


def _worded(request: HttpRequest) -> Statement | None:
    """The words that the form holds, if it holds any."""
    typed = {code: _typed(request, "statement", code) for code, _ in settings.LANGUAGES}
    if not any(typed.values()):
        return None
    found = [
        Wording(code, words.language(code), text, _typed(request, "context", code))
        for code, text in typed.items()
        if text
    ]
    return Statement(found[0], tuple(found[1:]))


def _typed(request: HttpRequest, stem: str, code: str) -> str:
    return request.POST.get(f"{stem}_{code}", "").strip()[:MOST]
