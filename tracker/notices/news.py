"""What the finders hand over: one thing that happened, and whom it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.rules.vocabulary import NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing to tell. `key` is its own for ever: the same key is told once.

    `what` and `about` are words by language: what happened, and the statement that it
    is about. `path` is an address on this site without its host. `to` are the ids of
    people; with none, only webhooks hear of it.
    """

    kind: NoticeKind
    key: str
    at: datetime
    path: str
    what: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)
    to: tuple[int, ...] = ()
    item: int | None = None
    claim: int | None = None


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in a language, else in English, else in any."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")
