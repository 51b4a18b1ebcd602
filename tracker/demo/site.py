"""What the demo press answers at an address: a pure function of path and step."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tracker.demo import render
from tracker.demo.articles import PAGES, articles, plain_text
from tracker.demo.feed import rss
from tracker.demo.outlets import BY_KEY, Outlet
from tracker.demo.timetable import Served, as_served

ROBOTS = "User-agent: *\nDisallow: /_press/\nDisallow: /account/\n"
HTML = "text/html; charset=utf-8"
FEED = "application/rss+xml; charset=utf-8"
PDF = "application/pdf"
PLAIN = "text/plain; charset=utf-8"
CSS = "text/css; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """One GET of one outlet: `origins` are the addresses that paths begin with."""

    outlet: str
    path: str
    step: int
    origins: Mapping[str, str]

    @property
    def origin(self) -> str:
        return self.origins[self.outlet]


@dataclass(frozen=True)
class Reply:
    """What goes over the wire; `location` only with a redirect."""

    status: int
    content_type: str
    body: bytes
    location: str = ""


def reply(request: Request, rng: Random) -> Reply:
    """The answer to a request; only the clutter in it depends on `rng`."""
    if request.path == "/robots.txt":
        return text(ROBOTS, PLAIN)
    if request.path.startswith("/assets/"):
        return asset(request, rng)
    if BY_KEY[request.outlet].layout == "channel":
        return channel_reply(request, rng)
    for served in pages(request):
        if request.path in {served.path, served.moved_from}:
            return page_reply(served, request, rng)
    return listing_reply(request, rng)


def pages(request: Request) -> list[Served]:
    """The outlet's pages that exist, or once existed, at the request's step."""
    own = [a for a in articles().values() if a.outlet == request.outlet]
    found = [as_served(article, request.step) for article in own]
    return [served for served in found if served is not None]


def page_reply(served: Served, request: Request, rng: Random) -> Reply:
    if served.deleted:
        return missing(request, rng)
    if request.path != served.path:
        target = request.origin + served.path
        return Reply(301, PLAIN, b"Moved permanently.\n", location=target)
    if served.path.endswith(".pdf"):
        return Reply(200, PDF, render.document(served))
    address = request.origin + served.path
    return text(render.story(served, address=address, rng=rng), HTML)


def listing_reply(request: Request, rng: Random) -> Reply:
    """A front page, a party's page of links, or the feed of either."""
    outlet = BY_KEY[request.outlet]
    folder, _, last = request.path.rpartition("/")
    shown = [
        served
        for served in pages(request)
        if not served.deleted and served.path.startswith(f"{folder}/")
    ]
    # A folder is a party's page only in the room of statements.
    known = not folder or (outlet.layout == "statement" and folder.count("/") == 1)
    if not shown or not known or last not in {"", "feed.xml"}:
        return missing(request, rng)
    title = shown[0].article.section if folder else outlet.name
    links = [link(served) for served in shown]
    if last == "feed.xml":
        page = f"{request.origin}{folder}/"
        return text(
            rss(title=title, address=page, links=links, origin=request.origin), FEED
        )
    feed = f"{folder}/feed.xml"
    return text(
        render.listing(outlet, title=title, feed=feed, links=links, rng=rng), HTML
    )


def link(served: Served) -> render.Link:
    """A line of a listing or feed; of a statement it shows how its text begins."""
    article = served.article
    lead = article.lead
    if BY_KEY[article.outlet].layout == "statement":
        lead = plain_text(served.body.partition("</p>")[0])
    return render.Link(served.path, article.title, lead, article.published)


def channel_reply(request: Request, rng: Random) -> Reply:
    """A channel's preview at /s/name, one post at /name/number."""
    outlet = BY_KEY[request.outlet]
    shown = pages(request)
    for served in shown:
        if request.path == served.path:
            return text(one_post(outlet, served, rng), HTML)
        if request.path == f"/s/{served.article.section}":
            name = served.article.section
            page = render.channel(outlet, name=name, shown=shown, rng=rng)
            return text(page, HTML)
    return missing(request, rng)


def one_post(outlet: Outlet, served: Served, rng: Random) -> str:
    return render.posts(
        outlet,
        title=served.article.title,
        messages=render.message(served, rng),
        rng=rng,
    )


def asset(request: Request, rng: Random) -> Reply:
    name = request.path.removeprefix("/assets/")
    if name not in {"press.css", "channel.css"}:
        return missing(request, rng)
    return text((PAGES / "layouts" / name).read_text(encoding="utf-8"), CSS)


def missing(request: Request, rng: Random) -> Reply:
    return text(render.not_found(BY_KEY[request.outlet], rng), HTML, status=404)


def text(body: str, content_type: str, *, status: int = 200) -> Reply:
    return Reply(status, content_type, body.encode("utf-8"))
