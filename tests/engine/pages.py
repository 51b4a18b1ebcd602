"""The saved pages of the engine's tests, and texts made of few words."""

from pathlib import Path

from tracker.engine.extract import extract
from tracker.engine.types import Signals, Text

PAGES = Path(__file__).parent.parent / "pages"
ADDRESS = "https://harbour.example/news/bridge-repairs"


def page(name: str) -> bytes:
    return (PAGES / name).read_bytes()


def extracted(
    name: str, *, url: str = ADDRESS, content_type: str = "text/html"
) -> Text:
    return extract(page(name), url=url, content_type=content_type)


def text(article: str, *, title: str = "", signals: Signals | None = None) -> Text:
    """A text whose article is all there is to see."""
    return Text(title, article, article, None, "en", "test/1", signals or Signals())
