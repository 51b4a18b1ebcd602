"""Jobs: the list, one job with its progress, and what was refused."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker import tasks
from tracker.admin.bulk import to_job
from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.forms import number
from tracker.admin.job_pages import line_of, open_job, problem_lines
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.worded import choice, column
from tracker.exports.table import csv_response
from tracker.jobs import queue
from tracker.models import Job
from tracker.review.errors import Refused
from tracker.review.permissions import may_cancel, may_import
from tracker.rules.vocabulary import JobKind, JobState

PER_PAGE = 100
HEADER = ("line", "row", "column", "what stands there", "what is wrong")


class DryFilter(admin.SimpleListFilter):
    title = "dry run"
    parameter_name = "dry"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Looked through only"), ("no", "Carried out")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        known = {"yes": True, "no": False}
        chosen = known.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(is_dry=chosen)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin[Job]):
    list_display = (
        "what",
        column("state", JobState),
        "done",
        "total",
        "refused",
        "asked_by",
        "asked_at",
    )
    list_filter = (choice("state", JobState), choice("kind", JobKind), DryFilter)
    list_select_related = ("asked_by", "upload")
    search_fields = ("upload__name", "asked_by__username")
    date_hierarchy = "asked_at"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("targets")

    @admin.display(description="what", ordering="kind")
    def what(self, job: Job) -> str:
        return line_of(job).what

    def get_urls(self) -> list[URLPattern]:
        views = {
            "cancel": _cancel,
            "carry-out": _carry_out,
            "problems": _problems,
        }
        named = [
            path(
                f"<int:job>/{name}/",
                self.admin_site.admin_view(view),
                name=f"tracker_job_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ]
        return [*named, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        job = _job(number(object_id) or 0)
        page = open_job(job, person(request))
        if request.GET.get("part") == "progress":
            return render(request, "admin/desk/_progress.html", {"page": page})
        pages = Paginator(job.problems.all(), PER_PAGE)
        found = pages.get_page(request.GET.get("p"))
        return show(
            request,
            self,
            "job.html",
            title=page.line.what,
            page=page,
            problems=problem_lines(job, list(found.object_list)),
            at=found,
        )


def _job(pk: int) -> Job:
    rows = Job.objects.select_related("asked_by", "upload").defer("targets")
    return get_object_or_404(rows, pk=pk)


@require_POST
def _cancel(request: HttpRequest, job: int) -> HttpResponse:
    row, by = _job(job), person(request)
    refuse_unless(may_cancel(by, asked_by=row.asked_by_id))
    try:
        queue.cancel(row, by=by, now=timezone.now())
        messages.success(request, "Cancelled. What was done before stays done.")
    except Refused as refusal:
        messages.info(request, str(refusal))
    return to_job(row)


@require_POST
def _carry_out(request: HttpRequest, job: int) -> HttpResponse:
    row, by = _job(job), person(request)
    refuse_unless(may_import(by))
    leaves_out = bool(request.POST.get("leaves_out"))
    try:
        real = queue.carry_out(row, leaves_out=leaves_out, by=by, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_job(row)
    tasks.call_for_jobs()
    return to_job(real)


def _problems(request: HttpRequest, job: int) -> StreamingHttpResponse:
    """All of them, as a table to work through beside the file."""
    row = _job(job)
    refuse_unless(request.user.has_perm("tracker.view_job"))
    rows = row.problems.values_list("line", "target", "column", "text", "words")
    return csv_response(f"problems-{job}.csv", HEADER, rows.iterator(chunk_size=1000))
