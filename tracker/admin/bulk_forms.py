"""What is asked between a list and what is done to many of its rows, a form each."""

from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from tracker.admin.forms import reason_field
from tracker.admin.source_forms import grades
from tracker.jobs.deeds import DEEDS
from tracker.models import Place, Topic
from tracker.review.errors import Refused
from tracker.review.permissions import may_decide_items
from tracker.review.putting_off import refuse_date
from tracker.rules.vocabulary import JobKind, WorkflowState


class BulkForm(forms.Form):
    """`arguments` are what the job keeps; `fixed` those of them that nobody types."""

    kind: ClassVar[JobKind]
    title: ClassVar[str]
    verb: ClassVar[str]
    note: ClassVar[str] = ""
    fixed: ClassVar[dict[str, Any]] = {}

    @classmethod
    def offered_to(cls, user: User) -> bool:
        return DEEDS[cls.kind].may(user, cls.fixed)

    @property
    def arguments(self) -> dict[str, Any]:
        return {**self.fixed, **self.cleaned_data}


class DismissForm(BulkForm):
    kind, title, verb = JobKind.DISMISS, "Dismiss with a reason", "Dismiss"
    note = "Items that somebody has closed meanwhile are left as they are and listed."
    reason = reason_field("Why these findings mean nothing. It is kept with each.")


class AssignForm(BulkForm):
    kind, title, verb = JobKind.ASSIGN, "Assign to a person", "Assign"
    assignee = forms.ChoiceField(label="To", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_staff=True, is_active=True).order_by("username")
        able = [(user.pk, str(user)) for user in staff if may_decide_items(user)]
        field = self.fields["assignee"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Nobody: back to everyone"), *able]

    @property
    def arguments(self) -> dict[str, Any]:
        chosen = self.cleaned_data["assignee"]
        return {"assignee": int(chosen) if chosen else None}


class WaitForm(BulkForm):
    kind, title, verb = JobKind.WAIT, "Look again on a date", "Wait"
    until = forms.DateField(
        label="Look again on (UTC)", widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_until(self) -> str:
        day = datetime.combine(self.cleaned_data["until"], time.min, tzinfo=UTC)
        try:
            refuse_date(day, timezone.now())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return day.isoformat()


class CheckForm(BulkForm):
    kind, title, verb = JobKind.CHECK, "Check again soon", "Check again"
    note = (
        "They come due now, on each site one after the other with its pauses. A page "
        "that somebody waits for still goes first."
    )


class GradeForm(BulkForm):
    kind, title, verb = JobKind.GRADE, "Grade the reliability", "Grade"
    reliability = forms.ChoiceField(choices=grades, help_text="Admiralty code.")
    reason = reason_field("Why. It is kept with each source.")


class TopicForm(BulkForm):
    kind = JobKind.TOPIC
    topic = forms.ModelChoiceField(queryset=Topic.objects.all())

    @property
    def arguments(self) -> dict[str, Any]:
        return {**self.fixed, "topic": self.cleaned_data["topic"].pk}


class FileForm(TopicForm):
    title, verb = "File under a topic", "File"
    fixed: ClassVar[dict[str, Any]] = {"is_ended": False}


class UnfileForm(TopicForm):
    title, verb = "Take from a topic", "Take from it"
    fixed: ClassVar[dict[str, Any]] = {"is_ended": True}


class PlacesForm(BulkForm):
    kind = JobKind.PLACE
    place = forms.ModelChoiceField(queryset=Place.objects.all())

    @property
    def arguments(self) -> dict[str, Any]:
        return {**self.fixed, "place": self.cleaned_data["place"].pk}


class PlaceForm(PlacesForm):
    title, verb = "Tie to a place", "Tie to it"
    fixed: ClassVar[dict[str, Any]] = {"is_ended": False}


class UnplaceForm(PlacesForm):
    title, verb = "Untie from a place", "Untie"
    fixed: ClassVar[dict[str, Any]] = {"is_ended": True}


class ReviewForm(BulkForm):
    kind, title, verb = JobKind.MOVE, "Send to review", "Send to review"
    note = "Claims for which this step is not open are left as they are and listed."
    fixed: ClassVar[dict[str, Any]] = {"state": WorkflowState.IN_REVIEW.value}
    reason = reason_field("May be empty.", required=False)


class ArchiveForm(BulkForm):
    kind, title, verb = JobKind.MOVE, "Move to the archive", "Archive"
    note = "Their pages stay readable where they were; the lists show them no more."
    fixed: ClassVar[dict[str, Any]] = {"state": WorkflowState.ARCHIVED.value}
    reason = reason_field("Why. It is kept with each claim.")


FORMS: dict[str, type[BulkForm]] = {
    "assign": AssignForm,
    "dismiss": DismissForm,
    "wait": WaitForm,
    "check_again": CheckForm,
    "grade": GradeForm,
    "file": FileForm,
    "unfile": UnfileForm,
    "place": PlaceForm,
    "unplace": UnplaceForm,
    "send_to_review": ReviewForm,
    "archive": ArchiveForm,
}
