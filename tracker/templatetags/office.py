"""What the office's own templates of lists need: dates, from the ends of an index."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@dataclass(frozen=True)
class Span:
    """A year, a month or a day of a list, and where it is shown."""

    title: str
    link: str
    is_chosen: bool = False


@register.inclusion_tag("admin/date_hierarchy.html")
def spans(cl: Any) -> dict[str, object]:
    """The dates that a list can be narrowed to, without a look at all of its rows.

    Django's own tag asks for each date that occurs; here the first and the last say
    which years there are, and every month and day is offered.
    """
    field = str(cl.date_hierarchy)
    asked = {
        part: int(value)
        for part in ("year", "month", "day")
        if (value := str(cl.params.get(f"{field}__{part}", ""))).isdecimal()
    }
    if "year" not in asked:
        return {"show": True, "back": None, "choices": _years(cl, field)}
    return {
        "show": True,
        "back": _back(cl, field, asked),
        "choices": _within(cl, field, asked),
    }


@register.filter
def labelled(
    rows: Iterable[Sequence[str]], headers: Sequence[Mapping[str, Any]]
) -> Iterator[SafeString]:
    """The cells of each row, each with the name of its column: on a phone rows are
    cards."""
    names = [format_html(' data-label="{}"', _name(header)) for header in headers]
    for row in rows:
        cells = zip(row, names, strict=True)
        # Django's own markup of a cell: "<td" or "<th", then its class.
        yield mark_safe("".join(cell[:3] + name + cell[3:] for cell, name in cells))  # noqa: S308


def _name(header: Mapping[str, Any]) -> str:
    is_tick = "action-checkbox" in header.get("class_attrib", "")
    return "" if is_tick else capfirst(str(header["text"]))


def _years(cl: Any, field: str) -> list[Span]:
    ends = cl.model._default_manager.aggregate(first=Min(field), last=Max(field))
    if ends["first"] is None:
        return []
    years = range(_day(ends["first"]).year, _day(ends["last"]).year + 1)
    return [Span(str(year), _link(cl, field, year=year)) for year in years]


def _within(cl: Any, field: str, asked: dict[str, int]) -> list[Span]:
    year, month = asked["year"], asked.get("month")
    if month is None:
        return [
            Span(str(MONTHS[number]), _link(cl, field, year=year, month=number))
            for number in range(1, 13)
        ]
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return []
    days = calendar.monthrange(year, month)[1]
    return [
        Span(
            str(day),
            _link(cl, field, year=year, month=month, day=day),
            is_chosen=asked.get("day") == day,
        )
        for day in range(1, days + 1)
    ]


def _back(cl: Any, field: str, asked: dict[str, int]) -> Span:
    if "month" in asked:
        return Span(str(asked["year"]), _link(cl, field, year=asked["year"]))
    return Span("All dates", _link(cl, field))


def _link(cl: Any, field: str, **asked: int) -> str:
    named = {f"{field}__{part}": number for part, number in asked.items()}
    return str(cl.get_query_string(named, [f"{field}__"]))


def _day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date()
    return moment
