"""What waits for a second person goes along with what it is about.

A contribution of a merged claim can still be accepted in the other one, and a decision
of weight approved. What cannot mean anything there is declined, with a reason that says
so; what is the merging person's own, whom nobody may have declining it, is withdrawn.
"""

from dataclasses import dataclass

from tracker.models import Claim, Contribution, Inquiry, PendingDecision, Position
from tracker.models.base import WorldFact
from tracker.models.lineage import successors
from tracker.review.carrying import Carried, Move
from tracker.review.errors import NotReady
from tracker.review.waiting import Row, answer
from tracker.rules.vocabulary import ContributionKind, WaitingState

_MOVED = ["claim", "row", "data"]
_OTHER = "other"
# The field in which a contribution names another row of its claim.
_NAMES: dict[str, tuple[str, type[WorldFact]]] = {
    ContributionKind.POSITION: ("answers", Inquiry),
    ContributionKind.SILENCE: ("inquiry", Inquiry),
    ContributionKind.CITATION: ("position", Position),
}
_WORDS = "The wording of the merged claim is not taken over: reword that claim instead."
_ROW = "The row that this is about had been corrected or taken back before."
_ITSELF = "It would relate that claim to itself."
_SUPERSEDES = "That claim would be superseded by itself."
_SECOND = (
    "Another decision on that claim waits already. When it is answered, decide again "
    "if this still holds."
)


def waiting_follows_rows(source: Claim, carried: Carried, move: Move) -> None:
    """Contributions about rows that went to another claim: those that would correct
    one, and words that carry a position."""
    rows = [row for row in _about(source) if _goes(row, carried)]
    _rename(rows, carried, move)
    Contribution.objects.bulk_update(rows, _MOVED)


def waiting_follows_claim(source: Claim, move: Move) -> None:
    """All else that waits about a claim that is merged. What would correct one of its
    rows went with the row, or the row was corrected before."""
    moved: list[Contribution] = []
    for row in _about(source):
        if no := _no(row, move.target):
            _decline(row, no, move)
        else:
            moved.append(row)
    _rename(moved, None, move)
    Contribution.objects.bulk_update(moved, _MOVED)
    _relate_to_the_other(source, move)
    _decisions(source, move)


def _about(claim: Claim) -> list[Contribution]:
    waiting = Contribution.objects.select_for_update().waiting()
    return list(waiting.filter(claim=claim).order_by("pk"))


def _goes(row: Contribution, carried: Carried) -> bool:
    if row.row is not None:
        return row.row in _of_kind(carried, row.kind)
    is_words = row.kind == ContributionKind.CITATION
    return is_words and _named(row) in carried.positions


def _of_kind(carried: Carried, kind: str) -> dict[int, WorldFact]:
    tables = {
        ContributionKind.POSITION: carried.positions,
        ContributionKind.SILENCE: carried.silences,
        ContributionKind.INQUIRY: carried.inquiries,
        ContributionKind.CITATION: carried.citations,
    }
    return dict(tables[ContributionKind(kind)])


def _no(row: Contribution, target: Claim) -> str:
    """Why it can mean nothing in the other claim; empty when it can."""
    if row.kind == ContributionKind.WORDING:
        return _WORDS
    if row.row is not None:
        return _ROW
    is_relation = row.kind == ContributionKind.RELATION
    return _ITSELF if is_relation and row.data.get(_OTHER) == [target.slug] else ""


@dataclass(frozen=True)
class _Reference:
    contribution: Contribution
    field: str
    row: int


def _rename(rows: list[Contribution], carried: Carried | None, move: Move) -> None:
    """They name the other claim, and rows that stand there."""
    for row in rows:
        row.claim = move.target
        if carried is not None and row.row is not None:
            row.row = _of_kind(carried, row.kind)[row.row].pk
    for table in (Inquiry, Position):
        named = [one for row in rows if (one := _reference(row, table))]
        ends = successors(table, {one.row for one in named}, move.now) if named else {}
        for one in named:
            end = ends.get(one.row, one.row)
            one.contribution.data |= {one.field: [str(end)]}


def _reference(row: Contribution, table: type[WorldFact]) -> _Reference | None:
    field, named = _NAMES.get(row.kind, ("", None))
    pk = _named(row)
    return _Reference(row, field, pk) if pk and named is table else None


def _named(row: Contribution) -> int | None:
    """The id of the row that a contribution names in its field, if it does."""
    field, _ = _NAMES.get(row.kind, ("", None))
    [value, *_] = row.data.get(field) or [""]
    return int(value) if value.isascii() and value.isdigit() else None


def _relate_to_the_other(source: Claim, move: Move) -> None:
    """Contributions that would relate a third claim to the merged one."""
    rows = Contribution.objects.select_for_update().waiting()
    named = rows.filter(kind=ContributionKind.RELATION, data__other=[source.slug])
    for row in named.order_by("pk"):
        if row.claim_id == move.target.pk:
            _decline(row, _ITSELF, move)
        else:
            row.data |= {_OTHER: [move.target.slug]}
            row.save(update_fields=["data"])


def _decisions(source: Claim, move: Move) -> None:
    rows = PendingDecision.objects.select_for_update().waiting().order_by("pk")
    for row in rows.filter(superseded_by=source):
        if row.claim_id == move.target.pk:
            _decline(row, _SUPERSEDES, move)
        else:
            row.superseded_by = move.target
            row.save(update_fields=["superseded_by"])
    own, there = rows.filter(claim=source), rows.filter(claim=move.target)
    for row in own:
        if row.superseded_by_id == move.target.pk:
            _decline(row, _SUPERSEDES, move)
        elif there.exists():
            _decline(row, _SECOND, move)
        else:
            row.claim = move.target
            row.save(update_fields=["claim"])


def _decline(row: Row, no: str, move: Move) -> None:
    if move.by is None:
        raise NotReady(
            "Something that waits on the merged claim has to be declined, and only a "
            "person can. Answer it first, or merge as a person."
        )
    is_own = row.author_id == move.by.pk
    state = WaitingState.WITHDRAWN if is_own else WaitingState.DECLINED
    row.answer = f"{move.why} {no}"
    answer(row, state, by=move.by, now=move.now)
