"""A position and the words that show it, on one form."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction

from tracker.admin.fact_forms import PositionForm
from tracker.engine.errors import EngineError
from tracker.intake.sources import add_source
from tracker.models import Position, ReviewItem, Source, WatchEntry
from tracker.review.errors import Invalid
from tracker.review.evidence import source_profile_of
from tracker.review.quoted import Quotation, record_quoted

QUOTING = ("exact", "url", "language", "translation", "translator")


class QuotedPositionForm(PositionForm):
    """With an item, that one is closed by what is recorded."""

    note = (
        "What a party said about the claim, on a date, by whose mouth; and the words "
        "that show it, which are looked at again from then on."
    )

    exact = forms.CharField(
        label="The exact words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    url = forms.CharField(
        label="Address of the source",
        required=False,
        max_length=2000,
        help_text="A new address becomes a source and is looked at soon.",
    )
    language = forms.CharField(
        label="Language of the words",
        max_length=12,
        required=False,
        help_text="Such as uk.",
    )
    translation = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    translator = forms.CharField(max_length=200, required=False)

    def __init__(
        self, *args: Any, item: ReviewItem | None = None, **kwargs: Any
    ) -> None:
        self.item = item
        super().__init__(*args, **kwargs)
        said = [name for name in self.fields if name not in QUOTING]
        self.order_fields([*said, *QUOTING])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("exact") and not cleaned.get("url"):
            self.add_error("url", "Say where these words stand.")
        if cleaned.get("url") and not cleaned.get("exact"):
            self.add_error("exact", "Quote the words that this source has.")
        return cleaned

    @transaction.atomic
    def record(self, by: Any, now: datetime) -> Position:
        """The source is made in the same transaction as what quotes it."""
        return record_quoted(
            self.claim,
            self.cleaned_data["party"],
            quotation=self._quotation(by, now),
            item=self.item,
            by=by,
            now=now,
            **self.said,
        )

    def _quotation(self, by: Any, now: datetime) -> Quotation | None:
        cleaned = self.cleaned_data
        if not cleaned["exact"]:
            return None
        try:
            source = add_source(cleaned["url"], by=by, now=now, **self._known(now))
        except EngineError as error:
            raise Invalid(f"This address cannot be looked at: {error}") from error
        check = self.item.check_run if self.item else None
        is_seen = check is not None and check.source_id == source.pk
        words = ("exact", "language", "translation", "translator")
        return Quotation(
            source=source,
            snapshot=check.snapshot if check and is_seen else None,
            **{name: cleaned[name] for name in words},
        )

    def _known(self, now: datetime) -> dict[str, Any]:
        """What the party's channel says of the page that it leads to."""
        entry: WatchEntry | None = self.item.watch_entry if self.item else None
        if entry is None or entry.url != self.cleaned_data["url"]:
            return {}
        channel: Source = entry.watch.source
        profile = source_profile_of(channel, now)
        return {
            "title": entry.title,
            "publisher": profile.publisher if profile else "",
            "origin_party": entry.watch.party,
            "published_at": entry.published_at,
        }
