"""What a text may hold that a person typed: one table of limits for every door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.review.errors import Invalid
from tracker.text import fault, tidy


@dataclass(frozen=True)
class Kind:
    """How long a text may be, in characters; a line has no breaks in it. Quoted words
    are kept as their source has them."""

    most: int
    is_line: bool = True
    is_quoted: bool = False


LINE, LINES = Kind(200), Kind(5_000, is_line=False)
QUOTED = Kind(20_000, is_quoted=True)
KINDS: Mapping[str, Kind] = {
    "statement": Kind(500),
    "context": LINES,
    "reason": LINES,
    "gist": Kind(500),
    "speaker": LINE,
    "author": LINE,
    "asked_by": LINE,
    "question": LINES,
    "translator": LINE,
    "translation": Kind(20_000, is_line=False),
    "exact": QUOTED,
    "prefix": QUOTED,
    "suffix": QUOTED,
    "names": LINE,
    "full_names": LINE,
    "aliases": LINE,
    "title": Kind(500),
    "publisher": LINE,
}


def fit(text: str, kind: str, *, field: str = "") -> str:
    """The text as it is kept; raises Invalid, for the form's field."""
    rule = KINDS[kind]
    plain = text if rule.is_quoted else tidy(text, is_line=rule.is_line)
    if problem := fault(plain, most=rule.most, is_quoted=rule.is_quoted):
        raise Invalid(problem, field=field or kind)
    return plain


def fit_row(row: models.Model) -> None:
    """Makes every typed text of a new row fit; raises Invalid."""
    for field in row._meta.concrete_fields:
        if field.name in KINDS:
            value = getattr(row, field.name)
            setattr(row, field.name, _fit_value(value, field.name))


def _fit_value(value: Any, kind: str) -> Any:
    """A text, or a list of texts, or texts by language."""
    if isinstance(value, str):
        return fit(value, kind)
    if isinstance(value, Mapping):
        return {
            code: fit(str(text), kind, field=f"{kind.removesuffix('s')}_{code}")
            for code, text in value.items()
        }
    if isinstance(value, list | tuple):
        return [fit(str(text), kind) for text in value]
    return value
