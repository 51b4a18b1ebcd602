"""Dates as a reader reads them, and as an address carries them. All are UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from tracker.reader.words import tongue
from tracker.rules.facts import WorldFact
from tracker.rules.phrases import phrase
from tracker.rules.vocabulary import Precision

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class When:
    """A moment for `<time>`: `iso` for machines, `text` for people."""

    iso: str
    text: str

    def __str__(self) -> str:
        return self.text


def day_text(at: datetime) -> str:
    """ "9 April 2025" """
    at = at.astimezone(UTC)
    return f"{month_day(at)} {at.year}"


def month_day(at: datetime) -> str:
    """ "9 April", "9 квітня" """
    at = at.astimezone(UTC)
    text = phrase(tongue())(f"{{day}} {MONTHS[at.month - 1]}")
    return text.format(day=at.day)


def iso(at: datetime) -> str:
    """The moment in full, as an address takes it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def exactly(at: datetime) -> When:
    """ "9 April 2025, 12:00 UTC" """
    return When(iso(at), f"{day_text(at)}, {at.astimezone(UTC):%H:%M} UTC")


def on_day(at: datetime) -> When:
    """ "9 April 2025" """
    return When(at.astimezone(UTC).date().isoformat(), day_text(at))


def when(fact: WorldFact) -> When:
    """When a fact was so, no more exactly than the desk knows."""
    return dated(fact.effective_at, fact.effective_from, fact.precision)


def dated(
    at: datetime, since: datetime | None = None, precision: str = Precision.EXACT
) -> When:
    """A date with its precision; an imprecise one is a range that ends at `at`."""
    if precision == Precision.EXACT:
        return exactly(at)
    last = on_day(at)
    if precision == Precision.FIRST_REPORTED:
        return When(last.iso, _("first reported %(day)s") % {"day": last.text})
    if since is None or on_day(since).iso == last.iso:
        is_about = precision == Precision.APPROXIMATE
        text = _("about %(day)s") % {"day": last.text} if is_about else last.text
        return When(last.iso, text)
    days = {"first": day_text(since), "last": last.text}
    return When(last.iso, _("between %(first)s and %(last)s") % days)
