"""What challenge pages, parked domains and polite "not found" pages look like.

The lists are in `data/fingerprints.json`: they age, and an operator can extend them
without touching code. Each question answers about one page.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from tracker.engine.types import Fetched, Text

# A page with more text than this is a page, whatever scripts it also loads.
_CHALLENGE_TEXT = 1500
_PARKED_TEXT = 3000
_STUB_TEXT = 300
_LOOKED_AT = 200_000


def is_challenge(fetched: Fetched, text: Text | None) -> bool:
    """Whether a machine asks for proof of a human instead of showing the page."""
    for name, value in _lists()["challenge_headers"]:
        found = fetched.header(name).lower()
        if found and value in found:
            return True
    if text is not None and len(text.full) > _CHALLENGE_TEXT:
        return False
    if _any("challenge_titles", _title(fetched, text)):
        return True
    body = fetched.body[:_LOOKED_AT].decode("latin-1").lower()
    marks = any(mark in body for mark in _lists()["challenge_marks"])
    return marks and (text is None or len(text.full) < _STUB_TEXT)


def asks_for_login(fetched: Fetched, text: Text | None) -> bool:
    """Whether a redirect or the title says that one has to sign in first."""
    if text is not None and text.signals.closed:
        return True
    if len(text.full if text else "") > _CHALLENGE_TEXT or not fetched.redirects:
        return False
    marks = any(mark in fetched.final_url.lower() for mark in _lists()["login_marks"])
    return marks or _any("login_titles", _title(fetched, text))


def is_geo_block(text: Text | None) -> bool:
    if text is None or len(text.full) > _CHALLENGE_TEXT:
        return False
    return _any("geo_marks", text.full)


def is_parked(fetched: Fetched, text: Text | None) -> bool:
    """Whether the domain shows a salesman instead of a site."""
    host = host_of(fetched.final_url)
    if any(host == one or host.endswith("." + one) for one in _lists()["parked_hosts"]):
        return bool(fetched.redirects)
    if text is None or len(text.full) > _PARKED_TEXT:
        return False
    return _any("parked_marks", f"{text.title}\n{text.full}")


def says_not_found(fetched: Fetched, text: Text) -> bool:
    """Whether title or address say "not found" although the status says 200."""
    if _any("not_found_urls", urlsplit(fetched.final_url).path):
        return fetched.final_url != fetched.requested_url
    heading = text.full.partition("\n")[0] if len(text.full) < _CHALLENGE_TEXT else ""
    return _any("not_found_titles", text.title) or _any("not_found_titles", heading)


def is_stub(text: Text) -> bool:
    """Whether the page only sends its readers elsewhere: a failed capture."""
    if len(text.full) > _STUB_TEXT:
        return False
    return bool(text.signals.refresh) or _any("stub_texts", text.full)


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _title(fetched: Fetched, text: Text | None) -> str:
    if text is not None:
        return text.title
    head = fetched.body[:8192].decode("utf-8", "replace")
    found = re.search(r"<title[^>]*>\s*([^<]{0,200})", head, re.IGNORECASE)
    return found.group(1).strip() if found else ""


def _any(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(name))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in _lists()[name])


@cache
def _lists() -> dict[str, Any]:
    raw = files("tracker.engine").joinpath("data/fingerprints.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded
