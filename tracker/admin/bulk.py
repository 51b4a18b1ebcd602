"""Actions on a list: how many rows, why, and then a job that does it.

The rows are those that were ticked, or all that match the list's filter; they are
frozen when the form is sent.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tracker import tasks
from tracker.admin.bulk_forms import FORMS
from tracker.admin.pages import person, refuse_unless, show
from tracker.jobs import queue
from tracker.jobs.deeds import DEEDS
from tracker.jobs.work import work_on
from tracker.models import Job
from tracker.rules.vocabulary import JobKind

Action = tuple[Callable[..., HttpResponse | None], str, str]
# A job of so few rows is done while its page is on the way.
FEW = 100
AT_ONCE = 2.0


def actions(office: admin.ModelAdmin[Any], request: HttpRequest) -> dict[str, Action]:
    """What may be done to many rows of a list, by whoever asks."""
    if "_popup" in request.GET:
        return {}
    user = person(request)
    return {
        name: (partial(_act, name=name), name, form.title)
        for name, form in FORMS.items()
        if DEEDS[form.kind].table is office.model and form.offered_to(user)
    }


def _act(
    office: admin.ModelAdmin[Any],
    request: HttpRequest,
    chosen: QuerySet[Any],
    *,
    name: str,
) -> HttpResponse | None:
    """The page between the list and the deed, and the deed."""
    kind = FORMS[name].kind
    count, is_sent = chosen.count(), "sent" in request.POST
    form = FORMS[name](request.POST if is_sent else None)
    if is_sent and form.is_valid():
        if request.POST.get("count") == str(count):
            return _ask(office, request, chosen, kind, form.arguments)
        words = "The list has changed meanwhile: look at the number of rows again."
        form.add_error(None, words)
    every = request.POST.get("select_across") == "1"
    return show(
        request,
        office,
        "bulk.html",
        title=form.title,
        form=form,
        count=count,
        name=name,
        is_every=every,
        is_filtered=bool(request.GET),
        ticked=[] if every else request.POST.getlist(ACTION_CHECKBOX_NAME),
        first=request.POST.getlist(ACTION_CHECKBOX_NAME)[:1],
        samples=[_called(row) for row in chosen[:5]],
        back=request.get_full_path(),
    )


def _ask(
    office: admin.ModelAdmin[Any],
    request: HttpRequest,
    chosen: QuerySet[Any],
    kind: JobKind,
    arguments: Mapping[str, Any],
) -> HttpResponse:
    by, now = person(request), timezone.now()
    refuse_unless(DEEDS[kind].may(by, arguments))
    targets = list(chosen.order_by("pk").values_list("pk", flat=True).distinct())
    job = queue.ask(kind, arguments=arguments, targets=targets, by=by, now=now)
    if len(targets) <= FEW:
        work_on(job, AT_ONCE)
    tasks.call_for_jobs()
    job.refresh_from_db()
    return _to_list(request, job) if _is_clean(job) else to_job(job)


def _called(row: Any) -> str:
    """What the list calls it: a claim's words, a source's title."""
    for name in ("name", "statement", "title"):
        if words := getattr(row, name, None):
            return str(words)
    return str(row)


def _is_clean(job: Job) -> bool:
    return not job.is_open and not job.refused and not job.problem


def _to_list(request: HttpRequest, job: Job) -> HttpResponse:
    plural = "" if job.done == 1 else "s"
    messages.success(request, f"Done: {job.done} row{plural}.")
    return HttpResponseRedirect(request.get_full_path())


def to_job(job: Job) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:tracker_job_change", args=[job.pk]))
