"""A reader reports an error in a claim: a short form, and what happens next.

What is typed goes to the desk alone. No page keeps or shows it again.
"""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.intake.error_reports import report_error
from tracker.models import Claim
from tracker.reader import access
from tracker.reader.doors import page
from tracker.reader.limits import who_asks, within
from tracker.reader.pages.parts import statements
from tracker.reader.past import Past, present
from tracker.text import fault, tidy

LONGEST, LONGEST_LINE = 4000, 300
# From one address, and from all together, in an hour.
MOST, MOST_OF_ALL, SECONDS = 5, 200, 3600


class ReportForm(forms.Form):
    """What is wrong, and how to be answered. `website` is for machines, which fill in
    whatever there is; people do not see it."""

    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    contact = forms.CharField(required=False, max_length=LONGEST_LINE)
    website = forms.CharField(required=False, max_length=LONGEST_LINE)

    def clean_words(self) -> str:
        return _storable(tidy(str(self.cleaned_data["words"])), LONGEST)

    def clean_contact(self) -> str:
        return _storable(tidy(self.cleaned_data["contact"], is_line=True), LONGEST_LINE)


def _storable(text: str, most: int) -> str:
    if fault(text, most=most):
        raise forms.ValidationError(
            gettext_lazy("Some of its characters cannot be kept: type it anew.")
        )
    return text


@never_cache
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The form; after it was sent, what happens next."""
    if request.method == "POST":
        return _received(request, slug=slug)
    return _shown(request, slug=slug)


@page
def _shown(request: HttpRequest, past: Past, *, slug: str) -> HttpResponse:
    claim = access.claim(slug, past)
    return _form(request, claim, past, ReportForm(), is_sent="sent" in request.GET)


@require_http_methods(["POST"])
def _received(request: HttpRequest, *, slug: str) -> HttpResponse:
    past = present(lang=request.GET.get("lang", ""))
    try:
        claim = access.claim(slug, past)
    except access.Moved as moved:
        raise Http404 from moved
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, claim, past, form, status=400)
    if not form.cleaned_data["website"]:
        if not _is_within(request):
            why = _(
                "Too many reports came from here, or nobody can count them at the"
                " moment. Wait an hour."
            )
            form.add_error(None, why)
            return _form(request, claim, past, form, status=429)
        _keep(claim, form, past)
    sent = past.now_query
    return HttpResponseRedirect(f"{request.path}{sent}{'&' if sent else '?'}sent=1")


def _keep(claim: Claim, form: ReportForm, past: Past) -> None:
    report_error(
        claim,
        statement=statements([claim.pk], past.moment)[claim.pk].text,
        words=form.cleaned_data["words"],
        contact=form.cleaned_data["contact"],
        now=past.now,
    )


def _is_within(request: HttpRequest) -> bool:
    """Counts one more, by where it comes from and in all; what is refused for the first
    leaves the second to others."""
    own = within("report", who_asks(request), most=MOST, seconds=SECONDS)
    return own and within("reports", "all", most=MOST_OF_ALL, seconds=SECONDS)


def _form(
    request: HttpRequest,
    claim: Claim,
    past: Past,
    form: ReportForm,
    *,
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    values = {
        "past": past,
        "slug": claim.slug,
        "statement": statements([claim.pk], past.moment)[claim.pk],
        "form": form,
        "is_sent": is_sent,
    }
    return render(request, "reader/claim_report.html", values, status=status)
