"""What readers would see after a decision that nobody has taken yet. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings

from tracker.rules import facts
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import compose
from tracker.rules.label import BY_PARTIES, join
from tracker.rules.phrases import phrase
from tracker.rules.vocabulary import Status
from tracker.rules.voices import voice_of

# Later than every row there is, where the times are the same.
LAST = 2**62


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The label and the sentence after it, in one language of the interface."""

    language: str
    language_name: str
    label: str
    rest: str


def decided(
    known: Record,
    moment: Moment,
    *,
    status: Status,
    parties: Iterable[int] = (),
    superseded_by: str = "",
    reason: str = "",
    author: str = "",
) -> Record:
    """The record as if this had been decided at the moment."""
    chosen = parties if status in BY_PARTIES else ()
    voices = {voice_of(one, known.parties) for one in chosen if one in known.parties}
    change = facts.StatusChange(
        id=LAST,
        effective_at=moment.as_of,
        recorded_at=moment.known_at,
        status=status,
        parties=tuple(sorted(voices)),
        superseded_by=superseded_by,
        reason=reason,
        author=author,
    )
    return replace(known, statuses=(*known.statuses, change))


def is_thought(change: facts.StatusChange) -> bool:
    """Whether nobody has taken this decision: it stands in no table."""
    return change.id == LAST


def headings(known: Record, moment: Moment) -> tuple[Heading, ...]:
    """The headline in each language of the interface."""
    return tuple(
        _heading(known, moment, language, name) for language, name in settings.LANGUAGES
    )


def _heading(known: Record, moment: Moment, language: str, name: str) -> Heading:
    said = compose(known, moment, translate=phrase(language), language=language)
    return Heading(
        language=language,
        language_name=str(name),
        label=join(said.label),
        rest=join(said.clauses),
    )
