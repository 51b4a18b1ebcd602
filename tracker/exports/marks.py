"""The mark and the colour of each status outside our own pages.

A status is a word and a drawn mark first; its colour only helps the eye. The marks are
those of the site (`static/tracker/icons.svg`), the colours its dark ones, on which
white can be read.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

GREY = "#4d5359"
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "unconfirmed": "#7a5600",
        "corroborated": "#0f5c86",
        "confirmed": "#14603f",
        "partly_confirmed": "#23665f",
        "disputed": "#8a3f00",
        "denied": "#7b2c56",
        "false": "#a01c1c",
    }
)
_ICONS = Path(__file__).resolve().parent.parent / "static" / "tracker" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z_]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def colour(key: str) -> str:
    return COLOURS.get(key, GREY)


def mark(key: str) -> str:
    """The drawing, 16 by 16, as SVG that takes the colour of its text; of an unknown
    key that of no status."""
    known = _marks()
    return known.get(key) or known["not_assessed"]


@cache
def _marks() -> Mapping[str, str]:
    return MappingProxyType(dict(_SYMBOL.findall(_ICONS.read_text("utf-8"))))
