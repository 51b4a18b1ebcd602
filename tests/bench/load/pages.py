"""The pages of the load: 22 kB each, with one quotation, one in ten new at each look.

Every page is one template with its own number in it, so that a million of them can be
made by the database, and served, at no cost worth a mention.
"""

import json
import random
from functools import cache

from tests.bench.prose import prose
from tracker.engine.extract import extract
from tracker.engine.types import Text

HOSTS = 3_000
DIGITS = 7
MARK = "0" * DIGITS
CHANGING = 10
"""Every so manieth page has another paragraph each time that it is asked for."""

QUOTE = f"The clerk of district {MARK} confirmed that no boat has left the old harbour."


def host(number: int) -> str:
    return f"h{number:04d}.bench.test"


def changes(number: int) -> bool:
    return number % CHANGING == 0


@cache
def template() -> str:
    """A page with scripts, menus and an article, with `MARK` for its number."""
    paragraphs = prose("en", length=3_500, chance=random.Random(3)).paragraphs
    middle = len(paragraphs) // 2
    told = [" ".join(one) for one in paragraphs]
    told.insert(middle, f"{QUOTE} The council took note of it.")
    article = "".join(f"<p class=text-body>{one}</p>\n" for one in told)
    menu = "".join(
        f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>\n'
        for n in range(40)
    )
    page = (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        f"<title>District {MARK}: the year of the harbour</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article>"
        f"<h1>District {MARK}: the year of the harbour</h1>{article}<!-- more -->"
        "</article></main>"
        f"<footer>Harbour Press, district {MARK}</footer>"
        f"<script>var state = {_state()};</script></body></html>"
    )
    return page.replace("\n</article>", "</article>")


def _state() -> str:
    """What pages of today carry beside their text; it fills a page up to its size."""
    chance = random.Random(4)
    rows = [
        {"id": chance.randrange(10**9), "kind": "teaser", "hash": chance.random()}
        for _ in range(228)
    ]
    return json.dumps(rows)


def page(number: int, visit: int) -> bytes:
    """A page as the site answers it on its so manieth visit."""
    mark = f"{number:0{DIGITS}d}"
    body = template().replace(MARK, mark)
    if changes(number):
        body = body.replace("<!-- more -->", paragraph(mark, visit))
    return body.encode()


def paragraph(mark: str, visit: int) -> str:
    """News of this page alone: what many pages of a site say is its furniture."""
    return (
        f"<p class=text-body>On day {visit} the harbour office of district {mark}"
        f" counted {visit * 7} ships at the outer pier, and nobody knew why.</p>"
    )


@cache
def text() -> Text:
    """What the extractor reads in the template."""
    return extract(template().encode(), url="http://h0000.bench.test/", content_type="")
