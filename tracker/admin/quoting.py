"""The part that forms share that quote: a page, words in it, and where they stand.

The words are always looked for here in the stored text; what a script says of their
place is a hint. `cleaned_data` and `data` stay plain values, so that a form can be
bound again later.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User

from tracker.admin.page_text import Reading, reading_of
from tracker.engine.errors import EngineError
from tracker.engine.picking import Missing, Picked, Several, pick
from tracker.engine.wanted import outcome_in_words, refuse_address
from tracker.intake.sources import add_source, find_source
from tracker.models import Source
from tracker.review.errors import Invalid
from tracker.review.quoted import Quotation

HIDDEN = ("url", "snapshot", "start", "end")
WORDS = ("exact", "place", "is_unread", "language", "translation", "translator")
CANNOT = "This address cannot be looked at: {}."


def quote_fields(*, required: bool) -> dict[str, forms.Field]:
    """The fields that make a citation; `url` is filled by the page's address bar."""
    return {
        "exact": forms.CharField(
            label="The exact words",
            required=required,
            widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            help_text="Mark them in the text, or type them. An ellipsis stands for "
            "what you leave out.",
        ),
        "place": _number("Which of these is meant?"),
        "is_unread": forms.BooleanField(
            label="Keep the words although the page is not archived",
            required=False,
            widget=forms.HiddenInput,
        ),
        "language": forms.CharField(
            label="Language of the words",
            max_length=12,
            required=False,
            help_text="Such as uk.",
        ),
        "translation": forms.CharField(
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Into English. It can be added later by a correction.",
        ),
        "translator": forms.CharField(
            max_length=200, required=False, help_text="Needed with a translation."
        ),
        "url": forms.CharField(
            required=required, max_length=2000, widget=forms.HiddenInput
        ),
        "snapshot": _number(),
        "start": _number(),
        "end": _number(),
    }


def _number(label: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, widget=forms.HiddenInput
    )


class Words:
    """What became of a form's words: found, refused, or kept without a page."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form
        self.source: Source | None = None
        self.reading: Reading | None = None
        self.picked: Picked | None = None

    def clean(self, cleaned: dict[str, Any]) -> None:
        """Add what is wrong to the form's fields."""
        exact, url = cleaned.get("exact", ""), cleaned.get("url", "")
        if exact and not url:
            self.form.add_error("url", "Say where these words stand.")
        if url and not exact and "exact" not in self.form.errors:
            self.form.add_error("exact", "Quote the words that this source has.")
        if not exact or not url or not self._find_source(url):
            return
        if self.source is not None:
            self.reading = reading_of(self.source, cleaned.get("snapshot"))
        if self.reading is None:
            self._ask_to_keep(is_kept=cleaned.get("is_unread", False))
        else:
            self._locate(exact, cleaned, self.reading)

    def quotation(self, by: User, now: datetime, **known: Any) -> Quotation:
        """The words as they are written down; the source is made if it is new."""
        cleaned = self.form.cleaned_data
        try:
            source = add_source(cleaned["url"], by=by, now=now, **known)
        except EngineError as error:
            raise Invalid(CANNOT.format(error)) from error
        words = {
            name: cleaned[name] for name in ("language", "translation", "translator")
        }
        if self.picked is None or self.reading is None:
            return Quotation(source=source, exact=cleaned["exact"], **words)
        return Quotation(
            source=source,
            snapshot=self.reading.snapshot,
            exact=self.picked.exact,
            prefix=self.picked.prefix,
            suffix=self.picked.suffix,
            start=self.picked.start,
            end=self.picked.end,
            **words,
        )

    def _find_source(self, url: str) -> bool:
        try:
            refuse_address(url, limits=settings.ON_RECORD)
            self.source = find_source(url)
        except EngineError as error:
            self.form.add_error("url", CANNOT.format(error))
            return False
        return True

    def _ask_to_keep(self, *, is_kept: bool) -> None:
        tick = self.form.fields["is_unread"]
        tick.widget = forms.CheckboxInput()
        tick.help_text = f"{why_unread(self.source)} It is looked at again later."
        if not is_kept:
            self.form.add_error(
                "exact",
                f"{why_unread(self.source)} Read it first, or tick below that the "
                "words are kept as you have them.",
            )

    def _locate(self, exact: str, cleaned: dict[str, Any], reading: Reading) -> None:
        place = cleaned.get("place")
        found = pick(
            exact,
            reading.text.full,
            start=cleaned.get("start") if place is None else place,
            end=cleaned.get("end") if place is None else None,
        )
        if isinstance(found, Picked):
            self.picked = found
        elif isinstance(found, Several):
            self._offer(found)
        else:
            self.form.add_error("exact", _missing(found))

    def _offer(self, found: Several) -> None:
        choices = [
            (one.start, f"… {one.prefix[-40:]}[{one.exact}]{one.suffix[:40]} …")
            for one in found.places
        ]
        self.form.fields["place"].widget = forms.RadioSelect(choices=choices)
        self.form.add_error(
            "place", "These words stand there more than once. Choose the place."
        )


def why_unread(source: Source | None) -> str:
    """Why there is no text of a page."""
    if source is None:
        return "The page has not been read yet."
    check = source.checks.order_by("-seq").first()
    if check is None:
        return "The page has not been read yet."
    return outcome_in_words(check)


def _missing(found: Missing) -> str:
    if not found.nearest:
        return "These words do not stand in the page, and nothing like them."
    return (
        "These words do not stand in the page. The nearest are: "
        f"“{found.nearest[:400]}”"
    )
