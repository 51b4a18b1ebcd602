"""From an article of the demo press to the bytes of its page."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from random import Random
from string import Template

from tracker.demo.articles import PAGES, Article, articles, plain_text
from tracker.demo.clutter import clutter, notices
from tracker.demo.outlets import BY_KEY, Outlet
from tracker.demo.pdf import pdf
from tracker.demo.timetable import Served
from tracker.demo.words import FICTION, WORDS

LABELS = (
    "cookies_label",
    "accept",
    "choose",
    "sections",
    "advert",
    "related",
    "most_read",
    "letter",
    "not_found",
    "not_found_more",
)


@dataclass(frozen=True)
class Link:
    """A line of a listing: a page's path, title, a line about it, and its date."""

    path: str
    title: str
    lead: str
    published: datetime


@cache
def layout(name: str) -> Template:
    return Template((PAGES / "layouts" / name).read_text(encoding="utf-8"))


def story(served: Served, *, address: str, rng: Random) -> str:
    """The page of an article or a statement."""
    article = served.article
    outlet = BY_KEY[article.outlet]
    values = frame(outlet, rng) | about(served, address)
    values["body"] = served.body
    values["picture"] = picture(article, WORDS[outlet.language].caption)
    values["section_path"] = section_path(article)
    if outlet.layout == "statement":
        values["related"] = notices(rng)
    return layout(f"{outlet.layout}.html").substitute(values)


def frame(outlet: Outlet, rng: Random) -> dict[str, str]:
    """What every page of an outlet carries, fresh clutter included."""
    words = WORDS[outlet.language]
    labels = {f"word_{name}": str(getattr(words, name)) for name in LABELS}
    return {
        **labels,
        **clutter(outlet.language, rng),
        "navigation": navigation(outlet),
        "language": outlet.language,
        "outlet": outlet.name,
        "tagline": outlet.tagline,
        "accent": outlet.accent,
        "paper": outlet.paper,
        "footer_line": words.footer_line,
        "fiction": FICTION[outlet.language],
    }


def navigation(outlet: Outlet) -> str:
    """The sections of a newspaper; the parties in the room of statements."""
    places = dict.fromkeys(WORDS[outlet.language].section_names, "/")
    if outlet.layout == "statement":
        own = [a for a in articles().values() if a.outlet == outlet.key]
        places = {a.section: f"{section_path(a)}/" for a in own}
    return "".join(
        f'<li><a href="{path}">{name}</a></li>'
        for name, path in sorted(places.items(), key=lambda place: place[1])
    )


def about(served: Served, address: str) -> dict[str, str]:
    """The article's own metadata, as words and for machines."""
    article = served.article
    language = BY_KEY[article.outlet].language
    published, updated = article.published, served.updated
    line = ""
    if updated != published:
        line = (
            f" · {WORDS[language].updated} "
            f'<time datetime="{updated.isoformat()}">{spoken(updated, language)}</time>'
        )
    return {
        "title": escape(article.title),
        "lead": escape(article.lead),
        "section": escape(article.section),
        "author": escape(article.author),
        "address": address,
        "published": published.isoformat(),
        "updated": updated.isoformat(),
        "published_words": spoken(published, language),
        "updated_line": line,
        "json_ld": json_ld(served, address),
    }


def json_ld(served: Served, address: str) -> str:
    article = served.article
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "url": address,
        "inLanguage": BY_KEY[article.outlet].language,
        "datePublished": article.published.isoformat(),
        "dateModified": served.updated.isoformat(),
        "isAccessibleForFree": True,
        "author": {"@type": "Organization", "name": article.author},
        "publisher": {"@type": "Organization", "name": BY_KEY[article.outlet].name},
    }
    return json.dumps(data, ensure_ascii=False)


def spoken(moment: datetime, language: str) -> str:
    words = WORDS[language]
    return words.date.format(
        day=moment.day,
        month=words.months[moment.month - 1],
        year=moment.year,
        clock=f"{moment:%H:%M}",
    )


def section_path(article: Article) -> str:
    """The folder of a party in the room of statements: "/moscow" of "/moscow/x"."""
    return "/" + article.path.split("/")[1]


def picture(article: Article, caption: str) -> str:
    """A drawing of contour lines, the same for the same article at every request."""
    # The key seeds it because a picture that changed would be clutter inside the text.
    rng = Random(article.key)  # noqa: S311
    base = [rng.randrange(20, 90) for _ in range(9)]
    lines = []
    for level in range(9):
        points = " ".join(
            f"{x * 85},{base[x] + level * 26 + rng.randrange(-7, 8)}" for x in range(9)
        )
        shade = 85 - level * 6
        lines.append(
            f'<polyline points="{points}" fill="none" stroke-width="2.5" '
            f'stroke="hsl(35 25% {shade}%)"/>'
        )
    drawing = "".join(lines)
    return (
        '<figure><svg viewBox="0 0 680 300" role="presentation">'
        '<rect width="680" height="300" fill="#ece7dc"/>'
        f"{drawing}</svg><figcaption>{caption}</figcaption></figure>"
    )


def listing(
    outlet: Outlet, *, title: str, feed: str, links: Iterable[Link], rng: Random
) -> str:
    """A page of links: an outlet's front page, or what a party has published."""
    values = frame(outlet, rng)
    values["title"] = escape(title)
    values["feed"] = feed
    values["listing"] = "\n".join(
        f'<li><a href="{link.path}">{escape(link.title)}</a>'
        f"<p>{escape(link.lead)}</p>"
        f'<time datetime="{link.published.isoformat()}">'
        f"{spoken(link.published, outlet.language)}</time></li>"
        for link in links
    )
    return layout("listing.html").substitute(values)


def not_found(outlet: Outlet, rng: Random) -> str:
    if outlet.layout == "channel":
        return posts(outlet, title=outlet.name, messages="", rng=rng)
    return layout("not_found.html").substitute(frame(outlet, rng))


def posts(outlet: Outlet, *, title: str, messages: str, rng: Random) -> str:
    """One post by itself, as a channel's preview embeds it."""
    values = frame(outlet, rng) | {"title": escape(title), "address": ""}
    values["messages"] = messages or layout("no_message.html").substitute()
    return layout("post.html").substitute(values)


def channel(outlet: Outlet, *, name: str, shown: Iterable[Served], rng: Random) -> str:
    """The preview of a channel: its posts, oldest first."""
    in_order = sorted(shown, key=lambda served: served.article.published)
    title = in_order[-1].article.title
    values = frame(outlet, rng) | {"title": escape(title), "channel": name}
    values["subscribers"] = f"{rng.randrange(8_200, 8_260) / 10:.1f}K"
    values["messages"] = "\n".join(message(served, rng) for served in in_order)
    return layout("channel.html").substitute(values)


def message(served: Served, rng: Random) -> str:
    article = served.article
    values: Mapping[str, str] = {
        "post": article.path.strip("/"),
        "channel": article.section,
        "title": escape(article.title),
        "body": served.body,
        "token": f"{rng.getrandbits(96):x}",
        "views": f"{rng.randrange(900, 990) / 10:.1f}K",
        "edited": "edited " if served.edited else "",
        "published": article.published.isoformat(),
        "clock": f"{article.published:%H:%M}",
    }
    return layout("message.html").substitute(values)


def document(served: Served) -> bytes:
    """The page as a PDF."""
    paragraphs = re.findall(r"<p>(.*?)</p>", served.body, flags=re.DOTALL)
    return pdf(served.article.title, [plain_text(p) for p in paragraphs])
