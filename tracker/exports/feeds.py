"""What a feed looks like: Atom (RFC 4287) and JSON Feed 1.1, from the same values."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from tracker.text import storable

# Of a feed in which nothing has happened yet: Atom wants a date, and now is not it.
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change. `id` never changes, whatever becomes of the page's address."""

    id: str
    url: str
    title: str
    summary: str
    at: datetime
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`url` is the page that it follows, `address` its own."""

    id: str
    title: str
    url: str
    address: str
    language: str
    author: str
    entries: tuple[Entry, ...] = ()

    @property
    def changed(self) -> datetime:
        return max((entry.at for entry in self.entries), default=BEGIN)


def tag(site: str, day: date, name: str) -> str:
    """A name for ever (RFC 4151): by whom, since which day, for what."""
    host = urlsplit(site).hostname or "localhost"
    return f"tag:{host},{day.isoformat()}:{name}"


def atom(feed: Feed) -> bytes:
    made = _Atom(
        title=storable(feed.title),
        link=feed.url,
        description="",
        language=feed.language,
        author_name=storable(feed.author),
        feed_url=feed.address,
        feed_guid=feed.id,
    )
    made.begin = feed.changed
    for entry in feed.entries:
        made.add_item(
            title=storable(entry.title),
            link=entry.url,
            # Atom's summary is HTML here, and ours is text.
            description=escape(storable(entry.summary)),
            unique_id=entry.id,
            pubdate=entry.at,
            updateddate=entry.at,
            categories=entry.tags,
        )
    text: str = made.writeString("utf-8")
    return text.encode()


class _Atom(Atom1Feed):
    begin: datetime

    def latest_post_date(self) -> datetime:
        return self.begin


def json_feed(feed: Feed) -> bytes:
    made = {
        "version": JSON_FEED,
        "title": storable(feed.title),
        "home_page_url": feed.url,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": storable(feed.author)}],
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry, language: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": storable(entry.title),
        "content_text": storable(entry.summary),
        "date_published": entry.at.isoformat(),
        "date_modified": entry.at.isoformat(),
        "language": language,
        "tags": list(entry.tags),
    }


@dataclass(frozen=True, slots=True)
class Form:
    write: Callable[[Feed], bytes]
    content_type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "atom": Form(atom, "application/atom+xml; charset=utf-8"),
        "json": Form(json_feed, "application/feed+json; charset=utf-8"),
    }
)
