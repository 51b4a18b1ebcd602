"""Sitemaps by sitemaps.org: an index, and pages of at most 50,000 addresses. Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

MOST = 50_000
CONTENT_TYPE = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(addresses: Iterable[str]) -> str:
    rows = (f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(rows)}</sitemapindex>\n"


def page(addresses: Iterable[tuple[str, datetime | None]]) -> str:
    """Addresses, each with when it last changed where that is known."""
    rows = (f"<url><loc>{escape(one)}</loc>{_at(at)}</url>\n" for one, at in addresses)
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(rows)}</urlset>\n"


def _at(at: datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""
