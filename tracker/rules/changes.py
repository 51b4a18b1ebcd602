"""What changed, told to readers: in feeds, on pages and in letters.

"Everything that changed, with downgrades as visible as upgrades": a change is one row
of the record, from the moment on at which the claim was public. A row that corrects
another is told as a correction; one that takes a status back is told as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.rules.facts import Moment, Position, Record, StatusChange
from tracker.rules.label import label
from tracker.rules.moments import counting, order
from tracker.rules.phrases import Translate
from tracker.rules.reversals import Reversal, reversals
from tracker.rules.speech import capitalise
from tracker.rules.strength import Direction, direction
from tracker.rules.vocabulary import CitationState, Status, WorkflowState
from tracker.rules.voices import voice_of
from tracker.rules.wording import label_of


class ChangeOf(StrEnum):
    """What sort of row it is; with the row's id it names the change for ever."""

    WORKFLOW = "workflow"
    STATUS = "status"
    POSITION = "position"
    EVIDENCE = "evidence"


# Where a status went, in the words that feeds have for machines.
WENT: Mapping[Direction, str] = {
    Direction.FIRST: "new",
    Direction.STRONGER: "upgraded",
    Direction.WEAKER: "downgraded",
    Direction.OTHER: "changed",
    Direction.SAME: "changed",
    Direction.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that readers are told of. `state` is the workflow state, the status, the
    stance or the citation's state, as the row has it; of a status taken back it is the
    one that no longer counts. `since` is when the page first said so."""

    of: ChangeOf
    row: int
    claim: int
    since: datetime
    state: str
    is_correction: bool = False
    is_void: bool = False
    place: str = ""  # of evidence: the page that it stands on

    @property
    def key(self) -> str:
        return f"{self.of}:{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change in words, and the keys that a machine may sort it by."""

    title: str
    detail: str
    tags: tuple[str, ...]


def told(
    change: Change,
    record: Record,
    moment: Moment,
    *,
    translate: Translate,
    language: str,
) -> Told | None:
    """The change in words, read from the claim's record of the moment; None where the
    record does not have it: it was corrected while somebody looked."""
    words = _Words(record, moment, translate, language)
    found = {
        ChangeOf.WORKFLOW: words.workflow,
        ChangeOf.STATUS: words.status,
        ChangeOf.POSITION: words.position,
        ChangeOf.EVIDENCE: words.evidence,
    }[change.of](change)
    if found is None or not change.is_correction or change.is_void:
        return found
    title = translate("Correction: {change}").format(change=found.title)
    return Told(title=title, detail=found.detail, tags=(*found.tags, "correction"))


@dataclass(frozen=True, slots=True)
class _Words:
    record: Record
    moment: Moment
    translate: Translate
    language: str

    def workflow(self, change: Change) -> Told:
        state = WorkflowState(change.state)
        title = "archived" if state is WorkflowState.ARCHIVED else "published"
        return Told(title=capitalise(self.translate(title)), detail="", tags=(title,))

    def status(self, change: Change) -> Told | None:
        if change.is_void:
            return self._withdrawn(change)
        rows = sorted(counting(self.record.statuses, self.moment), key=order)
        at = [number for number, row in enumerate(rows) if row.id == change.row]
        if not at:
            return None
        row, before = rows[at[0]], rows[at[0] - 1] if at[0] else None
        went = direction(before.status if before else None, row.status)
        title = self.translate("Status: {label}").format(label=self._label(row))
        if before is not None:
            words = self.translate("{change}; before: {label}")
            title = words.format(change=title, label=self._label(before))
        return Told(title=title, detail=row.reason, tags=("status", WENT[went]))

    def position(self, change: Change) -> Told | None:
        rows = counting(self.record.positions, self.moment)
        row = next((row for row in rows if row.id == change.row), None)
        if row is None:
            return None
        turns = reversals(self.record, self.moment)
        turn = next((one for one in turns if one.position.id == row.id), None)
        voice = voice_of(row.party, self.record.parties)
        title = f"{self._name(voice)}: {self._stance(row)}"
        gist = row.gist.get(self.language) or row.gist.get("en", "")
        if turn is None:
            return Told(title=title, detail=gist, tags=("position", change.state))
        title = f"{title}. {self._turned(turn)}"
        return Told(title=title, detail=gist, tags=("reversal", change.state))

    def evidence(self, change: Change) -> Told:
        state = label_of(CitationState(change.state), self.language)
        title = self.translate("Evidence: {state}").format(state=_inside(state))
        return Told(title=title, detail=change.place, tags=("evidence", change.state))

    def _withdrawn(self, change: Change) -> Told:
        was = label_of(Status(change.state), self.language) if change.state else ""
        title = self.translate("Status withdrawn: {label}").format(label=was)
        return Told(title=title, detail="", tags=("status", WENT[Direction.WITHDRAWN]))

    def _label(self, row: StatusChange) -> str:
        """The label that the decision had in the light of what was known then."""
        then = Moment(as_of=row.effective_at, known_at=row.recorded_at)
        return label(
            row,
            record=self.record,
            moment=then,
            translate=self.translate,
            language=self.language,
        )

    def _name(self, party: int) -> str:
        known = self.record.parties[party]
        return known.names.get(self.language) or known.names.get("en") or known.slug

    def _stance(self, row: Position) -> str:
        return _inside(label_of(row.stance, self.language)) if row.stance else ""

    def _turned(self, turn: Reversal) -> str:
        words = self.translate("{turn} after {count} days", turn.days)
        kind = label_of(turn.kind, self.language)
        return words.format(turn=kind, count=turn.days)


def _inside(label: str) -> str:
    """A label inside a sentence begins small."""
    return label[:1].lower() + label[1:]
