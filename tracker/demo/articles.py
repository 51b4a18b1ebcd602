"""The pages of the demo press, read from the files below `pages/`.

A file is a head of `name: value` lines, an empty line, and the body in HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import unescape
from pathlib import Path
from types import MappingProxyType

from tracker.demo.outlets import OUTLETS

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Article:
    """One page as it is written: an article, a statement or a post of a channel.

    `key` is "outlet/file"; the page is served from step `since` of the timetable.
    """

    key: str
    outlet: str
    path: str
    title: str
    lead: str
    section: str
    author: str
    published: datetime
    updated: datetime
    body: str
    since: int = 0


@cache
def articles() -> Mapping[str, Article]:
    """Every page of the press by its key, in the order of outlets, newest first."""
    found = [
        read(outlet.key, file)
        for outlet in OUTLETS
        for file in (PAGES / outlet.key).glob("*.html")
    ]
    order = [outlet.key for outlet in OUTLETS]
    found.sort(key=lambda a: (order.index(a.outlet), -a.published.timestamp(), a.key))
    return MappingProxyType({article.key: article for article in found})


def read(outlet: str, file: Path) -> Article:
    head, body = file.read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    fields = dict(line.split(":", maxsplit=1) for line in head.splitlines())
    fields = {name: value.strip() for name, value in fields.items()}
    return Article(
        key=f"{outlet}/{file.stem}",
        outlet=outlet,
        path=fields["path"],
        title=fields["title"],
        lead=fields["lead"],
        section=fields["section"],
        author=fields["author"],
        published=datetime.fromisoformat(fields["published"]),
        updated=datetime.fromisoformat(fields.get("updated", fields["published"])),
        body=body.strip(),
        since=int(fields.get("since", "0")),
    )


def plain_text(body: str) -> str:
    """The words of a page's own HTML, with single spaces and without tags.

    Good enough for markup that we wrote ourselves, and for nothing else.
    """
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
