"""The lists by which pages are told apart, and how a mark is looked for.

They are in `data/fingerprints.json`: they age, and an operator adds to them with a
file of the same form (`ON_RECORD_FINGERPRINTS`). Pure but for reading those files.

A phrase counts in a part of the title or a line near the top, and only where it is all
that the part says, or where the line begins with it. So an article about missing pages,
captchas or the sale of a domain is a page.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from tracker.engine.types import Fetched, Text

_TITLE_PARTS = re.compile(r"\s+[|¦•·»/–—-]+\s+|\s*[|¦]\s*|\s*::\s*")
_EDGES = " \t\u00a0.,:;!?…|·•»«\"'“”„‘’()[]{}*_=-–—"
_QUOTED = ":,\"'”“»’"
_LINES = 8
_LOOKED_AT = 200_000
_TITLE = re.compile(r"<title[^>]*>\s*([^<]{0,200})", re.IGNORECASE)


class Unreadable(ValueError):
    """A file of marks that cannot be used; the text is one line for a person."""


@dataclass(frozen=True, eq=False)
class Marks:
    """The lists by name, and whether a page bears what they name."""

    lists: Mapping[str, tuple[Any, ...]]
    _joined: dict[str, str] = field(default_factory=dict)

    def header(self, name: str, fetched: Fetched) -> bool:
        """Whether a header of the list is there and holds the word beside it."""
        found = ((fetched.header(key).lower(), word) for key, word in self.lists[name])
        return any(value and word in value for value, word in found)

    def mark(self, name: str, fetched: Fetched) -> bool:
        """Whether the page's source holds a word of the list."""
        html = html_of(fetched)
        return any(word in html for word in self.lists[name])

    def somewhere(self, name: str, text: str) -> bool:
        return any(_compiled(one).search(text) for one in self.lists[name])

    def title(self, name: str, title: str) -> bool:
        """Whether a part of the title is such a phrase and nothing else."""
        return self._is_one(name, title_parts(title))

    def line(self, name: str, text: Text) -> bool:
        """Whether a line near the top is such a phrase and nothing else."""
        return self._is_one(name, first_lines(text))

    def begins(self, name: str, said: Iterable[str]) -> bool:
        """Whether one of these begins with a phrase, and does not quote or discuss
        it."""
        any_of = _compiled(rf"(?:{self._any_of(name)})(?![{_QUOTED}])")
        return any(any_of.match(one) for one in said)

    def is_led_to(self, name: str, fetched: Fetched) -> bool:
        """Whether we were led to an address of that sort, and asked for no such one."""
        asked, final = fetched.requested_url, fetched.final_url
        is_led = bool(fetched.redirects) and self.somewhere(name, final)
        return is_led and not self.somewhere(name, asked)

    def is_missing(self, said: str) -> bool:
        """Whether a title or heading says that there is no such page."""
        return bool(self._missing.fullmatch(said))

    @cached_property
    def _missing(self) -> re.Pattern[str]:
        leads, phrases = self._any_of("missing_leads"), self._any_of("missing_titles")
        leads = rf"(?:(?:{leads})\W*)*"
        return _compiled(
            rf"{leads}(?:4(?:04|10)\W*{leads}(?:{phrases})?"
            rf"|(?:{phrases})(?:\W+{leads}4(?:04|10))?)[!1)]*"
        )

    def _is_one(self, name: str, said: Iterable[str]) -> bool:
        any_of = _compiled(self._any_of(name))
        return any(any_of.fullmatch(one) for one in said)

    def _any_of(self, name: str) -> str:
        """The patterns of a list as one; no entry may refer back to its groups."""
        if name not in self._joined:
            self._joined[name] = "|".join(self.lists[name])
        return self._joined[name]


@cache
def marks(path: str = "") -> Marks:
    """Our lists, with those of an operator's file; raises `Unreadable`."""
    own = _own()
    added = _added(path, own) if path else {}
    return Marks({name: own[name] + added.get(name, ()) for name in own})


def title_of(fetched: Fetched, text: Text | None) -> str:
    if text is not None:
        return text.title
    found = _TITLE.search(fetched.body[:8192].decode("utf-8", "replace"))
    return found.group(1).strip() if found else ""


def title_parts(title: str) -> Iterator[str]:
    """A title whole, and its parts: many carry the name of the site."""
    yield title.strip(_EDGES)
    for part in _TITLE_PARTS.split(title):
        if stripped := part.strip(_EDGES):
            yield stripped


def first_lines(text: Text) -> Iterator[str]:
    for line in text.full.split("\n", _LINES)[:_LINES]:
        yield line.strip(_EDGES)


def html_of(fetched: Fetched) -> str:
    return fetched.body[:_LOOKED_AT].decode("latin-1").lower()


def _own() -> dict[str, tuple[Any, ...]]:
    raw = files("tracker.engine").joinpath("data/fingerprints.json").read_text("utf-8")
    return {name: _flat(lists) for name, lists in json.loads(raw).items()}


def _added(path: str, own: Mapping[str, object]) -> dict[str, tuple[Any, ...]]:
    """An operator's lists, checked now and not in the middle of a look."""
    try:
        loaded = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot be read: {error}") from error
    if not isinstance(loaded, dict) or not set(loaded) <= set(own):
        raise Unreadable(f"must be one object with lists named {', '.join(own)}")
    added = {name: _flat(lists) for name, lists in loaded.items()}
    for name, entries in added.items():
        for entry in entries:
            _check(name, entry)
    return added


def _flat(lists: Any) -> tuple[Any, ...]:
    """A list as it is, lists by language one after the other."""
    if isinstance(lists, dict):
        return tuple(entry for one in lists.values() for entry in _flat(one))
    return tuple(lists) if isinstance(lists, list) else (lists,)


def _check(name: str, entry: Any) -> None:
    if name.endswith("_headers"):
        is_pair = isinstance(entry, list) and len(entry) == 2
        if is_pair and all(isinstance(part, str) for part in entry):
            return
        raise Unreadable(f"{name}: {entry!r} is no header with its word")
    if not isinstance(entry, str) or not entry:
        raise Unreadable(f"{name}: {entry!r} is no text")
    try:
        # As it will stand, one of many.
        _compiled(f"(?:x|{entry})")
    except re.error as error:
        raise Unreadable(f"{name}: {entry!r} is no pattern: {error}") from error


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
