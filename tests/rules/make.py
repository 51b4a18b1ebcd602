"""Plain factories for the rules' tests: the parties of the founding case and rows."""

from datetime import UTC, datetime, timedelta
from itertools import count

from tracker.rules.facts import (
    ClaimRole,
    Evidence,
    Inquiry,
    Moment,
    Origin,
    Party,
    Position,
    Record,
    Relation,
    Silence,
    StatusChange,
)
from tracker.rules.vocabulary import (
    Bearing,
    PartyKind,
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
)

KYIV, SBU, FOREIGN, MOSCOW, DEFENCE, BELGOROD, BEIJING, PYONGYANG, ANALYSTS = range(
    1, 10
)
NAMES = {
    KYIV: ("Kyiv", "Київ", "Киев"),
    SBU: ("SBU", "СБУ", "СБУ"),
    FOREIGN: ("Ukraine's foreign ministry", "МЗС України", "МИД Украины"),
    MOSCOW: ("Moscow", "Москва", "Москва"),
    DEFENCE: ("Russia's defence ministry", "Міноборони Росії", "Минобороны России"),
    BELGOROD: ("Belgorod's authorities", "Влада Бєлгорода", "Власти Белгорода"),
    BEIJING: ("Beijing", "Пекін", "Пекин"),
    PYONGYANG: ("Pyongyang", "Пхеньян", "Пхеньян"),
    ANALYSTS: ("analysts", "аналітики", "аналитики"),
}
KINDS = {
    SBU: PartyKind.MINISTRY,
    DEFENCE: PartyKind.MILITARY,
    BELGOROD: PartyKind.REGIONAL_AUTHORITY,
    ANALYSTS: PartyKind.OBSERVER,
}
PARENTS = {
    SBU: (KYIV, True),
    FOREIGN: (KYIV, True),
    DEFENCE: (MOSCOW, True),
    BELGOROD: (MOSCOW, False),
}
_ids = count(1)


def party(id: int, parent: int | None = None, speaks: bool = False) -> Party:
    en, uk, ru = NAMES.get(id, (f"Party {id}",) * 3)
    return Party(
        id=id,
        slug=f"party-{id}",
        names={"en": en, "uk": uk, "ru": ru},
        kind=KINDS.get(id, PartyKind.STATE),
        parent=parent,
        speaks_for_parent=speaks,
    )


PARTIES = {id: party(id, *PARENTS.get(id, (None, False))) for id in NAMES}


def at(day: int, hour: int = 12, *, month: int = 4) -> datetime:
    """A moment of 2025, in April unless another month is named."""
    return datetime(2025, month, day, hour, tzinfo=UTC)


EIGHTH, TWELFTH, TWENTIETH = at(8), at(12), at(20)
LATER = Moment(as_of=at(30), known_at=at(30))


def on(day: int, *, known: int | None = None, month: int = 4) -> Moment:
    """As of the end of a day, known then or on another day."""
    return Moment(
        as_of=at(day, 23, month=month),
        known_at=at(day if known is None else known, 23, month=month),
    )


def said(
    party: int,
    stance: Stance | None,
    when: datetime = EIGHTH,
    *,
    recorded: datetime | None = None,
    id: int | None = None,
    corrects: int | None = None,
    answers: int | None = None,
    gist: str = "",
) -> Position:
    return Position(
        id=id or next(_ids),
        effective_at=when,
        recorded_at=recorded or when,
        corrects=corrects,
        is_void=stance is None,
        party=party,
        stance=stance,
        gist={"en": gist} if gist else {},
        answers=answers,
    )


def silent(
    party: int,
    kind: SilenceKind = SilenceKind.NO_STATEMENT_FOUND,
    when: datetime = TWELFTH,
    *,
    inquiry: int | None = None,
) -> Silence:
    return Silence(
        id=next(_ids),
        effective_at=when,
        recorded_at=when,
        party=party,
        kind=kind,
        inquiry=inquiry,
    )


def asked(
    party: int,
    when: datetime = EIGHTH,
    *,
    deadline: datetime | None = None,
    id: int | None = None,
    corrects: int | None = None,
) -> Inquiry:
    return Inquiry(
        id=id or next(_ids),
        effective_at=when,
        recorded_at=when,
        corrects=corrects,
        party=party,
        channel="email",
        deadline=deadline,
    )


def decided(
    status: Status | None,
    *parties: int,
    when: datetime = TWENTIETH,
    recorded: datetime | None = None,
    corrects: int | None = None,
    superseded_by: str = "",
) -> StatusChange:
    return StatusChange(
        id=next(_ids),
        effective_at=when,
        recorded_at=recorded or when,
        corrects=corrects,
        is_void=status is None,
        status=status,
        parties=parties,
        superseded_by=superseded_by,
    )


def shown(
    bearing: Bearing = Bearing.SUPPORTS,
    *,
    source: int | None = None,
    origin: int | None = None,
    grade: str = "B2",
    when: datetime = EIGHTH,
    verified: bool = False,
    withdrawn: bool = False,
    publisher: str = "",
) -> Evidence:
    """Evidence of one source's own, or of a party's word; grade as in "B2"."""
    citation = next(_ids)
    own = citation + 1_000_000 if source is None else source
    return Evidence(
        citation=citation,
        origin=Origin(party=origin) if origin else Origin(source=own),
        reliability=grade[0],
        credibility=int(grade[1]),
        bearing=bearing,
        effective_at=when,
        is_verified=verified,
        is_withdrawn=withdrawn,
        publisher=publisher,
    )


def proof(bearing: Bearing = Bearing.SUPPORTS) -> Evidence:
    """Evidence that a person of the desk has verified."""
    return shown(bearing, grade="A1", verified=True)


def plays(
    party: int, role: Role, *, burdened: bool = True, expected: bool = True
) -> ClaimRole:
    return ClaimRole(party=party, role=role, is_burdened=burdened, is_expected=expected)


CLAIMED_BY_KYIV = ClaimRole(party=KYIV, role=Role.CLAIMANT)


def record(*rows: object, roles: tuple[ClaimRole, ...] | None = None) -> Record:
    """A claim by Kyiv that burdens Moscow and Beijing, unless roles are given."""
    usual = (
        CLAIMED_BY_KYIV,
        plays(MOSCOW, Role.AFFECTED),
        plays(BEIJING, Role.AFFECTED),
    )
    return Record(
        parties=PARTIES,
        roles=usual if roles is None else roles,
        positions=tuple(row for row in rows if isinstance(row, Position)),
        silences=tuple(row for row in rows if isinstance(row, Silence)),
        inquiries=tuple(row for row in rows if isinstance(row, Inquiry)),
        statuses=tuple(row for row in rows if isinstance(row, StatusChange)),
        evidence=tuple(row for row in rows if isinstance(row, Evidence)),
        relations=tuple(row for row in rows if isinstance(row, Relation)),
    )


def updated_by(slug: str) -> Relation:
    return Relation(kind=RelationKind.UPDATES, other=slug, is_incoming=True)


def days(number: float) -> timedelta:
    return timedelta(days=number)
