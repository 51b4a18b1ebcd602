"""Decisions of weight: the list, and the page on which a second person answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

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
from tracker.admin.names import names_of, statements_of
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.status_form import Conclusion, conclude
from tracker.admin.waiting import in_short
from tracker.admin.worded import choice, column
from tracker.models import PendingDecision
from tracker.review import permissions as may
from tracker.review.approvals import Drift, approve, decline, drift, withdraw
from tracker.review.rows import at
from tracker.review.watch import in_words
from tracker.rules.vocabulary import Status, WaitingState
from tracker.rules.wording import label_of

RELATED = ("claim", "author", "answered_by", "superseded_by", "item")


@dataclass(frozen=True, kw_only=True)
class DecisionPage:
    """A decision that waits, what has moved on since, and what this person may do."""

    row: PendingDecision
    what: str
    statement: str
    state: str
    answer: str
    conclusion: Conclusion
    proposed_then: str
    differs: bool
    moved: tuple[str, ...]
    is_own: bool
    may_answer: bool
    waits: bool


@admin.register(PendingDecision)
class PendingDecisionAdmin(ReadOnlyAdmin[PendingDecision]):
    list_display = (
        "claim",
        column("status", Status),
        "author",
        "decided_at",
        column("state", WaitingState),
        "answered_by",
    )
    list_filter = (choice("state", WaitingState), choice("status", Status), "author")
    list_select_related = ("claim", "author", "answered_by")
    search_fields = ("claim__slug", "reason", "answer")
    date_hierarchy = "decided_at"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        rows = PendingDecision.objects.select_related(*RELATED)
        row = get_object_or_404(rows, pk=number(object_id))
        page = open_decision(row, request.user, timezone.now())
        no = decline_form(request)
        back = withdraw_form(request)
        yes = forms.Form(request.POST if "approve" in request.POST else None)
        if request.method == "POST":
            said = _act(request, row, yes, no, back)
            if said:
                return done(request, self, row, said)
        return show(
            request,
            self,
            "pending_decision.html",
            title=f"Decision that waits: {page.what}",
            page=page,
            approve_form=yes,
            decline_form=no,
            withdraw_form=back,
        )


def open_decision(
    row: PendingDecision, user: may.Someone, now: datetime
) -> DecisionPage:
    """Everything that the second person needs to see."""
    waits = row.state == WaitingState.WAITING
    moved = drift(row, now)
    conclusion = conclude(row.claim, now)
    then = in_words(moved.proposed_then, conclusion.record, at(now))
    return DecisionPage(
        row=row,
        what=in_short(row, names_of(row.parties, now)),
        statement=statements_of([row.claim_id], now)[row.claim_id],
        state=state_in_words(row),
        answer=answered_words(row),
        conclusion=conclusion,
        proposed_then=then,
        differs=moved.proposed_then.status.value != row.status,
        moved=_moved(row, moved, then, conclusion) if waits else (),
        is_own=row.author_id == user.pk,
        may_answer=waits and may.may_approve(user) and row.author_id != user.pk,
        waits=waits,
    )


def _moved(
    row: PendingDecision, moved: Drift, then: str, conclusion: Conclusion
) -> tuple[str, ...]:
    """What has changed since the decision was taken, said plainly."""
    merged = came_from(row, row.decided_at)
    found = [merged] if merged else []
    if moved.decided_since is not None:
        status = moved.decided_since.status
        word = label_of(Status(status)).lower() if status else "a decision taken back"
        found.append(f"The public status was changed meanwhile: {word}.")
    if moved.proposal_differs:
        found.append(
            f"The rules proposed “{then}” then, and propose “{conclusion.proposed}” "
            "now."
        )
    return tuple(found)


def _act(
    request: HttpRequest, row: PendingDecision, yes: Any, no: Any, back: Any
) -> str:
    """What was done; empty when a form was wrong or the desk refused."""
    by, now = person(request), timezone.now()
    if "withdraw" in request.POST:
        refuse_unless(may.may_change_status(by))
        return (
            "Withdrawn." if write(back, lambda: withdraw(row, by=by, now=now)) else ""
        )
    refuse_unless(may.may_approve(by))
    if "approve" in request.POST and yes.is_valid():
        change = write(yes, lambda: approve(row, by=by, now=now))
        return "Approved: it is the public status now." if change else ""
    if "decline" in request.POST and no.is_valid():
        why = no.cleaned_data["reason"]
        written = write(no, lambda: decline(row, reason=why, by=by, now=now))
        return f"Declined. {row.author} reads why on its page." if written else ""
    return ""
