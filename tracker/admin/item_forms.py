"""The decisions on a review item: one form each, all on the same screen."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tracker.admin.forms import reason_field, write
from tracker.admin.item_page import ItemPage
from tracker.admin.status_form import StatusForm
from tracker.engine.teaching import is_about_change, samples_of
from tracker.review.clutter import dismiss_as_clutter
from tracker.review.decide import change_status_for, keep
from tracker.review.items import assign, dismiss
from tracker.review.permissions import may_change_status

Forms = dict[str, forms.Form]


class KeepForm(forms.Form):
    reason = reason_field("Why everything stands as it is. It is kept with the item.")


class MeaninglessForm(forms.Form):
    reason = reason_field("Such as: only the page's advertising changed.")
    is_clutter = forms.BooleanField(
        label="Clutter: ignore this block of this source from now on",
        help_text="It can be taken back on the source's page. Quoted words are looked "
        "for all the same.",
        required=False,
    )

    def __init__(self, *args: Any, is_teaching: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_teaching:
            del self.fields["is_clutter"]


class TakeForm(forms.Form):
    """Takes the item for oneself; there is nothing to fill in."""


def decision_forms(
    page: ItemPage, posted: Mapping[str, Any] | None, *, may_teach: bool
) -> Forms:
    """The forms by decision; the one that was posted is bound. Only who `may_teach` is
    asked whether a change is clutter."""
    chosen = posted.get("decision", "") if posted else ""

    def data(name: str) -> Mapping[str, Any] | None:
        return posted if name == chosen else None

    found: Forms = {
        "keep": KeepForm(data("keep"), prefix="keep"),
        "dismiss": MeaninglessForm(
            data("dismiss"),
            prefix="dismiss",
            is_teaching=may_teach and is_about_change(page.item),
        ),
        "take": TakeForm(data("take"), prefix="take"),
    }
    if page.claim is not None:
        found["status"] = StatusForm(
            data("status"),
            prefix="status",
            claim=page.claim.claim,
            conclusion=page.claim.conclusion,
            now=timezone.now(),
        )
    return found


def decide(page: ItemPage, posted: Mapping[str, Any], *, forms: Forms, by: User) -> str:
    """Acts on the posted form. Returns what was done; empty when nothing was."""
    name = str(posted.get("decision", ""))
    form = forms.get(name)
    if form is None or not form.is_valid():
        return ""
    acts = {
        "status": _change_status,
        "keep": _keep,
        "dismiss": _dismiss,
        "take": _take,
    }
    return write(form, lambda: acts[name](page, form, by)) or ""


def _change_status(page: ItemPage, form: forms.Form, by: User) -> str:
    if not may_change_status(by):
        raise PermissionDenied
    if page.claim is None or not isinstance(form, StatusForm):
        return ""
    change_status_for(
        page.item, page.claim.claim, **form.decision, by=by, now=timezone.now()
    )
    return "The status is changed, and readers see it now."


def _keep(page: ItemPage, form: forms.Form, by: User) -> str:
    if page.is_about_status and not may_change_status(by):
        raise PermissionDenied
    keep(page.item, reason=form.cleaned_data["reason"], by=by, now=timezone.now())
    return "Kept as it is."


def _dismiss(page: ItemPage, form: forms.Form, by: User) -> str:
    reason, now = form.cleaned_data["reason"], timezone.now()
    if form.cleaned_data.get("is_clutter"):
        samples = samples_of(page.item)
        dismiss_as_clutter(page.item, samples=samples, reason=reason, by=by, now=now)
        return "Dismissed. This block is ignored from now on."
    dismiss(page.item, resolution=reason, by=by, now=now)
    return "Dismissed as not meaningful."


def _take(page: ItemPage, form: forms.Form, by: User) -> str:
    assign(page.item, assignee=by, by=by, now=timezone.now())
    return "This item is yours."
