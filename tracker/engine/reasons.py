"""Why a source is due when it is, from what stands in the record."""

from datetime import datetime, timedelta

from tracker.engine.weighing import facts_of
from tracker.models import Source
from tracker.rules.due_words import PLANNED, due_words
from tracker.rules.importance import Facts
from tracker.rules.schedule import DueReason

_KNOWN = {word.value: word for word in DueReason}


def why_due(source: Source, now: datetime, *, language: str = "en") -> str:
    """The reason of the next look in words; empty where nobody said."""
    if source.due_at is None or source.due_reason not in _KNOWN:
        return source.due_reason
    reason, last = _KNOWN[source.due_reason], source.last_checked_at or now
    # Facts are only asked for where the words tell of them.
    facts = facts_of([source.pk], now)[source.pk] if reason in PLANNED else Facts()
    born = source.born_at
    return due_words(
        reason,
        seconds=(source.due_at - last).total_seconds(),
        change_rate=source.change_rate,
        facts=facts,
        age=None if born is None else (now - born) / timedelta(days=1),
        language=language,
    )
