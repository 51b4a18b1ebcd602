"""One language's way to say parties, numbers and dates in a sentence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC

from tracker.rules.facts import Moment, Party, Record, WorldFact
from tracker.rules.phrases import Translate
from tracker.rules.vocabulary import PartyKind, Precision

MONTHS = (
    "{day} January",
    "{day} February",
    "{day} March",
    "{day} April",
    "{day} May",
    "{day} June",
    "{day} July",
    "{day} August",
    "{day} September",
    "{day} October",
    "{day} November",
    "{day} December",
)

# Bodies of many people, whose English names may be plurals ("Belgorod's authorities").
OF_MANY = frozenset(
    {
        PartyKind.REGIONAL_AUTHORITY,
        PartyKind.ARMED_GROUP,
        PartyKind.OBSERVER,
        PartyKind.MILITARY,
    }
)
MOST_NAMES = 3


@dataclass(frozen=True, kw_only=True)
class Speech:
    """A translator, its language, and the record whose parties it names."""

    translate: Translate
    language: str
    record: Record
    moment: Moment

    def say(self, text: str, *, count: int = 1, **values: object) -> str:
        """A phrase with its values put in."""
        return self.translate(text, count).format(count=count, **values)

    def of_parties(self, text: str, parties: Collection[int], **values: str) -> str:
        """A phrase about parties, in the number that their names ask for."""
        ids = sorted(parties)
        return self.say(
            text,
            count=self._number(ids),
            parties=self.join([self.name(party) for party in ids]),
            **values,
        )

    def name(self, party: int) -> str:
        """A party's short label; English where its language has none."""
        known = self.record.parties.get(party)
        if known is None:
            return "?"
        return known.names.get(self.language) or known.names.get("en") or known.slug

    def join(self, names: Sequence[str]) -> str:
        """ "A", "A and B", "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        first, last = ", ".join(names[:-1]), names[-1]
        return self.say("{first} and {last}", first=first, last=last)

    def shorten(self, names: Sequence[str]) -> str:
        """The names joined; from the fourth on they are only counted."""
        if len(names) <= MOST_NAMES:
            return self.join(names)
        named = ", ".join(names[:MOST_NAMES])
        more = len(names) - MOST_NAMES
        return self.say("{names} and {count} more", names=named, count=more)

    def date(self, fact: WorldFact) -> str:
        """The day of a fact, UTC; the year only when it is not the moment's own."""
        when = fact.effective_at.astimezone(UTC)
        text = self.say(MONTHS[when.month - 1], day=when.day)
        if when.year != self.moment.as_of.astimezone(UTC).year:
            text = self.say("{date} {year}", date=text, year=when.year)
        if fact.precision is Precision.APPROXIMATE:
            text = self.say("about {date}", date=text)
        return text

    def _number(self, parties: Sequence[int]) -> int:
        known = self.record.parties.get(parties[0])
        if len(parties) == 1 and known and _is_plural(known):
            return 2
        return len(parties)


def _is_plural(party: Party) -> bool:
    return party.kind in OF_MANY and party.names.get("en", "").endswith("s")


def capitalise(text: str) -> str:
    """A capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
