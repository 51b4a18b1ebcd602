"""Whether a statement speaks to a claim: by the significant words that they share.

Words count once per meaning: `data/meanings.json` lists words that stand for each
other in this trade ("troops", "soldiers", "armed forces"), in the languages of the
interface. A word that many claims use says little and weighs little.

Limits: it knows no grammar, no negation and no languages beyond those of the list; a
statement that answers in wholly different words is missed, and one that is about the
same matter without answering it is found. It decides what a person reads first, and
nothing else.
"""

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from tracker.text import words

# A claim is spoken to when this share of its weight returns, in at least two words.
ENOUGH = 0.55
FEWEST = 2
_SHORTEST_STEM = 4
_SAME_STEM = 0.6

Meanings = frozenset[str]


def speaks_to(
    said: str,
    statement: str,
    *,
    without: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
) -> tuple[str, ...]:
    """The meanings of a claim's statement that `said` shares; empty if too few.

    `without` are names that say nothing here: those of the party that speaks.
    """
    own = [word for name in without for word in meanings(name)]
    asked = [one for one in meanings(statement) if not _is_among(one, own)]
    heard = meanings(said)
    shared = [one for one in asked if _is_among(one, heard)]
    total = sum(_weight(one, weights) for one in asked)
    found = sum(_weight(one, weights) for one in shared)
    if len(shared) < FEWEST or found < ENOUGH * total:
        return ()
    return tuple(sorted(shared))


def meanings(text: str) -> Meanings:
    """The significant words of a text, each by the first word of its group."""
    plain = (word.casefold().removesuffix("'s") for word in words(text))
    kept = (word for word in plain if word not in _lists()["empty"] and len(word) > 2)
    return frozenset(_groups().get(word, word) for word in kept)


def weights_of(statements: Iterable[str]) -> dict[str, float]:
    """How much each meaning tells among these statements, by its rarity in them."""
    every = [meanings(statement) for statement in statements]
    counted = Counter(one for found in every for one in found)
    return {one: math.log(1 + len(every) / count) for one, count in counted.items()}


def common_words() -> frozenset[str]:
    """Words that tell nothing of what a statement is about, in lower case."""
    return _lists()["empty"]


def _weight(meaning: str, weights: Mapping[str, float] | None) -> float:
    return 1.0 if weights is None else weights.get(meaning, 1.0)


def _is_among(meaning: str, others: Iterable[str]) -> bool:
    return any(meaning == other or _same_stem(meaning, other) for other in others)


def _same_stem(one: str, other: str) -> bool:
    """Two forms of a word: they begin alike, for most of the longer one."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(_SHORTEST_STEM, _SAME_STEM * max(len(one), len(other)))


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in _data("empty.json").items()}


@cache
def _groups() -> dict[str, str]:
    return {
        word: group[0] for group in _data("meanings.json")["groups"] for word in group
    }


def _data(name: str) -> dict[str, list]:  # type: ignore[type-arg]
    raw = files("tracker.intake").joinpath(f"data/{name}").read_text("utf-8")
    loaded: dict[str, list] = json.loads(raw)  # type: ignore[type-arg]
    return loaded
