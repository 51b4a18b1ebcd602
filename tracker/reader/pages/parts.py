"""What several pages show: a badge, a statement, a link to a party."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.models import ClaimWording
from tracker.reader import words
from tracker.rules.facts import Moment, Party, Record
from tracker.rules.headline import Headline, compose
from tracker.rules.label import join
from tracker.rules.phrases import phrase
from tracker.rules.status import public_status


@dataclass(frozen=True)
class Badge:
    """A status: its key for the mark, its label, what the word means."""

    key: str
    label: str
    means: str

    @property
    def anchor(self) -> str:
        """Where the methodology defines it."""
        return words.status_anchor(self.key)


@dataclass(frozen=True)
class PartyLink:
    slug: str
    name: str


@dataclass(frozen=True)
class Wording:
    language: str
    language_name: str
    text: str
    context: str = ""


@dataclass(frozen=True)
class Statement:
    """A claim's statement in the page's language, or the first that there is."""

    main: Wording
    others: tuple[Wording, ...] = ()

    @property
    def text(self) -> str:
        return self.main.text

    @property
    def language(self) -> str:
        return self.main.language


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How a claim stands: the badge and the sentence beside it."""

    badge: Badge
    rest: str  # the sentence after the label

    @property
    def text(self) -> str:
        return ". ".join(part for part in (self.badge.label, self.rest) if part)


def verdict(record: Record, moment: Moment) -> Verdict:
    """The status in public, and who says what."""
    language = words.tongue()
    headline = compose(record, moment, translate=phrase(language), language=language)
    rest = words.straight(join(headline.clauses))
    return Verdict(badge=_badge(record, moment, headline), rest=rest)


def _badge(record: Record, moment: Moment, headline: Headline) -> Badge:
    public = public_status(record, moment)
    label = words.straight(join(headline.label))
    if public is None or public.status is None:
        key = words.NOT_ASSESSED
        return Badge(key, label, words.status_means(key))
    return Badge(public.status.value, label, words.means(public.status))


def party_link(party: int, parties: dict[int, Party] | Record) -> PartyLink:
    """A party by the name that headlines use."""
    known = parties.parties if isinstance(parties, Record) else parties
    found = known[party]
    return PartyLink(found.slug, name_of(found))


def name_of(party: Party) -> str:
    return words.straight(named(party.names) or party.slug)


def named(names: Mapping[str, str]) -> str:
    """A name in the page's language, or in English where it has none."""
    return names.get(words.tongue()) or names.get(words.ENGLISH) or ""


def language_of(names: Mapping[str, str]) -> str:
    """The language of the name that `named` gives."""
    return words.tongue() if names.get(words.tongue()) else words.ENGLISH


def statements(claims: Iterable[int], moment: Moment) -> dict[int, Statement]:
    """How the desk worded claims at a moment, by claim id."""
    rows = (
        ClaimWording.objects.known(moment.known_at)
        .filter(claim__in=list(claims))
        .latest_per("claim", "language")
    )
    found: dict[int, list[Wording]] = {}
    for row in rows:
        name = words.language(row.language)
        wording = Wording(row.language, name, row.statement, row.context)
        found.setdefault(row.claim_id, []).append(wording)
    return {claim: _statement(wordings) for claim, wordings in found.items()}


def _statement(wordings: list[Wording]) -> Statement:
    first, *others = sorted(wordings, key=_nearness)
    return Statement(first, tuple(others))


def _nearness(wording: Wording) -> int:
    """The page's own language first, then English, then the others."""
    nearest = (words.tongue(), words.ENGLISH)
    return nearest.index(wording.language) if wording.language in nearest else 2
