"""Closed lists in columns and filters, in the words of `rules.wording`."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from django.contrib import admin

from tracker.models.base import choices
from tracker.rules.wording import label_of


def column(field: str, words: type[Enum]) -> Callable[[Any], str]:
    """A column that says a field's label; empty for a row that has no value."""

    @admin.display(description=field.replace("_", " "), ordering=field)
    def shown(row: Any) -> str:
        value = getattr(row, field)
        return "" if value in ("", None) else label_of(words(value))

    shown.__name__ = field
    return shown


class Values(admin.AllValuesFieldListFilter):
    """A filter by whatever stands in a field; an empty value has a name, too."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for each in super().choices(changelist):
            yield {**each, "display": each["display"] or "Not given"}


def choice(
    field: str, words: type[Enum]
) -> tuple[str, type[admin.ChoicesFieldListFilter]]:
    """A filter by a field, whose choices are said by their labels."""
    spoken = {
        plain: label_of(word)
        for word, (_, plain) in zip(words, choices(words), strict=True)
    }

    class Worded(admin.ChoicesFieldListFilter):
        def choices(self, changelist: Any) -> Iterator[Any]:
            for each in super().choices(changelist):
                plain = str(each["display"])
                yield {**each, "display": spoken.get(plain, plain)}

    return field, Worded
