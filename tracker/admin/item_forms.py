"""The forms of the decisions on a review item."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User

from tracker.admin.claim_forms import offer_parties
from tracker.admin.forms import PartyField, options, reason_field
from tracker.models import Citation, Party, ReviewItem
from tracker.review.permissions import who_decide_items
from tracker.rules.vocabulary import InquiryChannel

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
NOTE = forms.Textarea(attrs={"rows": 2})


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


class ReplaceForm(forms.Form):
    """The new words for the same position; they begin as the check found them."""

    exact = forms.CharField(
        label="The words as they stand now", widget=forms.Textarea(attrs={"rows": 4})
    )
    translation = forms.CharField(required=False, widget=NOTE)
    translator = forms.CharField(max_length=200, required=False)
    is_verified = forms.BooleanField(
        label="A person of the desk verified what they show", required=False
    )
    reason = reason_field("Why the new words are quoted. It is kept with the record.")

    def __init__(
        self, *args: Any, citation: Citation, matched: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "exact": matched,
            "translation": citation.translation,
            "translator": citation.translator,
        }
        super().__init__(*args, **kwargs)
        if citation.translation:
            help_text = "Of the old words: change it where the new ones differ."
            self.fields["translation"].help_text = help_text


class AskForm(forms.Form):
    party = PartyField(queryset=Party.objects.none())
    channel = forms.ChoiceField(choices=options(InquiryChannel))
    question = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    asked_by = forms.CharField(max_length=200, required=False)
    deadline = forms.DateTimeField(
        label="Deadline (UTC)", required=False, widget=MOMENT
    )
    then = forms.ChoiceField(
        label="Then this item",
        choices=[("wait", "waits until the deadline"), ("close", "is closed")],
        initial="wait",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, item: ReviewItem, now: datetime, **kwargs: Any
    ) -> None:
        position = item.citation.position if item.citation else None
        party = item.party_id or (position.party_id if position else None)
        kwargs["initial"] = {
            "party": party,
            "deadline": (now + timedelta(days=2)).replace(second=0, microsecond=0),
        }
        super().__init__(*args, **kwargs)
        offer_parties(self, now)


class WaitForm(forms.Form):
    day = forms.DateField(
        label="Look again on (UTC)",
        widget=DAY,
        help_text="Until then it waits under its own filter; it comes back by itself, "
        "and its page is looked at on that day.",
    )
    note = forms.CharField(required=False, widget=NOTE)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": (now + timedelta(days=3)).date()}
        super().__init__(*args, **kwargs)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], time(), tzinfo=UTC)


class TakeForm(forms.Form):
    """Takes the item for oneself, or gives it back; there is nothing to fill in, but
    whom it was seen with."""

    seen_with = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: ReviewItem, **kwargs: Any) -> None:
        kwargs["initial"] = {"seen_with": item.assignee_id or 0}
        super().__init__(*args, **kwargs)

    @property
    def seen(self) -> dict[str, Any]:
        """The argument of `hand_over`; nothing where the form was not shown."""
        seen: int | None = self.cleaned_data["seen_with"]
        return {} if seen is None else {"seen_with": seen or None}


class HandForm(TakeForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(), label="To", empty_label="Choose a colleague"
    )
    note = forms.CharField(
        required=False, widget=NOTE, help_text="Shown to your colleague on the item."
    )

    def __init__(self, *args: Any, item: ReviewItem, by: User, **kwargs: Any) -> None:
        super().__init__(*args, item=item, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = who_decide_items().exclude(pk=by.pk)


class UndoForm(forms.Form):
    """Takes a step back; there is nothing to fill in."""
