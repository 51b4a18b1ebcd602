"""The party matrix: who says what, since when, by whose mouth."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.reader import words
from tracker.reader.dates import When, exactly, when
from tracker.reader.pages.parts import PartyLink, language_of, named, party_link
from tracker.rules.facts import Inquiry, Moment, Position, Record
from tracker.rules.standing import Stand, stands
from tracker.rules.vocabulary import InquiryChannel, Role, SilenceKind, Voice

ROLES = list(Role)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One position in words. `mouth` said it in the party's name; `anchor` is where the
    methodology defines the stance."""

    id: int
    key: str
    label: str
    means: str
    anchor: str
    when: When
    gist: str = ""
    gist_language: str = ""
    speaker: str = ""
    mouth: PartyLink | None = None
    voice: str = ""


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """Why there is nothing, with the date of the last look or request."""

    key: str
    label: str
    means: str
    anchor: str
    prefix: str = ""
    when: When | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that nobody has answered."""

    when: When
    channel: str
    asked_by: str
    deadline: When | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One party's line. `above` is the party it belongs to without speaking for it,
    when that one is in the table; `depth` is how far below it stands."""

    party: PartyLink
    role: str
    is_expected: bool
    depth: int = 0
    above: PartyLink | None = None
    said: Said | None = None
    since: When | None = None
    beside: Said | None = None
    silence: Quiet | None = None
    asked: Asked | None = None


def matrix(record: Record, moment: Moment) -> tuple[Row, ...]:
    """The lines of the table, each subordinate below its parent."""
    top = stands(record, moment).stands
    return tuple(_below(None, top, record, moment))


def _below(
    parent: Stand | None,
    below: tuple[Stand, ...],
    record: Record,
    moment: Moment,
    depth: int = 0,
) -> Iterator[Row]:
    for stand in sorted(below, key=_order):
        yield _row(stand, parent, record=record, moment=moment, depth=depth)
        yield from _below(stand, stand.subordinates, record, moment, depth + 1)


def _order(stand: Stand) -> tuple[int, bool, int]:
    """Claimants, accused, affected, then the others; who should answer comes first."""
    rank = ROLES.index(stand.role) if stand.role else len(ROLES)
    return rank, not stand.is_expected, stand.party


def _row(
    stand: Stand, parent: Stand | None, *, record: Record, moment: Moment, depth: int
) -> Row:
    return Row(
        party=party_link(stand.party, record),
        role=words.label(stand.role) if stand.role else "",
        is_expected=stand.is_expected,
        depth=min(depth, 3),
        above=party_link(parent.party, record) if parent else None,
        said=said(stand.position, stand.party, record) if stand.position else None,
        since=_since(stand),
        beside=said(stand.beside, stand.party, record) if stand.beside else None,
        silence=_quiet(stand),
        asked=_asked(stand, moment),
    )


def _since(stand: Stand) -> When | None:
    """Since when it holds its stance, where that is not the day of its last word."""
    if stand.first is None or stand.first is stand.position:
        return None
    return when(stand.first)


def said(position: Position, voice: int, record: Record) -> Said:
    """A position in words, as said in the name of a voice."""
    if position.stance is None:
        raise ValueError("a void position says nothing")
    is_reported = position.voice is Voice.REPORTED
    mouth = position.party if position.party != voice else None
    return Said(
        id=position.id,
        key=position.stance.value,
        label=words.label(position.stance),
        means=words.means(position.stance),
        anchor=words.anchor(position.stance),
        when=when(position),
        gist=named(position.gist),
        gist_language=language_of(position.gist),
        speaker=position.speaker,
        mouth=party_link(mouth, record) if mouth is not None else None,
        voice=words.inside(position.voice) if is_reported else "",
    )


def _quiet(stand: Stand) -> Quiet | None:
    if stand.silence is None:
        return None
    is_dated = stand.silence is not SilenceKind.NOT_CHECKED and stand.silence_row
    return Quiet(
        key=stand.silence.value,
        label=_("Asked, answer awaited")
        if stand.is_awaited
        else words.label(stand.silence),
        means=words.means(stand.silence),
        anchor=words.anchor(stand.silence),
        prefix=_how_we_know(stand) if is_dated else "",
        when=when(stand.silence_row) if is_dated and stand.silence_row else None,
    )


def _how_we_know(stand: Stand) -> str:
    if stand.silence is SilenceKind.NO_STATEMENT_FOUND:
        return _("last looked")
    is_request = isinstance(stand.silence_row, Inquiry)
    return _("asked") if is_request else _("noted")


def channel(inquiry: Inquiry) -> str:
    """How a party was asked; nothing for a void row."""
    return words.inside(InquiryChannel(inquiry.channel)) if inquiry.channel else ""


def _asked(stand: Stand, moment: Moment) -> Asked | None:
    """Who has spoken since the request owes no answer, answer or not."""
    inquiry = stand.inquiry
    if inquiry is None:
        return None
    deadline = inquiry.deadline
    last = stand.beside or stand.position
    has_spoken = last is not None and last.effective_at > inquiry.effective_at
    return Asked(
        when=when(inquiry),
        channel=channel(inquiry),
        asked_by=inquiry.asked_by,
        deadline=exactly(deadline) if deadline else None,
        is_overdue=not has_spoken and deadline is not None and deadline <= moment.as_of,
    )
