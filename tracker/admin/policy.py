"""The policy of the desk: read by everybody, changed by the chief with a reason."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tracker.admin.facts import DeskFactAdmin
from tracker.admin.forms import options, reason_field, write
from tracker.admin.pages import person, refuse_unless, show
from tracker.models import Policy
from tracker.models.policy import MOST_MINUTES
from tracker.review import permissions as may
from tracker.review.policy import InForce, policy_at, set_policy
from tracker.rules.vocabulary import Status
from tracker.rules.wording import label_of


class PolicyForm(forms.Form):
    """Begins with what is in force."""

    statuses = forms.MultipleChoiceField(
        label="A second person approves a decision for",
        choices=options(Status),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With none marked, every decision is public at once.",
    )
    publishing_needs_two = forms.BooleanField(
        label="Who sent a claim to review does not publish it", required=False
    )
    undo_minutes = forms.IntegerField(
        label="Undo window (minutes)",
        min_value=0,
        max_value=MOST_MINUTES,
        help_text="So long a decision is taken back with one click, and notices of it "
        "wait.",
    )
    reason = reason_field("Why the policy is changed. It is kept.")

    def __init__(self, *args: Any, policy: InForce, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "statuses": [status.value for status in policy.statuses],
            "publishing_needs_two": policy.publishing_needs_two,
            "undo_minutes": policy.undo_minutes,
        }
        super().__init__(*args, **kwargs)

    @property
    def chosen(self) -> dict[str, Any]:
        """The arguments of `review.policy.set_policy`."""
        statuses = [Status(word) for word in self.cleaned_data["statuses"]]
        return self.cleaned_data | {"statuses": statuses}


def in_words(policy: InForce) -> str:
    """What holds now; the list below it is empty where nobody has changed it yet."""
    words = [label_of(status) for status in Status if policy.is_of_weight(status)]
    decisions = (
        f"a second person approves a decision for {', '.join(words).lower()}"
        if words
        else "every decision is public at once"
    )
    publishing = (
        "who sent a claim to review does not publish it"
        if policy.publishing_needs_two
        else "anybody who may publish publishes any claim"
    )
    return (
        f"In force now: {decisions}; {publishing}; a decision is taken back with one "
        f"click for {policy.undo_minutes} minutes."
    )


@admin.register(Policy)
class PolicyAdmin(DeskFactAdmin[Policy]):
    list_display = (
        "recorded_at",
        "weighty",
        "publishing_needs_two",
        "undo_minutes",
        "recorded_by",
        "reason",
    )
    list_select_related = ("recorded_by",)
    search_fields = ("reason",)

    @admin.display(description="a second person approves")
    def weighty(self, row: Policy) -> str:
        words = (label_of(Status(word)) for word in row.statuses)
        return ", ".join(words) or "nothing"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may.may_set_policy(request.user)

    def changelist_view(
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        note = in_words(policy_at(timezone.now()))
        return super().changelist_view(request, {"note": note, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        refuse_unless(may.may_set_policy(request.user))
        policy = policy_at(timezone.now())
        form = PolicyForm(request.POST or None, policy=policy)
        if request.method == "POST" and form.is_valid():
            by, now = person(request), timezone.now()
            row = write(form, lambda: set_policy(**form.chosen, by=by, now=now))
            if row is not None:
                self.log_addition(request, row, [{"added": {}}])
                messages.success(request, "The policy holds from now on.")
                return HttpResponseRedirect(reverse("admin:tracker_policy_changelist"))
        note = "It holds for everybody of the desk from now on; earlier rows are kept."
        return show(
            request, self, "form.html", title="Change the policy", form=form, note=note
        )
