"""oEmbed 1.0: what a site needs to show a claim's card in its pages. Pure.

Nothing in it goes stale: how the claim stands is only in the card itself.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tracker.text import storable

WIDTH, HEIGHT = 600, 280
NARROWEST, LOWEST = 240, 160
NAME = "On Record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """`card` is the address of the frame."""

    card: str
    title: str
    site: str
    max_width: int | None = None
    max_height: int | None = None

    @property
    def width(self) -> int:
        return min(WIDTH, self.max_width or WIDTH)

    @property
    def height(self) -> int:
        """Words need more lines where there is less room beside each other."""
        wanted = HEIGHT if self.width >= 400 else HEIGHT + 120
        return min(wanted, self.max_height or wanted)


def frame(of: Embedding) -> str:
    """The HTML that shows the card; also the embed code on the claim's page."""
    return (
        f'<iframe src={quoteattr(of.card)} width="{of.width}" height="{of.height}"'
        f" title={quoteattr(storable(of.title))}"
        ' loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"'
        ' frameborder="0"></iframe>'
    )


def values(of: Embedding) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": NAME,
        "provider_url": of.site,
        "title": storable(of.title),
        "html": frame(of),
        "width": of.width,
        "height": of.height,
    }


def as_json(of: Embedding) -> str:
    return json.dumps(values(of), ensure_ascii=False)


def as_xml(of: Embedding) -> str:
    lines = (
        f"<{name}>{escape(str(value))}</{name}>" for name, value in values(of).items()
    )
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{head}\n<oembed>{''.join(lines)}</oembed>\n"


@dataclass(frozen=True, slots=True)
class Form:
    write: Callable[[Embedding], str]
    content_type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "json": Form(as_json, "application/json; charset=utf-8"),
        "xml": Form(as_xml, "text/xml; charset=utf-8"),
    }
)
