"""The decisions on a review item: which there are, and what each one does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from tracker.admin.claim_views import WAITS, said_of
from tracker.admin.forms import write
from tracker.admin.item_forms import (
    AskForm,
    HandForm,
    KeepForm,
    MeaninglessForm,
    ReplaceForm,
    TakeForm,
    WaitForm,
)
from tracker.admin.item_known import known_of, words_now
from tracker.admin.item_page import ItemPage
from tracker.admin.quoted_form import QuotedPositionForm
from tracker.admin.status_form import StatusForm
from tracker.engine.teaching import is_about_change, samples_of
from tracker.review import permissions as may
from tracker.review.answering import ask_party, replace_citation
from tracker.review.clutter import dismiss_as_clutter
from tracker.review.decide import change_status_for, keep
from tracker.review.items import dismiss
from tracker.review.putting_off import hand_over, wait
from tracker.rules.vocabulary import InquiryChannel, ReviewKind

Make = Callable[..., forms.Form]
Act = Callable[[ItemPage, Any, User, datetime], str]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One form: `key` is its letter on the keyboard, `stays` where the item remains on
    the screen afterwards."""

    name: str
    title: str
    button: str
    key: str
    act: Act
    form: Any
    is_open: bool = False
    stays: bool = False


def decisions(
    page: ItemPage, posted: Mapping[str, Any] | None, *, by: User, now: datetime
) -> tuple[Decision, ...]:
    """All that the person may decide here, in order; what was posted is bound."""
    if not may.may_decide_items(by):
        return ()
    chosen = posted.get("decision", "") if posted else ""
    named = [
        (*row, make) for row in _DECISIONS if (make := _maker(row[0], page, by, now))
    ]
    first = chosen or _likely(page, [name for name, *_ in named])
    return tuple(
        Decision(
            name=name,
            title=_title(name, title, page),
            button=button,
            key=key,
            act=act,
            form=make(posted if name == chosen else None, prefix=name),
            is_open=name == first,
            stays=name in ("take", "give"),
        )
        for name, title, button, key, act, make in named
    )


def decide(
    page: ItemPage,
    posted: Mapping[str, Any],
    *,
    among: tuple[Decision, ...],
    by: User,
    now: datetime,
) -> tuple[Decision, str] | None:
    """Acts on the posted form. Returns what was done; None when nothing was."""
    name = str(posted.get("decision", ""))
    decision = next((one for one in among if one.name == name), None)
    if decision is None:
        if name in [row[0] for row in _DECISIONS if row[0] in _OF_WRITERS]:
            raise PermissionDenied
        return None
    if not decision.form.is_valid():
        return None
    said = write(decision.form, lambda: decision.act(page, decision.form, by, now))
    return (decision, said) if said else None


def _maker(name: str, page: ItemPage, by: User, now: datetime) -> Make | None:
    """What makes a form; None for a decision that makes no sense here, or that the
    person may not take."""
    makes: dict[str, Callable[[ItemPage, User, datetime], Make | None]] = {
        "status": _status_form,
        "keep": lambda page, by, now: _keep_form(page, by),
        "replace": _replace_form,
        "position": _position_form,
        "ask": _ask_form,
        "wait": lambda page, by, now: lambda data, **kw: WaitForm(data, now=now, **kw),
        "dismiss": lambda page, by, now: _meaningless_form(page, by),
        "hand": lambda page, by, now: (
            lambda data, **kw: HandForm(data, item=page.item, by=by, **kw)
        ),
        "take": lambda page, by, now: _take_form(page, page.item.assignee_id != by.pk),
        "give": lambda page, by, now: _take_form(page, page.item.assignee_id == by.pk),
    }
    return makes[name](page, by, now)


def _status_form(page: ItemPage, by: User, now: datetime) -> Make | None:
    claim = page.claim
    if claim is None or not may.may_change_status(by):
        return None
    return lambda data, **kw: StatusForm(
        data, claim=claim.claim, conclusion=claim.conclusion, now=now, **kw
    )


def _keep_form(page: ItemPage, by: User) -> Make | None:
    if page.is_about_status and not may.may_change_status(by):
        return None
    return KeepForm


def _replace_form(page: ItemPage, by: User, now: datetime) -> Make | None:
    citation, matched = page.item.citation, words_now(page.item)
    if citation is None or not may.may_record(by, is_public=True):
        return None
    return lambda data, **kw: ReplaceForm(
        data, citation=citation, matched=matched, **kw
    )


def _position_form(page: ItemPage, by: User, now: datetime) -> Make | None:
    claim = page.claim
    if claim is None or not may.may_record(by, is_public=True):
        return None
    known = known_of(page.item, now)
    return lambda data, **kw: QuotedPositionForm(
        data, claim=claim.claim, item=page.item, now=now, initial=known, **kw
    )


def _ask_form(page: ItemPage, by: User, now: datetime) -> Make | None:
    if page.claim is None or not may.may_record(by, is_public=True):
        return None
    return lambda data, **kw: AskForm(data, item=page.item, now=now, **kw)


def _meaningless_form(page: ItemPage, by: User) -> Make:
    teaches = may.may_teach(by) and is_about_change(page.item)
    return lambda data, **kw: MeaninglessForm(data, is_teaching=teaches, **kw)


def _take_form(page: ItemPage, is_offered: bool) -> Make | None:
    if not is_offered:
        return None
    return lambda data, **kw: TakeForm(data, item=page.item, **kw)


def _likely(page: ItemPage, names: list[str]) -> str:
    """What is decided most often about such an item is open from the start."""
    wanted = ["status", "keep"]
    if page.item.kind == ReviewKind.ANSWER_FOUND:
        wanted = ["position", *wanted]
    return next((name for name in wanted if name in names), "")


def _title(name: str, title: str, page: ItemPage) -> str:
    return "Keep the status" if name == "keep" and page.is_about_status else title


def _change_status(page: ItemPage, form: StatusForm, by: User, now: datetime) -> str:
    if page.claim is None:
        return ""
    claim = page.claim.claim
    decided = change_status_for(page.item, claim, **form.decision, by=by, now=now)
    return said_of(decided)


def _keep(page: ItemPage, form: forms.Form, by: User, now: datetime) -> str:
    decided = keep(page.item, reason=form.cleaned_data["reason"], by=by, now=now)
    return WAITS if decided.pending else "Kept as it is."


def _replace(page: ItemPage, form: forms.Form, by: User, now: datetime) -> str:
    replace_citation(page.item, **form.cleaned_data, by=by, now=now)
    return "The words are quoted as they stand now."


def _record(page: ItemPage, form: QuotedPositionForm, by: User, now: datetime) -> str:
    form.record(by, now)
    return "The position is recorded."


def _ask(page: ItemPage, form: forms.Form, by: User, now: datetime) -> str:
    if page.claim is None:
        return ""
    asked = form.cleaned_data
    ask_party(
        page.item,
        page.claim.claim,
        asked["party"],
        channel=InquiryChannel(asked["channel"]),
        asked_by=asked["asked_by"],
        question=asked["question"],
        deadline=asked["deadline"],
        is_waiting=asked["then"] == "wait",
        by=by,
        now=now,
    )
    return "The inquiry is recorded."


def _wait(page: ItemPage, form: WaitForm, by: User, now: datetime) -> str:
    note = form.cleaned_data["note"]
    wait(page.item, until=form.until, note=note, by=by, now=now)
    return f"Put off until {form.until:%d %B %Y}."


def _dismiss(page: ItemPage, form: forms.Form, by: User, now: datetime) -> str:
    reason = form.cleaned_data["reason"]
    if form.cleaned_data.get("is_clutter"):
        samples = samples_of(page.item)
        dismiss_as_clutter(page.item, samples=samples, reason=reason, by=by, now=now)
        return "Dismissed. This block is ignored from now on."
    dismiss(page.item, resolution=reason, by=by, now=now)
    return "Dismissed as not meaningful."


def _hand(page: ItemPage, form: HandForm, by: User, now: datetime) -> str:
    to, note = form.cleaned_data["to"], form.cleaned_data["note"]
    hand_over(page.item, to, note=note, by=by, now=now, **form.seen)
    return f"Given to {to}."


def _take(page: ItemPage, form: TakeForm, by: User, now: datetime) -> str:
    hand_over(page.item, by, by=by, now=now, **form.seen)
    return "This item is yours."


def _give(page: ItemPage, form: TakeForm, by: User, now: datetime) -> str:
    hand_over(page.item, None, by=by, now=now, **form.seen)
    return "This item is everybody's again."


_OF_WRITERS = ("status", "keep", "replace", "position", "ask")
# Name, title, button, letter on the keyboard, and what it does; in the page's order.
_DECISIONS: tuple[tuple[str, str, str, str, Act], ...] = (
    ("status", "Change the status", "Change the status", "s", _change_status),
    ("keep", "Keep everything as it is", "Keep", "k", _keep),
    ("replace", "Replace the quotation", "Replace", "r", _replace),
    ("position", "Record a new position", "Record", "p", _record),
    ("ask", "Ask the party", "Record the inquiry", "a", _ask),
    ("wait", "Wait", "Wait", "w", _wait),
    ("dismiss", "Not meaningful", "Dismiss", "d", _dismiss),
    ("hand", "Give it to a colleague", "Give", "g", _hand),
    ("take", "Take this item", "Take this item", "t", _take),
    ("give", "Give it back", "Give it back", "b", _give),
)
