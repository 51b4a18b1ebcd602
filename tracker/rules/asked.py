"""What a list is asked for: read from the parameters of an address, the same for pages,
tables, feeds and the API.

A word that no list knows is refused with its name; a party, topic or place that is not
there is a question like any other, which no claim answers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.rules.choices import NAMED, NAMES, WORDS, Choice, Place, Span
from tracker.rules.facets import Kind
from tracker.rules.query import Query, parse

# More at a time than anybody chooses by hand.
MOST_CHOICES = 12


class Sort(StrEnum):
    RELEVANCE = "relevance"
    LATEST = "latest"
    DECIDED = "decided"
    OLDEST = "oldest"


class BadAsk(ValueError):
    """A parameter has a value that no list knows; `name` is the parameter's."""

    def __init__(self, name: str) -> None:
        super().__init__(f"This value of `{name}` cannot be read.")
        self.name = name


NO_QUERY = Query()
ALWAYS = Span()


@dataclass(frozen=True, kw_only=True)
class Asked:
    query: Query = NO_QUERY
    choices: tuple[Choice, ...] = ()
    decided: Span = ALWAYS
    said: Span = ALWAYS
    sort: Sort = Sort.LATEST
    place: Place | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.choices or self.decided or self.said)

    @property
    def usual_sort(self) -> Sort:
        return Sort.RELEVANCE if self.query else Sort.LATEST

    def parameters(self) -> list[tuple[str, str]]:
        """As an address says it, always in the same order; without the place."""
        found = [("q", str(self.query))] if self.query else []
        found += [(choice.name, choice.value) for choice in self.choices]
        for name, span in (("decided", self.decided), ("said", self.said)):
            ends = (("from", span.since), ("to", span.until))
            found += [(f"{name}_{end}", day.isoformat()) for end, day in ends if day]
        if self.sort is not self.usual_sort:
            found.append(("sort", self.sort.value))
        return found

    def with_choice(self, choice: Choice) -> "Asked":
        chosen = tuple(sorted({*self.choices, choice}))
        return replace(self, choices=chosen, place=None)

    def without(self, choice: Choice) -> "Asked":
        left = tuple(one for one in self.choices if one != choice)
        return replace(self, choices=left, place=None)

    def without_query(self) -> "Asked":
        is_usual = self.sort in (self.usual_sort, Sort.RELEVANCE)
        sort = Sort.LATEST if is_usual else self.sort
        return replace(self, query=NO_QUERY, sort=sort, place=None)

    def without_span(self, name: str) -> "Asked":
        """Without the dates of a decision (`decided`) or a first word (`said`)."""
        if name == "decided":
            return replace(self, decided=ALWAYS, place=None)
        return replace(self, said=ALWAYS, place=None)


Parameters = Mapping[str, Sequence[str]]
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
_PLACE = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,18})", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read(given: Parameters) -> Asked:
    """What the parameters ask for; raises BadAsk. Unknown names are ignored."""
    query = parse(" ".join(given.get("q", ())))
    choices = tuple(sorted(set(_choices(given))))
    if len(choices) > MOST_CHOICES:
        raise BadAsk(choices[MOST_CHOICES].name)
    asked = Asked(
        query=query,
        choices=choices,
        decided=_span(given, "decided"),
        said=_span(given, "said"),
        place=_place(given),
    )
    return replace(asked, sort=_sort(given, asked))


def _choices(given: Parameters) -> Iterator[Choice]:
    for kind, name in NAMES.items():
        for value in given.get(name, ()):
            if value:
                yield _choice(kind, value)


def _choice(kind: Kind, value: str) -> Choice:
    word, _, slug = value.partition(":") if kind in WORDS else ("", "", value)
    is_word = word in WORDS[kind] if kind in WORDS else True
    is_slug = bool(_SLUG.fullmatch(slug)) if kind in NAMED else not slug
    if not (is_word and is_slug):
        raise BadAsk(NAMES[kind])
    return Choice(kind=kind, word=word, slug=slug)


def _span(given: Parameters, name: str) -> Span:
    since, until = (_day(given, f"{name}_{end}") for end in ("from", "to"))
    return Span(since=since, until=until)


def _day(given: Parameters, name: str) -> date | None:
    text = _last(given, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as error:
        raise BadAsk(name) from error


def _sort(given: Parameters, asked: Asked) -> Sort:
    text = _last(given, "sort")
    if not text:
        return asked.usual_sort
    try:
        sort = Sort(text)
    except ValueError as error:
        raise BadAsk("sort") from error
    # Without words nothing is more to the point than anything else.
    return sort if asked.query or sort is not Sort.RELEVANCE else Sort.LATEST


def _place(given: Parameters) -> Place | None:
    for name in ("after", "before"):
        text = _last(given, name)
        if not text:
            continue
        match = _PLACE.fullmatch(text)
        if match is None:
            raise BadAsk(name)
        key, claim = (int(part) for part in match.groups())
        return Place(key=key, claim=claim, is_before=name == "before")
    return None


def _last(given: Parameters, name: str) -> str:
    values = given.get(name, ())
    return values[-1].strip() if values else ""
