"""Texts whose article is all that there is: feeds, posts, papers, data."""

from datetime import datetime

from tracker.engine.article import MOST_TEXT
from tracker.engine.types import Signals, Text, TextKind
from tracker.text import storable

_LONGEST_TITLE = 500


def whole_text(
    text: str,
    *,
    kind: TextKind,
    extractor: str,
    title: str = "",
    published: datetime | None = None,
    is_cut: bool = False,
    edited: bool = False,
) -> Text:
    """A text of a kind, as storable as any; too long a one is cut, and says so."""
    kept = storable(text[:MOST_TEXT]).strip()
    signals = Signals(
        kind=kind, edited=edited, truncated=is_cut or len(text) > MOST_TEXT
    )
    name = storable(" ".join(title[: 4 * _LONGEST_TITLE].split()))[:_LONGEST_TITLE]
    return Text(name, kept, kept, published, "", extractor, signals)
