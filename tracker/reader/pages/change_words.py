"""Words for changes: which way a status moved, what was corrected, how it was then."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tracker.models import ClaimWorkflow, StatusChange, values
from tracker.reader import words
from tracker.rules import facts
from tracker.rules.strength import Direction, Step
from tracker.rules.vocabulary import Status


def way_label(way: Direction, step: Step) -> str:
    """ "Weaker than before: Confirmed until then" """
    before = step.before.status if step.before else None
    was = words.label(before) if before else words.status_label(words.NOT_ASSESSED)
    phrases = {
        Direction.FIRST: _("First assessed"),
        Direction.STRONGER: _("Stronger than before, when it was: %(status)s"),
        Direction.WEAKER: _("Weaker than before, when it was: %(status)s"),
        Direction.OTHER: _("Changed; before, it was: %(status)s"),
        Direction.SAME: _("Decided again, without a change"),
        Direction.WITHDRAWN: _("Withdrawn; before, it was: %(status)s"),
    }
    return phrases[way] % {"status": was} if "%(" in phrases[way] else phrases[way]


def what_was_corrected(stream: str, row: Any) -> str:
    """ "A position was taken back" """
    is_void = getattr(row, "is_void", False)
    named = {
        "citation": (_("A quotation was corrected"), _("A quotation was taken back")),
        "decision": (_("A decision was corrected"), _("A decision was taken back")),
        "inquiry": (_("A request was corrected"), _("A request was taken back")),
        "positions": (_("A position was corrected"), _("A position was taken back")),
        "silence": (_("A silence was corrected"), _("A silence was taken back")),
        "wording": (_("The claim was worded anew"), ""),
    }
    return named[stream][1 if is_void else 0]


def as_published(row: ClaimWorkflow, decisions: Iterable[StatusChange]) -> str:
    """Its status at that moment, which nobody was told of while it was a draft."""
    rows = [
        value(one)
        for one in decisions
        if one.recorded_at <= row.recorded_at and not one.is_void
    ]
    last = max(
        rows, key=lambda one: (one.effective_at, one.recorded_at, one.id), default=None
    )
    if last is None or last.status is None:
        return words.status_label(words.NOT_ASSESSED)
    return words.label(Status(last.status))


def value(row: StatusChange) -> facts.StatusChange:
    """A decision or its taking back, as the rules read it."""
    if not row.is_void:
        return values.status(row, superseded_by="")
    return facts.StatusChange(**values.dated(row), status=None, reason=row.reason)
