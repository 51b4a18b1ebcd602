"""Having a page read while somebody waits: asked for here, told how far it is."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from tracker.admin.pages import person, refuse_unless
from tracker.engine.errors import EngineError
from tracker.engine.wanted import Progress, is_fresh, progress, refuse_address
from tracker.intake.sources import add_source
from tracker.models import Source
from tracker.review import permissions as may
from tracker.tasks import ask

Office = admin.ModelAdmin[Source]


@require_POST
def read(request: HttpRequest, office: Office) -> HttpResponse:
    """Make an address a source and have it read at once, then back to the form.

    A page that was read a short time ago is not asked for again, unless `again` says
    so. What cannot be is said on the form that the person comes back to.
    """
    refuse_unless(may.may_write(request.user) and may.may_ask_for_check(request.user))
    back, url = _back(request), request.POST.get("url", "").strip()[:4000]
    now, by = timezone.now(), person(request)
    try:
        refuse_address(url, limits=settings.ON_RECORD)
        source = add_source(url, by=by, now=now)
    except EngineError:
        return _answer(request, f"{back}?{urlencode({'url': url})}")
    if source.check_seq == 0 and source.added_by_id == by.pk and source.added_at >= now:
        office.log_addition(request, source, [{"added": {}}])
    where: dict[str, int] = {"source": source.pk}
    if "again" in request.POST or not is_fresh(source, now):
        ask(source.pk, now)
        where["since"] = source.check_seq
    return _answer(request, f"{back}?{urlencode(where)}")


@require_GET
def asked(request: HttpRequest, source: int) -> JsonResponse:
    """How far a look is that was asked for after so many looks; a script polls this."""
    refuse_unless(may.may_see_desk(request.user))
    row = get_object_or_404(Source.objects.select_related("host"), pk=source)
    given = request.GET.get("since", "")
    since = min(int(given), 2**31) if given.isdecimal() else row.check_seq
    return _told(progress(row, since=since, now=timezone.now()))


@require_POST
def check_now(request: HttpRequest, source: int, office: Office) -> HttpResponse:
    """Puts a source at the head of its site's line; the site's turn still holds."""
    refuse_unless(may.may_ask_for_check(request.user))
    row = get_object_or_404(Source.objects.select_related("host"), pk=source)
    since, now = row.check_seq, timezone.now()
    wait = ask(row.pk, now)
    office.log_change(request, row, "Asked for a check.")
    url = reverse("admin:tracker_source_change", args=[row.pk])
    if not _is_script(request) and wait is not None:
        messages.info(
            request,
            f"It is next in line, but the site has to be left alone until "
            f"{wait.until:%d %B %Y, %H:%M:%S} UTC: {wait.reason}.",
        )
    return _answer(request, f"{url}?since={since}")


def _told(found: Progress) -> JsonResponse:
    return JsonResponse(
        {"words": found.words, "done": found.is_done, "held": found.is_held}
    )


def _answer(request: HttpRequest, location: str) -> HttpResponse:
    """Onward: a browser is sent there, a script is told."""
    if _is_script(request):
        return JsonResponse({"location": location})
    return HttpResponseRedirect(location)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request: HttpRequest) -> str:
    """The form's own address, of this desk only."""
    back, desk = request.POST.get("next", ""), reverse("admin:index")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    if is_ours and back.startswith(desk):
        return back.partition("?")[0]
    return desk
