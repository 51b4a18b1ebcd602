"""The timeline: everything that happened to a claim, in order, each with its date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tracker.reader import words
from tracker.reader.dates import When, exactly, when
from tracker.reader.pages.evidence import Quotation
from tracker.reader.pages.lasting import Turn
from tracker.reader.pages.matrix import channel, said
from tracker.reader.pages.parts import PartyLink, party_link
from tracker.reader.pages.turns import turned as turned_text
from tracker.rules.facts import (
    Inquiry,
    Moment,
    Position,
    Record,
    Silence,
    StatusChange,
)
from tracker.rules.label import label
from tracker.rules.moments import counting
from tracker.rules.phrases import phrase
from tracker.rules.reversals import Reversal, reversals
from tracker.rules.vocabulary import CitationState, SilenceKind
from tracker.rules.voices import voice_of

TURNED = {
    CitationState.GONE: gettext_noop("The quoted words are no longer on the page"),
    CitationState.ALTERED: gettext_noop("The quoted words were changed on the page"),
    CitationState.ALTERED_CRITICAL: gettext_noop(
        "The quoted words were changed on the page, in a critical place"
    ),
    CitationState.AMBIGUOUS: gettext_noop(
        "The quoted words are found in more than one place"
    ),
}
BACK = gettext_noop("The quoted words are back on the page")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line: what happened, when, and what is to be said about it.

    `key` is the status, stance or silence for the mark; `kind` says what it is. `ref`
    names the line on its page, and is the same on pages of other moments.
    """

    ref: str
    at: datetime
    when: When
    kind: str
    key: str
    title: str
    party: PartyLink | None = None
    mouth: PartyLink | None = None
    speaker: str = ""
    detail: str = ""
    detail_language: str = ""  # where it is known
    by: str = ""
    approver: str = ""
    turned: str = ""  # for a reversal: from what, after how many days
    turned_since: datetime | None = None  # when it took the former stance
    is_committed: bool = False
    quotation: int | None = None


def timeline(
    record: Record, moment: Moment, quotations: Iterable[Quotation]
) -> tuple[Entry, ...]:
    """All entries up to the moment, oldest first."""
    turned = {row.position.id: row for row in reversals(record, moment)}
    entries = (
        *(_position(row, record, turned) for row in counting(record.positions, moment)),
        *(_silence(row, record) for row in counting(record.silences, moment)),
        *(_inquiry(row, record) for row in counting(record.inquiries, moment)),
        *_statuses(record, moment),
        *_turns(quotations),
    )
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _position(row: Position, record: Record, turned: dict[int, Reversal]) -> Entry:
    voice = voice_of(row.party, record.parties)
    uttered = said(row, voice, record)
    reversal = turned.get(row.id)
    return Entry(
        ref=f"position-{row.id}",
        at=row.effective_at,
        when=uttered.when,
        kind="position",
        key=uttered.key,
        title=uttered.label,
        party=party_link(voice, record),
        mouth=uttered.mouth,
        speaker=row.speaker,
        detail=uttered.gist,
        detail_language=uttered.gist_language,
        by=uttered.voice,
        turned=turned_text(reversal) if reversal else "",
        turned_since=reversal.since if reversal else None,
        is_committed=row.stance is not None and row.stance.is_committed,
    )


def _silence(row: Silence, record: Record) -> Entry:
    kind = row.kind or SilenceKind.NOT_CHECKED
    return Entry(
        ref=f"silence-{row.id}",
        at=row.effective_at,
        when=when(row),
        kind="silence",
        key=kind.value,
        title=words.label(kind),
        party=party_link(row.party, record),
    )


def _inquiry(row: Inquiry, record: Record) -> Entry:
    by = _("by %(who)s") % {"who": row.asked_by} if row.asked_by else ""
    due = exactly(row.deadline) if row.deadline else None
    deadline = _("deadline %(when)s") % {"when": due} if due else ""
    parts = (by, channel(row), deadline)
    return Entry(
        ref=f"inquiry-{row.id}",
        at=row.effective_at,
        when=when(row),
        kind="inquiry",
        key="inquiry",
        title=_("Asked for comment"),
        party=party_link(row.party, record),
        detail=", ".join(part for part in parts if part),
    )


def _statuses(record: Record, moment: Moment) -> Iterator[Entry]:
    for row in counting(record.statuses, moment):
        if row.status is not None:
            yield _status(row, record)


def _status(row: StatusChange, record: Record) -> Entry:
    assert row.status is not None  # noqa: S101  # the caller passes no void row
    return Entry(
        ref=f"status-{row.id}",
        at=row.effective_at,
        when=when(row),
        kind="status",
        key=row.status.value,
        title=label_then(row, record),
        detail=row.reason,
        by=row.author,
        approver=row.approver,
    )


def label_then(row: StatusChange, record: Record) -> str:
    """The label that a decision had in the light of what had been said by then."""
    then = Moment(as_of=row.effective_at, known_at=row.recorded_at)
    language = words.tongue()
    return label(
        row, record=record, moment=then, translate=phrase(language), language=language
    )


def _turns(quotations: Iterable[Quotation]) -> Iterator[Entry]:
    for quotation in quotations:
        for turn in quotation.lasting.turns:
            yield _turn(turn, quotation)


def turned_words(state: CitationState) -> str:
    """What became of quoted words, in the language of the page."""
    return _(TURNED.get(state, BACK))


def _turn(turn: Turn, quotation: Quotation) -> Entry:
    return Entry(
        ref=f"words-{quotation.id}-{turn.at:%Y%m%d%H%M%S}",
        at=turn.at,
        when=exactly(turn.at),
        kind="evidence",
        key=turn.state.value,
        title=turned_words(turn.state),
        detail=quotation.place.title or quotation.place.publisher,
        quotation=quotation.id,
    )
