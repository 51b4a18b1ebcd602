"""Which changed words turn a meaning: numbers, dates, negations, modals, names.

The words are in `data/critical_words.json`, so that an editor can add a language.
The test errs towards "critical": a person then looks once too often, not too seldom.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tracker.text import WORD

# Below this many letters, what follows a negative prefix is seldom a word.
_SHORTEST_STEM = 3
_DIGIT_BEFORE = re.compile(r"\d[.,]?$")
_DIGIT_AFTER = re.compile(r"[.,]?\d")
_SCRIPTS = tuple(
    map(
        re.compile,
        (
            r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]",
            r"[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]",
            r"[\u0370-\u03ff\u1f00-\u1fff]",
        ),
    )
)
_LETTERS_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")


def is_critical(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether replacing the words `before` by `after` touches a critical one.

    Either may be empty: an insertion, or a deletion. A first letter that only
    changes case is not critical, whatever the word.
    """
    old = [word.casefold() for word in before]
    new = [word.casefold() for word in after]
    if old == new:
        return False
    gone = _difference(before, new)
    come = _difference(after, old)
    if any(_is_telling(word) for word in gone + come):
        return True
    if any(_negates(a, b) for a in gone for b in come):
        return True
    return bool(gone) and bool(_scripts(come) - _scripts(gone))


def holds_critical(text: str) -> bool:
    """Whether a text that came or went as a whole holds a critical word."""
    return any(_is_telling(match.group()) for match in WORD.finditer(text))


def is_cut_out(exact: str, before: str, after: str) -> bool:
    """Whether words stand there only as part of others that say something else.

    "3 people" is no part of "13 people" or "2.3 people", nor "lawful" of "unlawful".
    `before` and `after` are what stands beside the words.
    """
    if exact[:1].isdigit() and _DIGIT_BEFORE.search(before):
        return True
    if exact[-1:].isdigit() and _DIGIT_AFTER.match(after):
        return True
    joined = _LETTERS_BEFORE.search(before) if exact[:1].isalpha() else None
    return joined is not None and joined.group().casefold() in _negating_prefixes()


def _difference(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that the other side lacks, with their repetitions."""
    left = Counter(others)
    missing = []
    for word in words:
        folded = word.casefold()
        if left[folded] > 0:
            left[folded] -= 1
        else:
            missing.append(word)
    return missing


def _is_telling(word: str) -> bool:
    if any(letter.isnumeric() for letter in word):
        return True
    folded = word.casefold()
    if folded in critical_words() or folded.endswith("n't") or folded == "t":
        return True
    return _is_name(word) or _mixes_scripts(word)


def _is_name(word: str) -> bool:
    """A word with a capital letter; a sentence's first word counts too."""
    return word[:1].isupper() or any(letter.isupper() for letter in word[1:])


def _mixes_scripts(word: str) -> bool:
    """Latin beside Cyrillic or Greek letters: a look-alike was slipped in."""
    return not word.isascii() and len(_scripts([word])) > 1


def _scripts(words: Sequence[str]) -> set[int]:
    """Which of the scripts that look alike are in some words."""
    text = " ".join(words)
    return {at for at, script in enumerate(_SCRIPTS) if script.search(text)}


def _negates(one: str, other: str) -> bool:
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if len(short) < _SHORTEST_STEM or not long.endswith(short):
        return False
    return long.removesuffix(short) in critical_lists()["prefix"]


@cache
def _negating_prefixes() -> frozenset[str]:
    """Those of two letters and more; "a" before a word is most often a slip."""
    return frozenset(one for one in critical_lists()["prefix"] if len(one) > 1)


@cache
def critical_words() -> frozenset[str]:
    """Every word that counts, in all languages together."""
    lists = critical_lists()
    kinds = ("negation", "modal", "number", "month")
    return frozenset(word for kind in kinds for word in lists[kind])


@cache
def critical_lists() -> dict[str, frozenset[str]]:
    raw = (
        files("tracker.engine").joinpath("data/critical_words.json").read_text("utf-8")
    )
    return {kind: frozenset(words) for kind, words in json.loads(raw).items()}
