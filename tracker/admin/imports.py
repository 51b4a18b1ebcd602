"""Importing a table: the form, its columns, and a template to fill in."""

from django import forms
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from tracker import tasks
from tracker.admin.bulk import to_job
from tracker.admin.pages import person, refuse_unless, show_in
from tracker.exports.table import csv_response
from tracker.intake.imports.columns import TABLES
from tracker.intake.imports.encoding import Encoding
from tracker.jobs import queue
from tracker.jobs.files import keep
from tracker.review.permissions import may_import
from tracker.rules.vocabulary import JobKind
from tracker.rules.wording import label_of

KINDS = [(kind.value, kind.value.capitalize()) for kind in TABLES]
ENCODINGS = [
    (Encoding.FIND_OUT.value, "Find out"),
    (Encoding.UTF_8.value, "UTF-8"),
    (Encoding.UTF_16.value, "UTF-16"),
    (Encoding.WINDOWS_1251.value, "Windows-1251 (Cyrillic)"),
    (Encoding.WINDOWS_1252.value, "Windows-1252 (Western European)"),
]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label="What the lines are", choices=KINDS)
    file = forms.FileField(
        label="CSV file",
        help_text="Commas, semicolons or tabs between the cells; the first line names "
        "the columns.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    encoding = forms.ChoiceField(
        choices=ENCODINGS,
        required=False,
        help_text="Leave it, unless the dry run says that it could not be told.",
    )


def import_page(request: HttpRequest, office: AdminSite) -> HttpResponse:
    """Takes a file and has it looked through; nothing is written yet."""
    refuse_unless(may_import(request.user))
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        return _read(request, form)
    return show_in(
        request,
        office,
        "import.html",
        title="Import",
        form=form,
        tables=[(kind, label_of(kind), TABLES[kind]) for kind in TABLES],
    )


def _read(request: HttpRequest, form: ImportForm) -> HttpResponse:
    by, now = person(request), timezone.now()
    upload = keep(form.cleaned_data["file"], by=by, now=now)
    kind = JobKind(form.cleaned_data["kind"])
    encoding = form.cleaned_data["encoding"]
    job = queue.ask_to_read(kind, upload, encoding=encoding, by=by, now=now)
    tasks.call_for_jobs()
    return to_job(job)


def template_file(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """A table with the columns' names and one line as an example."""
    refuse_unless(may_import(request.user))
    if kind not in {known.value for known in TABLES}:
        raise Http404("There is no such table.")
    columns = TABLES[JobKind(kind)]
    names = [column.name for column in columns]
    example = [column.example for column in columns]
    return csv_response(f"{kind}.csv", names, [example])
