"""Why a source is looked at when it is, in words.

"The reason of every due date can be shown in words": a ladder, a second look or a
site's wish says all there is to say; a regular look is told with what it follows from,
"about every 3 days: it changes about every 7 days, 2 published claims quote it".
"""

from collections.abc import Iterator

from tracker.rules.ageing import boost
from tracker.rules.importance import Facts
from tracker.rules.limits import DAY, HOUR, MINUTE
from tracker.rules.phrases import Translate, phrase
from tracker.rules.schedule import DueReason
from tracker.rules.wording import label_of

PLANNED = frozenset({DueReason.RATE, DueReason.SMALLEST, DueReason.LARGEST})
_HARDLY_EVER = 1 / 365
"""Changes a day."""

# Up to one and a half of the next unit: "90 minutes" says more than "2 hours".
_UNITS = (
    (1.5 * MINUTE, 1.0, "about every {count} seconds"),
    (1.5 * HOUR, MINUTE, "about every {count} minutes"),
    (1.5 * DAY, HOUR, "about every {count} hours"),
    (float("inf"), DAY, "about every {count} days"),
)


def due_words(
    reason: DueReason,
    *,
    seconds: float,
    change_rate: float | None,
    facts: Facts,
    age: float | None = None,
    language: str = "en",
) -> str:
    """The reason of a due date that is `seconds` after the look before.

    `change_rate` is the source's stored one, a day, None where it was never read
    twice; `age` its page's in days, where its birth is known.
    """
    label = label_of(reason, language)
    if reason not in PLANNED:
        return label
    say = phrase(language)
    now = None if change_rate is None else change_rate * boost(age)
    why = ", ".join((_changes(now, say), *_hangs(facts, say)))
    begin = _every(seconds, say)
    if reason is not DueReason.RATE:
        begin = f"{label} ({begin})"
    return f"{begin[:1].upper()}{begin[1:]}: {why}"


def _every(seconds: float, say: Translate) -> str:
    unit, words = next((unit, text) for most, unit, text in _UNITS if seconds < most)
    count = max(1, round(seconds / unit))
    return say(words, count).format(count=count)


def _changes(change_rate: float | None, say: Translate) -> str:
    if change_rate is None:
        return say("how often it changes is not known yet")
    if change_rate < _HARDLY_EVER:
        return say("it hardly ever changes")
    return say("it changes {every}").format(every=_every(DAY / change_rate, say))


def _hangs(facts: Facts, say: Translate) -> Iterator[str]:
    def count(words: str, number: int) -> str:
        return say(words, number).format(count=number)

    if facts.published:
        yield count("{count} published claims quote it", facts.published)
    if facts.is_kept:
        yield say("a claim that is not published yet quotes it")
    if facts.hot:
        yield count("{count} of them are on the move", facts.hot)
    if facts.is_watched:
        yield say("it is a channel that is read for answers")
    if facts.awaited:
        yield count("{count} answers are awaited from its party", facts.awaited)
    if facts == Facts():
        yield say("nothing hangs on it yet")
