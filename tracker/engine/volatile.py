"""What changes on a page although nobody edited it: dates, counters, furniture.

The patterns are in `data/volatile.json` and `data/corrections.json`, in several
languages. A date inside a sentence is a fact and stays; a line that is nothing but a
date is the page's own clock and goes.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from tracker.engine.critical import critical_lists
from tracker.text import Level, folded, words

# A line longer than this is a sentence, whatever words it is made of.
_MOST_WORDS_OF_A_LABEL = 14
_LONGEST_LABEL = 300
# In scripts without blanks each character is a word; a label has no more than these.
_SHORT_LABEL = 40
_SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f")
_LONGEST_NOTICE = 1200
_DIGITS = re.compile(r"\d")
_TIME = re.compile(r"\d[:h时時]\d\d")
_CLOCK = re.compile(r"\d{1,4}(?:[./:-]\d{1,4})*[a-z]{0,2}")


@lru_cache(maxsize=65536)
def steady(line: str) -> str:
    """A line folded for comparison, without what is volatile in it.

    Empty when nothing steady is left: the line is furniture, a date or a counter.
    """
    text = folded(line, Level.TYPOGRAPHY)
    if not text or _begins_as("chrome", text) or is_date_line(text):
        return ""
    if is_label(line) and _begins_as("teaser", text):
        return ""
    left = without_volatile(text)
    kept = words(left)
    if left != text and (len(kept) <= 1 or is_date_line(left)) and kept != words(text):
        return ""
    return " ".join(kept).casefold()


def is_label(line: str) -> bool:
    """Whether a line is a label, such as a teaser's headline, and no sentence."""
    if len(line) > _LONGEST_LABEL or line.rstrip().endswith(_SENTENCE_ENDS):
        return False
    return len(words(line)) <= _MOST_WORDS_OF_A_LABEL or len(line) <= _SHORT_LABEL


def without_volatile(line: str) -> str:
    """A line without relative times, counters and what only trails an address.

    "Updated" with a date and a time is the page's clock wherever it stands. Targets of
    Markdown links and the query of an address are no words of the page.
    In a sentence "three days ago" and "312 votes" are facts; only a label that says
    so is volatile.
    """
    if "](" in line or "=" in line:
        line = _without("address", line)
    if _TIME.search(line):
        line = _without("stamp", line)
    if len(line) > _LONGEST_LABEL or len(words(line)) > _MOST_WORDS_OF_A_LABEL:
        return line
    line = _without("relative", line)
    if _DIGITS.search(line) and not line.rstrip().endswith(_SENTENCE_ENDS):
        line = _without("counter", line)
    return line


def is_date_line(line: str) -> bool:
    """Whether a line says nothing but when: "Last updated: 3 April 2025, 10:00"."""
    if len(line) > _LONGEST_LABEL or not _DIGITS.search(line):
        return False
    spoken = [word.casefold() for word in words(line)]
    if not spoken or len(spoken) > _MOST_WORDS_OF_A_LABEL:
        return False
    return all(word in _date_words() or _CLOCK.fullmatch(word) for word in spoken) and (
        len(spoken) > 1 or len(spoken[0]) > 4
    )


def correction_notices(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that own up to an error: "Correction: an earlier version ..."."""
    return tuple(
        line[:_LONGEST_NOTICE]
        for line in lines
        if line and (_heading().match(line) or _owns_up(line))
    )


def _begins_as(kind: str, text: str) -> bool:
    return any(pattern.match(text) for pattern in _patterns("volatile", kind))


def _without(kind: str, line: str) -> str:
    for pattern in _patterns("volatile", kind):
        line = pattern.sub(" ", line)
    return line


@cache
def _patterns(name: str, kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in _data(name)[kind])


def _owns_up(line: str) -> bool:
    """Whether a line says that this text was wrong. The patterns are many, so that
    only lines with one of their stems are held against them."""
    plain = line.casefold()
    return any(cue in plain for cue in _data("corrections")["cue"]) and bool(
        _notice().search(line)
    )


@cache
def _heading() -> re.Pattern[str]:
    """A word such as "Correction" in front of a line; between it and the colon stands
    nothing but a date. After "Editor's note" comes what has been corrected."""
    data = _data("corrections")
    headings, desk = "|".join(data["heading"]), "|".join(data["desk"])
    article = r"(?: (?:to|in|of|on) (?:this|the|an?) [a-z]+)?"
    return re.compile(
        rf"\W{{0,3}}(?:(?:{headings}){article}(?=\W)"
        r"(?:(?=.{0,40}\d)[^:.]{0,40}(?:\.[^:.]{0,20})?)?\s*[:：.—–|\])]"
        rf"|(?:{headings})\W{{0,2}}$|(?:{desk})\b.{{0,40}}[:：.—–-])",
        re.IGNORECASE,
    )


@cache
def _notice() -> re.Pattern[str]:
    """What a line says that owns up to an error, wherever in the line it says so."""
    return re.compile("|".join(_data("corrections")["notice"]), re.IGNORECASE)


@cache
def _date_words() -> frozenset[str]:
    return frozenset(_data("volatile")["date_words"]) | critical_lists()["month"]


@cache
def _data(name: str) -> dict[str, list[str]]:
    raw = files("tracker.engine").joinpath(f"data/{name}.json").read_text("utf-8")
    loaded: dict[str, list[str]] = json.loads(raw)
    return loaded
