"""The feeds of the demo press: RSS 2.0."""

from collections.abc import Iterable
from email.utils import format_datetime
from html import escape

from tracker.demo.render import Link


def rss(*, title: str, address: str, links: Iterable[Link], origin: str) -> str:
    """A feed of pages, newest first; `address` is the page that the feed is of."""
    items = "\n".join(item(link, origin) for link in links)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0"><channel>\n'
        f"<title>{escape(title)}</title>\n<link>{escape(address)}</link>\n"
        "<description>The Demo Press is a fictional press made for trying On Record."
        f"</description>\n{items}\n</channel></rss>\n"
    )


def item(link: Link, origin: str) -> str:
    address = escape(origin + link.path)
    return (
        f"<item><title>{escape(link.title)}</title><link>{address}</link>"
        f'<guid isPermaLink="true">{address}</guid>'
        f"<pubDate>{format_datetime(link.published)}</pubDate>"
        f"<description>{escape(link.lead)}</description></item>"
    )
