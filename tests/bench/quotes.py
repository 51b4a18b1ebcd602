"""Generated cases: a quote, a page of its own, and what must be found there.

Every case has a page that nothing else looks at, so a measured time holds all that a
page costs that was never seen before.
"""

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.pieces import PIECES
from tests.bench.prose import Prose, prose
from tests.bench.spellings import SPACING, TYPOGRAPHY
from tracker.engine.anchor import locate
from tracker.engine.types import Anchor, Quote
from tracker.rules.vocabulary import CitationState as State
from tracker.text import word_spans

CONTEXT = 32
# The place of a reworded quote may be off by a few words at its ends.
_SAME_PLACE = 0.6
_TEXTS_PER_LANGUAGE = 8


@dataclass(frozen=True, slots=True)
class Case:
    """A quote in a page; one of `states` is right, at `start` to `end` if anywhere."""

    kind: str
    language: str
    quote: Quote
    page: str
    states: frozenset[State]
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut in three: the words of a quote and what stands on both sides."""

    language: str
    before: str
    words: str
    after: str

    def quote(self, chance: random.Random) -> Quote:
        """Three in four are kept with their surroundings."""
        if chance.random() < 0.25:
            return Quote(self.words)
        return self.anchored()

    def anchored(self) -> Quote:
        return Quote(self.words, self.before[-CONTEXT:], self.after[:CONTEXT])


@dataclass(frozen=True, slots=True)
class Result:
    """What was found for a case, whether that is right, and in how many seconds.

    The seconds are those of the processor: another program's do not count."""

    case: Case
    found: Anchor
    is_right: bool
    seconds: float


def results(*, count: int, length: int, seed: int) -> Iterator[Result]:
    """Every generated case, looked up once."""
    for case in cases(count=count, length=length, seed=seed):
        begun = time.thread_time()
        found = locate(case.quote, case.page)
        seconds = time.thread_time() - begun
        yield Result(case, found, is_right(case, found), seconds)


def is_right(case: Case, found: Anchor) -> bool:
    """Whether state and place are right; the same words must be met to the letter.

    Marks beside them may belong to a quote that has such marks.
    """
    if found.state not in case.states:
        return False
    if case.start is None or case.end is None:
        return found.start is None
    if found.start is None or found.end is None:
        return False
    if case.kind in ("edited", "number", "marked"):
        both = min(found.end, case.end) - max(found.start, case.start)
        either = max(found.end, case.end) - min(found.start, case.start)
        return both / either >= _SAME_PLACE
    return (found.start, found.end) == (case.start, case.end)


def cases(*, count: int, length: int, seed: int) -> Iterator[Case]:
    """`count` cases on pages of about `length` characters, kinds and languages mixed.

    The same numbers give the same cases.
    """
    chance = random.Random(seed)
    texts = [
        prose(language, length=length, chance=chance)
        for language in PIECES
        for _ in range(_TEXTS_PER_LANGUAGE)
    ]
    for number in range(count):
        make = KINDS[number % len(KINDS)]
        yield make(texts[number // len(KINDS) % len(texts)], chance)


def _exact(text: Prose, chance: random.Random) -> Case:
    cut = _cut(text, chance)
    return _standing("exact", cut, cut.quote(chance), cut, State.EXACT)


def _spacing(text: Prose, chance: random.Random) -> Case:
    return _respelled("spacing", text, chance, SPACING, State.EXACT)


def _typographic(text: Prose, chance: random.Random) -> Case:
    state = State.EXACT_TYPOGRAPHIC
    return _respelled("typographic", text, chance, TYPOGRAPHY, state)


def _respelled(
    kind: str,
    text: Prose,
    chance: random.Random,
    ways: tuple[Callable[[str], str], ...],
    state: State,
) -> Case:
    """The whole page is written in another way, as after a change of its software."""
    while True:
        cut = _cut(text, chance)
        write = chance.choice(ways)
        if write(cut.words) != cut.words:
            break
    now = Cut(text.language, write(cut.before), write(cut.words), write(cut.after))
    return _standing(kind, cut, cut.quote(chance), now, state)


def _moved(text: Prose, chance: random.Random) -> Case:
    cut = _cut(text, chance)
    rest = cut.before + cut.after
    ends = [match.end() for match in re.finditer(r"[.。]|\n", rest)]
    far_off = min(2000, len(rest) // 4)
    far = [end for end in ends if abs(end - len(cut.before)) > far_off]
    place = chance.choice(far)
    now = Cut(text.language, rest[:place] + "\n", cut.words, "\n" + rest[place:])
    return _standing("moved", cut, cut.anchored(), now, State.EXACT_MOVED)


def _edited(text: Prose, chance: random.Random) -> Case:
    """One to twenty in a hundred words are replaced, left out or put in."""
    cut = _cut(text, chance)
    quote = cut.quote(chance)
    words = word_spans(cut.words)
    most = max(int(len(words) * chance.uniform(0.01, 0.2)), 1)
    now = cut.words
    for _, start, end in sorted(chance.sample(words, most), reverse=True, key=_place):
        other = chance.choice(PIECES[text.language].plain)
        written = chance.choice((other, other, "", now[start:end] + text.joint + other))
        now = now[:start] + written + now[end:]
    edited = Cut(text.language, cut.before, now, cut.after)
    return _standing(
        "edited", cut, quote, edited, State.ALTERED, State.ALTERED_CRITICAL
    )


def _place(word: tuple[str, int, int]) -> int:
    return word[1]


def _number(text: Prose, chance: random.Random) -> Case:
    """One number says something else."""
    while True:
        cut = _cut(text, chance)
        numbers = list(re.finditer(r"\d+", cut.words))
        if numbers:
            break
    found = chance.choice(numbers)
    other = str(int(found.group()) + chance.choice((-10, -1, 1, 10, 100)))
    now = cut.words[: found.start()] + other + cut.words[found.end() :]
    edited = Cut(text.language, cut.before, now, cut.after)
    return _standing("number", cut, cut.quote(chance), edited, State.ALTERED_CRITICAL)


def _deleted(text: Prose, chance: random.Random) -> Case:
    cut = _cut(text, chance)
    page = cut.before + cut.after
    gone = frozenset({State.GONE})
    return Case("deleted", text.language, cut.quote(chance), page, gone)


def _split(text: Prose, chance: random.Random) -> Case:
    """The quote leaves out its middle, as an author marks it."""
    while True:
        cut = _cut(text, chance)
        words = word_spans(cut.words)
        if len(words) >= 12:
            break
    third = len(words) // 3
    head, tail = cut.words[: words[third][2]], cut.words[words[-third][1] :]
    mark = chance.choice((" ... ", " … ", " [...] ", " […] ", " (...) "))
    quote = Quote(head + mark + tail, cut.before[-CONTEXT:], cut.after[:CONTEXT])
    return _standing("split", cut, quote, cut, State.EXACT)


def _marked(text: Prose, chance: random.Random) -> Case:
    """The author put marks into the quote, or something in brackets."""
    cut = _cut(text, chance)
    _, low, high = chance.choice(word_spans(cut.words)[1:-1])
    head, word, tail = cut.words[:low], cut.words[low:high], cut.words[high:]
    marked = chance.choice(
        (
            f"\u201c{cut.words}\u201d",
            f"{head}{word}[{chance.randint(1, 99)}]{tail}",
            f"{head}**{word}**{tail}",
            f"{head}[{chance.choice(PIECES[text.language].plain)}, red.]{tail}",
        )
    )
    quote = Quote(marked, cut.before[-CONTEXT:], cut.after[:CONTEXT])
    return _standing("marked", cut, quote, cut, State.EXACT_TYPOGRAPHIC)


def _repeated(text: Prose, chance: random.Random) -> Case:
    """A short quote stands in several places; its surroundings tell which."""
    while True:
        short = _cut(text, chance).words
        spans = word_spans(short)
        short = short[: spans[min(3, len(spans) - 1)][2]]
        if len(short) < 25:
            break
    sentences = [one for part in text.paragraphs for one in part]
    places = sorted(chance.sample(range(1, len(sentences)), chance.randint(3, 6)))
    for place in reversed(places):
        sentences.insert(place, short + "!")
    chosen = chance.randrange(len(places))
    at = places[chosen] + chosen
    before = text.joint.join(sentences[:at]) + text.joint
    after = "!" + text.joint + text.joint.join(sentences[at + 1 :])
    cut = Cut(text.language, before, short, after)
    return _standing("repeated", cut, cut.anchored(), cut, State.EXACT)


KINDS = (
    _exact,
    _spacing,
    _typographic,
    _moved,
    _edited,
    _number,
    _deleted,
    _split,
    _repeated,
    _marked,
)


def _standing(kind: str, was: Cut, quote: Quote, now: Cut, *states: State) -> Case:
    """A case whose quote still stands somewhere, in these words or in others."""
    start = len(now.before)
    return Case(
        kind,
        was.language,
        quote,
        now.before + now.words + now.after,
        frozenset(states),
        start,
        start + len(now.words),
    )


def _cut(text: Prose, chance: random.Random) -> Cut:
    """A stretch of one to three sentences, or the greater part of one."""
    page = text.text
    number = chance.randrange(len(text.paragraphs))
    sentences = text.paragraphs[number]
    first = chance.randrange(len(sentences))
    whole = text.joint.join(sentences[first : first + chance.randint(1, 3)])
    spans = word_spans(whole)
    low = chance.randint(0, len(spans) // 6)
    high = chance.randint(len(spans) - len(spans) // 6, len(spans))
    words = whole[spans[low][1] : spans[high - 1][2]]
    start = page.index(words)
    return Cut(text.language, page[:start], words, page[start + len(words) :])
