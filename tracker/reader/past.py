"""The moment that a page shows, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone

from tracker.reader.dates import When, exactly, iso
from tracker.rules.facts import Moment
from tracker.rules.moments import moment_of
from tracker.rules.wording import LANGUAGES

# Longer than any moment that can be meant; the rest is noise.
LONGEST = 40


class BadMoment(ValueError):
    """The address asks for a moment in no form that we read."""


@dataclass(frozen=True)
class Past:
    """What the address asks for. `as_of` and `known_at` are empty where it does not."""

    moment: Moment
    now: datetime
    as_of: str = ""
    known_at: str = ""
    lang: str = ""  # the language that the address asks for, one of the interface's

    @property
    def is_asked(self) -> bool:
        return bool(self.as_of or self.known_at)

    @property
    def is_future(self) -> bool:
        """A date to come: what is known so far, not what will be."""
        return self.moment.as_of > self.now

    @property
    def seen(self) -> When:
        return exactly(self.moment.as_of)

    @property
    def known(self) -> When:
        return exactly(self.moment.known_at)

    @property
    def day(self) -> str:
        """The day for the date field of the page's form; empty for the present, since
        a page of the present is kept for longer than a day."""
        return iso(self.moment.as_of)[:10] if self.is_asked else ""

    @property
    def known_day(self) -> str:
        """The same for what was known; empty where the address does not ask."""
        return iso(self.moment.known_at)[:10] if self.known_at else ""

    @property
    def asked(self) -> dict[str, str]:
        """What the address asked for, word for word."""
        asked = {"as_of": self.as_of, "known_at": self.known_at, "lang": self.lang}
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """What to add to an address so that it stays in this moment."""
        return tail(self.asked)

    @property
    def now_query(self) -> str:
        """What to add to an address of the present: the language alone."""
        return tail({"lang": self.lang}) if self.lang else ""

    @property
    def citable(self) -> str:
        """The same moment for ever, also where the address asked for none."""
        moment = self.moment
        asked = {"as_of": iso(moment.as_of), "known_at": iso(moment.known_at)}
        return tail(asked | ({"lang": self.lang} if self.lang else {}))


def read_past(asked: Mapping[str, str], *, now: datetime) -> Past:
    """Read `as_of`, `known_at` and `lang`; raises BadMoment."""
    as_of = asked.get("as_of", "").strip()
    known_at = asked.get("known_at", "").strip()
    if max(len(as_of), len(known_at)) > LONGEST:
        raise BadMoment
    try:
        moment = moment_of(as_of=as_of, known_at=known_at, now=now)
    except ValueError as error:
        raise BadMoment from error
    lang = asked.get("lang", "")
    return Past(
        moment=moment,
        now=now,
        as_of=as_of,
        known_at=known_at,
        lang=lang if lang in LANGUAGES else "",
    )


def present(*, now: datetime | None = None, lang: str = "") -> Past:
    """The present, whatever else an address asks for."""
    return read_past({"lang": lang}, now=now or timezone.now())


def tail(values: Mapping[str, str]) -> str:
    """A query string with its question mark, or nothing. Colons stay readable."""
    return "?" + urlencode(values, safe=":") if values else ""
