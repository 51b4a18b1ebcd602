"""ClaimReview of others: their findings come in as suggestions, never as a status.

A rating is kept as the text that it is. Plain Python reads; `submit` writes.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.db import transaction

from tracker.engine.errors import EngineError
from tracker.intake.sources import target_of
from tracker.models import Submission, Suggestion
from tracker.text import hidden_in, storable

LARGEST = 2_000_000
DEEPEST = 40
MOST = 2_000
_LONGEST = 5_000
_SCRIPT = re.compile(r"<script\b[^>]{0,500}>", re.IGNORECASE)
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_HELP = "Paste the JSON-LD itself, or the page's HTML with its script tags."


class NoClaimReview(Exception):
    """Nothing can be taken from this; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A claim that somebody else has reviewed, in their words."""

    statement: str
    author: str = ""
    rating: str = ""
    reviewer: str = ""
    url: str = ""

    @property
    def note(self) -> str:
        """What the desk should know before it decides."""
        said = f"Said by {self.author}." if self.author else "Nobody is named."
        who = self.reviewer or "its reviewer"
        rated = f" Rated “{self.rating}” by {who}." if self.rating else ""
        return f"{said}{rated} {self.url}".strip()


def read(text: str) -> list[Review]:
    """The reviews in a document or page; raises NoClaimReview with what is wrong."""
    if len(text) > LARGEST:
        words = f"This has {len(text):,} characters; up to {LARGEST:,} fit. Split it."
        raise NoClaimReview(words)
    nodes = [node for part in _documents(text) for node in _nodes(part)]
    if not nodes:
        raise NoClaimReview(f"There is no ClaimReview in this. {_HELP}")
    if len(nodes) > MOST:
        raise NoClaimReview(f"These are {len(nodes)} reviews; up to {MOST} fit.")
    faults: list[str] = []
    found = [_review(number, node, faults) for number, node in enumerate(nodes, 1)]
    if faults:
        raise NoClaimReview(" ".join(faults[:20]))
    return [one for one in dict.fromkeys(found) if one is not None]


@transaction.atomic
def submit(
    reviews: list[Review], *, by: User | None, now: datetime
) -> tuple[Submission | None, int]:
    """One submission with a suggestion for each review that is new, and how many the
    desk had already."""
    new = [one for one in reviews if not _is_known(one)]
    if not new:
        return None, len(reviews)
    sites = sorted({one.reviewer for one in new if one.reviewer})
    title = f"ClaimReview: {', '.join(sites) or 'unnamed reviewer'}"
    submission = Submission.objects.create(
        title=title[:500],
        url=new[0].url if len({one.url for one in new}) == 1 else "",
        text="\n\n".join(f"{one.statement}\n{one.note}" for one in new),
        received_at=now,
        submitted_by=by,
    )
    Suggestion.objects.bulk_create(
        Suggestion(submission=submission, statement=one.statement, note=one.note)
        for one in new
    )
    return submission, len(reviews) - len(new)


def _is_known(review: Review) -> bool:
    rows = Suggestion.objects.filter(statement=review.statement, note=review.note)
    return rows.exists()


def _documents(text: str) -> Iterator[object]:
    """The JSON itself, or what stands in the script tags of a page."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{"):
        yield _json(text.lstrip("\ufeff \t\r\n"))
        return
    for opening in _SCRIPT.finditer(text):
        if "ld+json" in opening[0].lower():
            end = text.lower().find("</script", opening.end())
            yield _json(text[opening.end() : end if end >= 0 else None])
            if end < 0:
                return


def _json(text: str) -> object:
    _refuse_deep(text)
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NoClaimReview(f"The JSON cannot be read: {error}. {_HELP}") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse_deep(text: str) -> None:
    depth = 0
    for found in _NESTING.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > DEEPEST:
            raise NoClaimReview(f"The JSON is nested deeper than {DEEPEST} levels.")


def _nodes(part: object) -> Iterator[dict[str, Any]]:
    """Every ClaimReview in it: alone, in a list, a graph or a feed."""
    if isinstance(part, list):
        for one in part:
            yield from _nodes(one)
    elif isinstance(part, dict):
        if "ClaimReview" in _types(part):
            yield part
            return
        for key in ("@graph", "dataFeedElement", "itemListElement", "item", "review"):
            yield from _nodes(part.get(key))


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", "")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rpartition("/")[2] for kind in listed]


def _review(number: int, node: dict[str, Any], faults: list[str]) -> Review | None:
    statement = _text(node.get("claimReviewed"))
    url = _text(node.get("url"))
    wrong = _wrong_statement(statement) or _wrong_url(url)
    if wrong:
        faults.append(f"ClaimReview {number}: {wrong}")
        return None
    rating = _first(node.get("reviewRating"))
    named = _text(rating.get("alternateName") or rating.get("name"))
    return Review(
        statement=statement,
        author=_name(_first(node.get("itemReviewed")).get("author")),
        rating=named or _text(rating.get("ratingValue")),
        reviewer=_name(node.get("author")),
        url=url,
    )


def _wrong_statement(statement: str) -> str:
    if not statement:
        return "claimReviewed is missing. Add the words of the claim."
    if len(statement) > _LONGEST:
        return f"claimReviewed is longer than {_LONGEST} characters. Shorten it."
    if hidden := hidden_in(statement):
        return f"claimReviewed holds a hidden character ({hidden}). Take it out."
    return ""


def _wrong_url(url: str) -> str:
    if not url:
        return ""
    try:
        target_of(url)
    except EngineError as error:
        return (
            f"its url cannot be looked at: {error}. Use one with https:// or http://."
        )
    return ""


def _first(value: object) -> dict[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, dict) else {}


def _name(value: object) -> str:
    return _text(value) or _text(_first(value).get("name"))


def _text(value: object) -> str:
    """A text or a number; whatever else stands there says nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return storable(str(value)).strip()
