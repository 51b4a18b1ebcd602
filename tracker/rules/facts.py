"""The rows of a claim's record as plain values: what the rules read.

`models/as_of.py` makes them from the database. Facts of the world carry `effective_at`
(when it was so; for an imprecise date the end of its range) and `recorded_at` (when
this desk wrote it down); facts of the desk carry `recorded_at` alone. All datetimes
are aware. `id` orders rows that share both clocks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    PartyKind,
    Precision,
    RelationKind,
    Role,
    SilenceKind,
    SourceState,
    Stance,
    Status,
    Voice,
)

# The same names in every language of the interface, by language code.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Moment:
    """The world as of `as_of`, as this site knew it at `known_at`."""

    as_of: datetime
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party as it was known at the record's moment."""

    id: int
    slug: str
    names: Words  # short label: "Kyiv", "Київ", "Киев"
    kind: PartyKind
    parent: int | None = None
    speaks_for_parent: bool = False


@dataclass(frozen=True, kw_only=True)
class ClaimRole:
    """A party's one part in the claim, as known at the record's moment."""

    party: int
    role: Role
    is_burdened: bool = False
    is_expected: bool = False


@dataclass(frozen=True, kw_only=True)
class WorldFact:
    """What every dated fact of the world carries."""

    id: int
    effective_at: datetime
    recorded_at: datetime
    corrects: int | None = None  # the id of the row of the same kind it replaces
    is_void: bool = False  # an empty correction: the corrected row never was so
    effective_from: datetime | None = None  # start of the range when imprecise
    precision: Precision = Precision.EXACT


@dataclass(frozen=True, kw_only=True)
class Position(WorldFact):
    """What a party said about the claim. A void one has no stance.

    `gist` is a predicate without the party's name, so that it can follow it:
    "acknowledge military activity", "says that it is verifying".
    """

    party: int
    stance: Stance | None
    speaker: str = ""
    voice: Voice = Voice.QUOTED
    gist: Words
    answers: int | None = None  # id of the inquiry that it answers


@dataclass(frozen=True, kw_only=True)
class Silence(WorldFact):
    """Why there is no position. A void one has no kind."""

    party: int
    kind: SilenceKind | None
    inquiry: int | None = None


@dataclass(frozen=True, kw_only=True)
class Inquiry(WorldFact):
    """A request for comment; `effective_at` is when it was asked."""

    party: int
    channel: str
    asked_by: str = ""
    deadline: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class StatusChange(WorldFact):
    """A decision of the desk. `parties` are those the status turns on."""

    status: Status | None
    parties: tuple[int, ...] = ()
    reason: str = ""
    author: str = ""
    approver: str = ""  # the second person, for a decision of weight
    superseded_by: str = ""  # slug of the claim that updates this one


@dataclass(frozen=True)
class Origin:
    """Whose word a citation carries in the end: one party's, or one source's own."""

    party: int | None = None
    source: int | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A citation with its grades, as known at the record's moment."""

    citation: int
    origin: Origin
    reliability: str  # Admiralty letter A to F
    credibility: int  # Admiralty figure 1 to 6
    bearing: Bearing
    effective_at: datetime  # when the source said so
    is_verified: bool = False  # marked as verified by a person of the desk
    is_withdrawn: bool = False  # a person confirmed a critical alteration
    state: CitationState | None = None  # what the last check saw; None: no check yet
    source_state: SourceState | None = None  # what became of the page itself
    publisher: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """This claim <kind> the other; only published others are in a record."""

    kind: RelationKind
    other: str  # slug
    is_incoming: bool = False  # True: the other claim <kind> this one


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that the rules read about one claim.

    `parties` holds every party with a role, a position or a silence, and their
    parents. World facts may include rows that do not count at the moment; the rules
    drop them by `moments.counting`.
    """

    parties: Mapping[int, Party]
    roles: tuple[ClaimRole, ...] = ()
    positions: tuple[Position, ...] = ()
    silences: tuple[Silence, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    relations: tuple[Relation, ...] = ()
