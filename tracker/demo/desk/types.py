"""The shapes of the demo desk's rows, as plain values.

Keys name other rows: a party by its slug, a claim by its number in the demo, an
article and a quotation of the demo press by theirs. Times are UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    InquiryChannel,
    PartyKind,
    Precision,
    RelationKind,
    Reliability,
    Role,
    SilenceKind,
    SourceKind,
    Stance,
    Status,
    SuggestionState,
    Voice,
    WatchKind,
)

Words = Mapping[str, str]


def at(text: str) -> datetime:
    """ "2025-04-08 14:52" as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def say(en: str, uk: str, ru: str) -> Words:
    """The same in the three languages of the interface."""
    return {"en": en, "uk": uk, "ru": ru}


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party with its short label and its name in full."""

    slug: str
    names: Words
    full_names: Words
    kind: PartyKind
    country: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    speaks_for_parent: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A party's role in a claim."""

    party: str
    role: Role
    is_burdened: bool = False
    is_expected: bool = False


@dataclass(frozen=True, kw_only=True)
class Related:
    """This claim `kind` the claim of that number, and why."""

    kind: RelationKind
    other: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim as the desk opened and published it."""

    number: int
    slug: str
    statement: Words
    context: str
    opened: datetime
    published: datetime
    parts: tuple[Part, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """A request for comment on a claim."""

    key: str
    claim: int
    party: str
    asked: datetime
    recorded: datetime
    channel: InquiryChannel
    asked_by: str
    question: str
    deadline: datetime


@dataclass(frozen=True, kw_only=True)
class Position:
    """What a party said about a claim; `quotes` are the words that carry it.

    `said_from` is the start of the day where only the day is known.
    """

    claim: int
    party: str
    stance: Stance
    said: datetime
    recorded: datetime
    speaker: str
    gist: Words
    quotes: tuple[str, ...]
    voice: Voice = Voice.QUOTED
    said_from: datetime | None = None
    answers: str = ""

    @property
    def precision(self) -> Precision:
        return Precision.DAY if self.said_from else Precision.EXACT

    @property
    def bearing(self) -> Bearing:
        """What the words of this position do to the claim."""
        return BEARINGS.get(self.stance, Bearing.REPEATS)


# A non-committal answer neither supports nor contradicts, and who acknowledges a part
# supports that part alone: Belgorod's word of fighting is no evidence of positions.
BEARINGS = {
    Stance.ASSERTS: Bearing.SUPPORTS,
    Stance.ACKNOWLEDGES: Bearing.SUPPORTS,
    Stance.DENIES: Bearing.CONTRADICTS,
    Stance.DISPUTES_DETAILS: Bearing.CONTRADICTS,
    Stance.RETRACTS: Bearing.CONTRADICTS,
}


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Why there is no position, as the desk found it when it looked."""

    claim: int
    party: str
    kind: SilenceKind
    looked: datetime
    recorded: datetime
    inquiry: str = ""


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """A decision of the desk, with the parties that it turns on."""

    claim: int
    status: Status
    decided: datetime
    recorded: datetime
    reason: str
    turns_on: tuple[str, ...] = ()
    author: str = "The demo desk"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A page of the demo press as a source, and when the desk took it up.

    `origin` is the party whose word the whole page carries; empty where it is the
    publisher's own reporting or where each citation has a position of its own.
    """

    article: str
    reliability: Reliability
    added: datetime
    kind: SourceKind = SourceKind.PAGE
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A quotation that bears on a claim without being a party's position in it."""

    quote: str
    claim: int
    bearing: Bearing
    credibility: Credibility
    recorded: datetime


@dataclass(frozen=True, kw_only=True)
class Named:
    """A topic."""

    slug: str
    names: Words


@dataclass(frozen=True, kw_only=True)
class Placed(Named):
    """A place with its position and the radius within which it lies."""

    latitude: float
    longitude: float
    precision_km: float


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A claim that was found in a submission, and what the desk made of it."""

    statement: str
    quotation: str
    state: SuggestionState
    claim: int | None = None
    reason: str = ""
    decided: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """An article that came in: the text of a page, with or without its address."""

    article: str
    received: datetime
    with_address: bool
    suggestions: tuple[Suggestion, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A channel of a party at the demo press: an outlet and a path."""

    party: str
    outlet: str
    path: str
    kind: WatchKind
