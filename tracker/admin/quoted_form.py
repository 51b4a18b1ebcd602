"""A position and the words that show it, on one form."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tracker.admin.fact_forms import PositionForm
from tracker.admin.forms import number
from tracker.admin.quoting import HIDDEN, WORDS, Words, quote_fields
from tracker.admin.suggest import speakers_of
from tracker.models import Position, ReviewItem, Source, WatchEntry
from tracker.review.evidence import source_profile_of
from tracker.review.quoted import Quotation, record_quoted

SAID = ("party", "stance", "speaker", "date", "time", "gist_en")


class QuotedPositionForm(PositionForm):
    """With an item, that one is closed by what is recorded."""

    note = (
        "What a party said about the claim, on a date, by whose mouth; and the words "
        "that show it, which are looked at again from then on."
    )
    template = "quoting.html"
    more: tuple[str, ...] = ("voice", "precision", "answers")

    def __init__(
        self, *args: Any, item: ReviewItem | None = None, **kwargs: Any
    ) -> None:
        self.item = item
        self.words = Words(self)
        super().__init__(*args, **kwargs)
        self.fields |= quote_fields(required=False)
        first, *rest = WORDS
        self.order_fields([first, "place", "is_unread", *SAID, *rest, *HIDDEN])
        self.fields["speaker"].widget.attrs["list"] = "speakers"
        self.more = (*self.more, *(name for name in self.fields if _is_more(name)))

    def likely_speakers(self) -> list[str]:
        """Who has spoken for this party, or about this claim."""
        return speakers_of(number(self["party"].value()), self.claim.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.words.clean(cleaned)
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
        if not self.cleaned_data["exact"]:
            return None
        return self.words.quotation(by, now, **self._known(now))

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


def _is_more(name: str) -> bool:
    return name.startswith("gist_") and name != "gist_en"
