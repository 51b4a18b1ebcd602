"""What changes on a page although nobody edited it: dates, counters, furniture.

The patterns are in `data/volatile.json` and `data/corrections.json`, in several
languages. A date inside a sentence is a fact and stays; a line that is nothing but a
date is the page's own clock and goes.
"""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from tracker.engine.critical import critical_lists
from tracker.text import Level, folded, words

# A line longer than this is a sentence, whatever words it is made of.
_LONGEST_DATE_LINE = 14
_LONGEST_NOTICE = 1200
_DIGITS = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,4}(?:[./:-]\d{1,4})*[a-z]{0,2}")


@lru_cache(maxsize=65536)
def steady(line: str) -> str:
    """A line folded for comparison, without what is volatile in it.

    Empty when nothing steady is left: the line is furniture, a date or a counter.
    """
    text = folded(line, Level.TYPOGRAPHY)
    if not text or _matches("chrome", text) or is_date_line(text):
        return ""
    text = without_volatile(text)
    left = words(text)
    if left != words(line) and (len(left) <= 1 or is_date_line(text)):
        return ""
    return " ".join(left).casefold()


def without_volatile(line: str) -> str:
    """A line without relative times, counters and what only trails an address.

    Targets of Markdown links and the query of an address are no words of the page.
    """
    for kind in ("address", "relative", "counter"):
        for pattern in _patterns("volatile", kind):
            line = pattern.sub(" ", line)
    return line


def is_date_line(line: str) -> bool:
    """Whether a line says nothing but when: "Last updated: 3 April 2025, 10:00"."""
    spoken = [word.casefold() for word in words(line)]
    if not spoken or len(spoken) > _LONGEST_DATE_LINE or not _DIGITS.search(line):
        return False
    return all(word in _date_words() or _CLOCK.fullmatch(word) for word in spoken) and (
        len(spoken) > 1 or len(spoken[0]) > 4
    )


def correction_notices(text: str) -> tuple[str, ...]:
    """The lines that own up to an error: "Correction: an earlier version ..."."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(
        line[:_LONGEST_NOTICE]
        for line in lines
        if line and any(p.search(line) for p in _patterns("corrections", "notice"))
    )


def _matches(kind: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns("volatile", kind))


@cache
def _patterns(name: str, kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in _data(name)[kind])


@cache
def _date_words() -> frozenset[str]:
    return frozenset(_data("volatile")["date_words"]) | critical_lists()["month"]


@cache
def _data(name: str) -> dict[str, list[str]]:
    raw = files("tracker.engine").joinpath(f"data/{name}.json").read_text("utf-8")
    loaded: dict[str, list[str]] = json.loads(raw)
    return loaded
