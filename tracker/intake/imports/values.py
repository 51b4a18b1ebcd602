"""Cells as values, each refused in words that say what to write instead."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

from tracker.intake.imports.types import Fault, Row
from tracker.review.errors import Invalid
from tracker.review.texts import fit
from tracker.review.when import When, exactly, on_day
from tracker.rules.vocabulary import Precision
from tracker.text import hidden_in, storable

Value = TypeVar("Value")
Word = TypeVar("Word", bound=Enum)

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y")
_MOMENTS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M")  # fmt: skip


class Wrong(Exception):
    """A cell that cannot be read; the message says what to write."""


@dataclass(slots=True)
class Cells:
    """The cells of a row as they are read, and all that is wrong with them."""

    row: Row
    faults: list[Fault] = field(default_factory=list)

    def read(self, column: str, how: Callable[[str], Value]) -> Value | None:
        """A cell's value; None where it cannot be read, which is noted."""
        text = self.row.cells.get(column, "")
        try:
            return how(text)
        except Wrong as wrong:
            self.fault(column, str(wrong))
            return None

    def fault(self, column: str, words: str) -> None:
        text = storable(self.row.cells.get(column, ""))[:200]
        self.faults.append(
            Fault(line=self.row.line, column=column, text=text, words=words)
        )


def named(rows: Iterable[Row], column: str) -> set[str]:
    """What stands in a column, for a question to the database: what no row of it can
    hold is left out."""
    texts = {row.cells.get(column, "") for row in rows}
    return {text for text in texts if storable(text) == text}


@cache
def typed(kind: str, *, is_needed: bool = False) -> Callable[[str], str]:
    """Words that the record has limits for, as it will keep them; but what is hidden
    in them is refused, and not left out as where a person types."""

    def read(text: str) -> str:
        if is_needed and not text:
            raise Wrong("This cell is empty. Fill it in.")
        _refuse_hidden(text)
        return _fit(text, kind)

    return read


def quoted(text: str) -> str:
    """Words of a page: as they are there, but for what no row can hold."""
    return _fit(text, "exact")


def _refuse_hidden(text: str) -> None:
    if hidden := hidden_in(text):
        raise Wrong(f"This holds a hidden character ({hidden}). Take it out.")


def _fit(text: str, kind: str) -> str:
    try:
        return fit(text, kind)
    except Invalid as refusal:
        raise Wrong(str(refusal)) from refusal


def slug(text: str) -> str:
    if not text:
        raise Wrong("This cell is empty. Give the slug.")
    if not SLUG.fullmatch(text) or len(text) > 120:
        raise Wrong("A slug has letters a to z, digits, - and _, up to 120. Change it.")
    return text


def maybe_slug(text: str) -> str:
    return slug(text) if text else ""


def slugs(text: str) -> tuple[str, ...]:
    """Several, with | between them."""
    parts = (part.strip() for part in text.split("|"))
    return tuple(dict.fromkeys(slug(part) for part in parts if part))


def language(text: str) -> str:
    if text and not _LANGUAGE.fullmatch(text):
        raise Wrong("A language is a code such as uk, en or pt-BR. Write one.")
    return text


@cache
def _listed(words: type[Enum]) -> tuple[dict[str, Any], str]:
    """The words of a list by how they are written, and all of them for a person."""
    known = {str(word.value).lower(): word for word in words}
    return known, ", ".join(str(word.value).replace("_", " ") for word in words)


def one_of(words: type[Word], *, default: Word | None = None) -> Callable[[str], Word]:
    """A word of a closed list, written with blanks or underscores."""
    known, listed = _listed(words)

    def read(text: str) -> Word:
        if not text and default is not None:
            return default
        found: Word | None = known.get(re.sub(r"[\s-]+", "_", text.lower()))
        if found is None:
            raise Wrong(f"Not a word of the list. Choose one of: {listed}.")
        return found

    return read


def moment(text: str) -> datetime | None:
    """A date, at midnight, or a moment; UTC."""
    if not text:
        return None
    found = _parsed(text, _MOMENTS + _DAYS)
    if found is None:
        raise Wrong(_NO_DATE)
    return found


def when(date: str, precision: str) -> When:
    """The date of a fact: with a time it is exact, without one as the column says."""
    exact = _parsed(date, _MOMENTS)
    known = _precision(precision)
    if exact is not None:
        if known not in (None, Precision.EXACT):
            raise Wrong("A date with a time is exact. Leave out the time or precision.")
        return exactly(exact)
    day = _parsed(date, _DAYS)
    if day is None:
        raise Wrong("This cell is empty. Give the date." if not date else _NO_DATE)
    if known is Precision.EXACT:
        raise Wrong("An exact date has a time, such as 2024-04-12 10:30. Add it.")
    return on_day(day.date(), known or Precision.DAY)


_NO_DATE = (
    "Not a date that can be read one way only. Write 2024-04-12 or 12.04.2024, with a "
    "time 2024-04-12 10:30."
)


def _precision(text: str) -> Precision | None:
    return one_of(Precision)(text) if text else None


# Dates repeat from line to line, and reading one takes longer than all other cells.
@lru_cache(maxsize=10_000)
def _parsed(text: str, forms: tuple[str, ...]) -> datetime | None:
    plain = text.removesuffix("Z").strip()
    # The forms take other scripts' digits for ours; a date of the desk has ours.
    if not plain.isascii() or len(plain) > 20:
        return None
    for form in forms:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
