"""Whether the quoted words still stand: "last seen 9 April; absent since ..."."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tracker.models import Citation, CitationCheck
from tracker.models.base import by_key
from tracker.reader.dates import day_text
from tracker.reader.words import upper_first
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import CitationState

PRESENT = frozenset(
    {
        CitationState.EXACT,
        CitationState.EXACT_TYPOGRAPHIC,
        CitationState.EXACT_MOVED,
    }
)
MISSING = {
    CitationState.GONE: gettext_noop("absent since the check of %(day)s"),
    CitationState.ALTERED: gettext_noop(
        "worded differently since the check of %(day)s"
    ),
    CitationState.ALTERED_CRITICAL: gettext_noop(
        "worded differently in a critical place since the check of %(day)s"
    ),
    CitationState.AMBIGUOUS: gettext_noop(
        "found in more than one place since the check of %(day)s"
    ),
}


@dataclass(frozen=True)
class Turn:
    """A state of the words, the check that first saw it, and the last one before."""

    state: CitationState
    at: datetime
    before: CitationState | None
    before_at: datetime | None

    @property
    def is_change(self) -> bool:
        """Seen or not seen, and in which way; spelling alone is no change."""
        if self.before is None:
            return self.state not in PRESENT
        return _kind(self.before) != _kind(self.state)


@dataclass(frozen=True, kw_only=True)
class Lasting:
    """What became of the words, in one line, with the changes on the way."""

    key: str
    text: str
    matched: str = ""
    turns: tuple[Turn, ...] = ()

    @classmethod
    def unseen(cls, citation: Citation) -> "Lasting":
        """No check has looked for these words."""
        if citation.snapshot_id:
            return cls(key="unseen", text=_("Not re-checked yet; snapshot kept"))
        return cls(key="unseen", text=_("Not re-checked yet"))


def lasting(citations: Iterable[int], moment: Moment) -> dict[int, Lasting]:
    """The state of each citation that a check has seen by the moment."""
    ids = list(citations)
    turns = by_key(_turns(ids, moment), "citation_id")
    return {
        row.citation_id: _in_words(
            row, [_turn(turn) for turn in turns[row.citation_id]]
        )
        for row in _latest(ids, moment)
    }


def _seen(citations: list[int], moment: Moment) -> QuerySet[CitationCheck]:
    return CitationCheck.objects.filter(
        citation__in=citations,
        check_run__effective_at__lte=moment.as_of,
        check_run__recorded_at__lte=moment.known_at,
    ).exclude(state=CitationState.UNCHECKABLE)


def _latest(citations: list[int], moment: Moment) -> list[CitationCheck]:
    rows = _seen(citations, moment).select_related("check_run", "citation")
    return list(rows.order_by("citation_id", "-check_run__seq").distinct("citation_id"))


def _turns(citations: list[int], moment: Moment) -> list[CitationCheck]:
    """Only the checks that saw another state than the one before, oldest first."""
    rows = _seen(citations, moment).annotate(
        before=_before("state"), before_at=_before("check_run__effective_at")
    )
    changed = rows.filter(Q(before__isnull=True) | ~Q(before=F("state")))
    return list(changed.select_related("check_run").order_by("check_run__seq"))


def _before(field: str) -> Window:
    """The same of the check before, for the same citation."""
    return Window(
        Lag(field),
        partition_by=F("citation"),
        order_by=F("check_run__seq").asc(),
    )


def _turn(row: CitationCheck) -> Turn:
    before: str | None = getattr(row, "before", None)
    return Turn(
        state=CitationState(row.state),
        at=row.check_run.effective_at,
        before=CitationState(before) if before else None,
        before_at=getattr(row, "before_at", None),
    )


def _kind(state: CitationState) -> str:
    return "present" if state in PRESENT else state.value


def _in_words(latest: CitationCheck, turns: list[Turn]) -> Lasting:
    changes = tuple(turn for turn in turns if turn.is_change)
    state = CitationState(latest.state)
    checked = latest.check_run.effective_at
    if state in PRESENT:
        text = _("Last seen %(day)s, in the same words")
        if state is CitationState.EXACT_MOVED:
            text = _("Last seen %(day)s, in the same words, in another place")
        text %= {"day": day_text(checked)}
        return Lasting(key="present", text=text, turns=changes)
    parts = [_(MISSING[state]) % {"day": day_text(changes[-1].at)}]
    seen = [turn.before_at for turn in changes if turn.before in PRESENT]
    if seen and seen[-1]:
        parts.insert(0, _("last seen %(day)s") % {"day": day_text(seen[-1])})
    if not latest.is_confirmed:
        parts.append(_("a second look is still to confirm it"))
    if latest.citation.snapshot_id:
        parts.append(_("snapshot kept"))
    return Lasting(
        key=state.value,
        text=upper_first("; ".join(parts)),
        matched=latest.matched,
        turns=changes,
    )
