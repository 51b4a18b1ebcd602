"""Contributions: the list, and the page on which one is changed, accepted or
declined."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from tracker.admin.answering import (
    answered_words,
    came_from,
    decline_form,
    done,
    state_in_words,
    withdraw_form,
)
from tracker.admin.facts import ReadOnlyAdmin
from tracker.admin.forms import number, write
from tracker.admin.names import statements_of
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.recording import CORRECTABLE, filled_in, form_for
from tracker.admin.said import answered, summary_of
from tracker.admin.timeline_rows import in_a_line
from tracker.admin.waiting import kind_in_words
from tracker.admin.worded import choice
from tracker.models import Contribution
from tracker.review import permissions as may
from tracker.review.contributions import accept, decline, revise, withdraw
from tracker.rules.vocabulary import (
    ContributionDeed,
    ContributionKind,
    ReviewState,
    WaitingState,
)

RELATED = ("claim", "author", "updated_by", "answered_by", "item")


@dataclass(frozen=True, kw_only=True)
class ContributionPage:
    """A contribution, and what this person may do about it."""

    row: Contribution
    what: str
    statement: str
    state: str
    answer: str
    merged: str
    wrong: str
    waits: bool
    is_own: bool
    may_change: bool
    may_answer: bool


@admin.register(Contribution)
class ContributionAdmin(ReadOnlyAdmin[Contribution]):
    list_display = ("summary", "what", "claim", "author", "created_at", "status")
    list_filter = (
        choice("state", WaitingState),
        choice("kind", ContributionKind),
        "author",
    )
    list_select_related = ("claim", "author")
    search_fields = ("summary", "note", "claim__slug", "answer")
    date_hierarchy = "created_at"

    @admin.display(description="what", ordering="kind")
    def what(self, row: Contribution) -> str:
        return kind_in_words(row)

    @admin.display(description="state", ordering="state")
    def status(self, row: Contribution) -> str:
        return state_in_words(row)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        rows = Contribution.objects.select_related(*RELATED)
        row, now = get_object_or_404(rows, pk=number(object_id)), timezone.now()
        page = open_contribution(row, request.user, now)
        data = _posted(request) or MultiValueDict(row.data)
        form, no = _form(row, data, now), decline_form(request)
        back = withdraw_form(request)
        if request.method == "POST":
            refuse_unless(may.may_write(request.user))
            said = _act(request, page, form, no, back) if page.waits else ""
            if said:
                return done(request, self, row, said)
        elif page.may_change:
            form.is_valid()  # shows at once what no longer fits today's record
        return show(
            request,
            self,
            "contribution.html",
            title=f"Contribution: {page.what.lower()}",
            page=page,
            form=form,
            answered=answered(form),
            decline_form=no,
            withdraw_form=back,
        )


def open_contribution(
    row: Contribution, user: may.Someone, now: datetime
) -> ContributionPage:
    """Everything about a contribution that its page shows beside its form."""
    waits, is_own = row.state == WaitingState.WAITING, row.author_id == user.pk
    accepts = may.may_accept_contributions(user)
    return ContributionPage(
        row=row,
        what=kind_in_words(row),
        statement=statements_of([row.claim_id], now)[row.claim_id],
        state=state_in_words(row),
        answer=answered_words(row),
        merged=came_from(row, row.created_at) if waits else "",
        wrong=in_a_line(_wrong(row), now) if row.row else "",
        waits=waits,
        is_own=is_own,
        may_change=waits and (accepts or (is_own and may.may_write(user))),
        may_answer=waits and accepts and not is_own,
    )


def _wrong(row: Contribution) -> Any:
    """The row that it would correct."""
    if row.row is None:
        return None
    _, table = CORRECTABLE[row.kind]
    return get_object_or_404(table, pk=row.row)


def _form(row: Contribution, data: MultiValueDict[str, str], now: datetime) -> Any:
    item = row.item if row.item and row.item.state == ReviewState.OPEN else None
    return form_for(
        ContributionKind(row.kind),
        ContributionDeed(row.deed),
        row.claim,
        data=data,
        corrects=_wrong(row),
        item=item,
        now=now,
    )


def _posted(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """The fields of the form, unless another form of the page was sent."""
    is_form = "save" in request.POST or "accept" in request.POST
    return MultiValueDict(request.POST.lists()) if is_form else None


def _act(
    request: HttpRequest, page: ContributionPage, form: Any, no: Any, back: Any
) -> str:
    """What was done; empty when a form was wrong or the desk refused."""
    by, now, row = person(request), timezone.now(), page.row
    if "withdraw" in request.POST:
        return (
            "Withdrawn." if write(back, lambda: withdraw(row, by=by, now=now)) else ""
        )
    if "decline" in request.POST:
        refuse_unless(may.may_accept_contributions(by))
        if not no.is_valid():
            return ""
        why = no.cleaned_data["reason"]
        written = write(no, lambda: decline(row, reason=why, by=by, now=now))
        return f"Declined. {row.author} is told why on this page." if written else ""
    if not form.is_valid():
        return ""
    if "accept" in request.POST:
        refuse_unless(may.may_accept_contributions(by))
        written = write(form, lambda: _accept(page, form, by, now))
        return "Accepted: it is on record, and readers see it." if written else ""
    written = write(form, lambda: _revise(row, form, by, now))
    return "The contribution is changed. It still waits." if written else ""


@transaction.atomic
def _accept(page: ContributionPage, form: Any, by: Any, now: datetime) -> Contribution:
    """What the editor changed is kept with it, and that the editor did."""
    if filled_in(form) != page.row.data:
        _revise(page.row, form, by, now)
    return accept(page.row, record=form.record, by=by, now=now)


def _revise(row: Contribution, form: Any, by: Any, now: datetime) -> Contribution:
    fields = filled_in(form)
    summary = summary_of(form, only=list(fields))
    return revise(row, fields=fields, summary=summary, by=by, now=now)
