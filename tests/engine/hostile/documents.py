"""Documents that are meant to hang, fill or fool a parser, by name."""

from collections.abc import Callable, Iterable

from tests.engine.hostile.papers import PAPERS

LAST = b"the deepest words"
HTML, JSON, RSS, PDF = (
    "text/html",
    "application/json",
    "application/rss+xml",
    "application/pdf",
)
Case = tuple[str, Callable[[], bytes], str]
"""What it is served as, how it is made, and what has to come of it."""

# What may come of a case, by the word for it: all that it says is read, to its last
# words; some of it; nothing, as it is not what it is called, no parser may see it, or
# its parser had to be stopped.
ENDINGS = {
    "last": {"last"},
    "read": {"read"},
    "undecodable": {"decode_error"},
    "refused": {"extract_failed"},
    "stopped": {"extract_failed"},
    "any": {"last", "read", "decode_error", "extract_failed"},
}
# How long a parser gets for it, in seconds.
PATIENCE = dict.fromkeys(ENDINGS, 15.0) | {"stopped": 1.5, "any": 1.5}
REFUSED, UNDECODABLE = "refused", "undecodable"


def attributes(number: int, first: int = 0) -> bytes:
    return b" ".join(b"a%d=1" % at for at in range(first, first + number))


def laughs() -> bytes:
    """Each entity is ten of the one before."""
    lines = [b'<!ENTITY l0 "ha">']
    lines += [
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    ]
    return b"<!DOCTYPE r [" + b"".join(lines) + b"]>" + feed(b"<title>&l9;</title>")


def feed(item: bytes, times: int = 1) -> bytes:
    inner = b"<item>%s</item>" % item * times
    return b"<rss><channel>%s</channel></rss>" % inner


def described(markup: bytes) -> bytes:
    return feed(b"<description><![CDATA[%s]]></description>" % markup)


def outside(target: bytes) -> bytes:
    return b'<!DOCTYPE r [<!ENTITY x SYSTEM "%s">]>' % target + feed(
        b"<title>&x; %s</title>" % LAST
    )


def repeated(*parts: tuple[bytes, int]) -> bytes:
    return b"".join(part * times for part, times in parts)


def html(ending: str, *parts: tuple[bytes, int], last: bytes = LAST) -> Case:
    return HTML, lambda: repeated(*parts) + last, ending


def _pages() -> Iterable[tuple[str, Case]]:
    yield "100k-div", html("last", (b"<div>", 100_000))
    yield (
        "closed-div",
        html("last", (b"<div>", 60_000), (LAST, 1), last=b"</div>" * 60_000),
    )
    yield "100k-b", html("last", (b"<b>", 100_000))
    yield "misnested", html("last", (b"<a><b><p>", 30_000))
    yield "b-and-p", html("last", (b"<b><p>x ", 8_000))
    yield "nested-tables", html("last", (b"<table><tr><td>", 30_000))
    yield "foster-parents", html("last", (b"<table>", 1_900), (b"<p>x", 30_000))
    yield (
        "giant-table",
        html(
            "last",
            (b"<table>", 1),
            (b"<tr>" + b"<td>x" * 20, 4_000),
            (b"</table><p>", 1),
        ),
    )
    yield "svg", html("last", (b"<svg>", 100_000))
    yield "svg-inside", html("last", (b"<svg>" + b"<g>" * 100_000 + b"</svg><p>", 1))
    yield "math", html("last", (b"<math><mi>", 30_000))
    yield "templates", html("last", (b"<template>", 100_000))
    yield "selects", html("last", (b"<select><option>", 30_000))
    yield "lists", html("last", (b"<ul><li>", 60_000))
    yield "forms", html("last", (b"<form><div>", 50_000))
    yield "framesets", html("last", (b"<frameset>", 50_000))
    yield (
        "unclosed-scripts",
        html("any", (b"<div>", 3_000), (LAST, 1), (b"<script>", 150_000), last=b""),
    )
    yield (
        "200k-attributes",
        (HTML, lambda: b"<div " + attributes(200_000) + b">", REFUSED),
    )
    yield (
        "attributes-often",
        (
            HTML,
            lambda: (b"<div " + attributes(9_000) + b">") * 60,
            REFUSED,
        ),
    )
    yield (
        "attributes-behind-brackets",
        (
            HTML,
            lambda: b"<div x='<' " + attributes(60_000) + b">",
            REFUSED,
        ),
    )
    yield (
        "attributes-with-brackets",
        (
            HTML,
            lambda: (
                b"<div " + b" ".join(b"b%d='<'" % at for at in range(60_000)) + b">"
            ),
            REFUSED,
        ),
    )
    yield "200k-links", html(REFUSED, (b"<a href=x>y</a>", 200_000))
    yield "90k-links", html("last", (b"<a href=x>y</a> ", 90_000))
    yield (
        "90k-paragraphs",
        html("read", (b"<p>" + b"filler words " * 8 + b"</p>", 90_000)),
    )
    yield "10-MB-node", html("read", (b"<p>", 1), (b"filler ", 1_500_000))
    yield "500k-comments", html(REFUSED, (b"<!-- x -->", 500_000))
    yield "150k-comments", html("last", (b"<!-- x -->", 150_000), (b"<p>", 1))
    yield "1M-entities", html("read", (b"<p>", 1), (b"&amp;", 1_000_000))
    yield "1M-brackets", html(REFUSED, (b"<", 1_000_000))
    yield "nul", html("last", (b"\0", 1_000_000), (b"<p>", 1))
    yield "blanks", html("last", (b"<p>", 1), (b" ", 4_900_000))
    yield "lines", html("last", (b"<p>", 1), (b"\n", 2_000_000))
    yield "breaks", html("last", (b"<br>", 190_000))
    yield "hidden", html("last", (b"<i hidden>x</i>", 99_000))
    yield "marks", html("read", ("а\u0301\u200b\u202e".encode(), 250_000))
    yield (
        "picture",
        html("last", (b"<p>x<img src='data:;base64," + b"A" * 4_000_000 + b"'><p>", 1)),
    )
    yield (
        "long-title",
        html("last", (b"<title>" + b"x" * 4_000_000 + b"</title><p>", 1)),
    )
    yield (
        "long-refresh",
        html(
            "last",
            (b"<meta http-equiv=refresh content='" + b"1" * 60_000 + b"'><p>", 1),
        ),
    )
    yield (
        "long-date",
        html("last", (b"<time datetime='" + b"9" * 60_000 + b"'></time><p>", 1)),
    )
    yield (
        "deep-facts",
        html(
            "last",
            (
                b"<script type='application/ld+json'>"
                + b"[" * 100_000
                + b"</script><p>",
                1,
            ),
        ),
    )


def _data() -> Iterable[tuple[str, Case]]:
    yield (
        "deep-json",
        (JSON, lambda: repeated((b"[", 10**6), (b"]", 10**6)), UNDECODABLE),
    )
    yield "deep-objects", (JSON, lambda: b'{"a":' * 200_000, UNDECODABLE)
    yield "long-json", (JSON, lambda: b"[" + b"1," * 1_000_000 + b"1]", "read")
    yield (
        "empty-objects",
        (
            JSON,
            lambda: b"[" + b"{}," * 1_000_000 + b'"%s"]' % LAST,
            "last",
        ),
    )
    yield "long-number", (JSON, lambda: b"9" * 4_000_000, UNDECODABLE)
    yield "half-a-pair", (JSON, lambda: b'["\\ud800", "%s"]' % LAST, "last")
    yield "laughs", (RSS, laughs, "any")
    yield (
        "quadratic-laughs",
        (
            RSS,
            lambda: (
                b'<!DOCTYPE r [<!ENTITY a "%s">]>' % (b"a" * 100_000)
                + feed(b"<title>%s</title>" % (b"&a;" * 100_000))
            ),
            "any",
        ),
    )
    yield "outside-file", (RSS, lambda: outside(b"file:///etc/passwd"), "last")
    yield "outside-page", (RSS, lambda: outside(b"http://127.0.0.1:9/"), "last")
    yield (
        "100k-items",
        (
            RSS,
            lambda: feed(b"<title>%s</title>" % LAST, 100_000),
            "last",
        ),
    )
    yield "1M-items", (RSS, lambda: feed(b"", 1_000_000), "any")
    yield "deep-feed", (RSS, lambda: b"<rss><channel><item>" + b"<a>" * 100_000, "any")
    yield (
        "feed-attributes",
        (
            RSS,
            lambda: b"<rss %s/>" % attributes(200_000).replace(b"=1", b"='1'"),
            "any",
        ),
    )
    yield "deep-item", (RSS, lambda: described(b"<div>" * 100_000 + LAST), "last")
    yield (
        "item-attributes",
        (
            RSS,
            lambda: described(b"<div " + attributes(200_000) + b">"),
            REFUSED,
        ),
    )
    yield "tangled-item", (RSS, lambda: described(b"<b><p>x " * 8_000 + LAST), "last")
    yield (
        "long-feed-title",
        (
            RSS,
            lambda: (
                b"<rss><title>%s</title>%s</rss>"
                % (b"x" * 4_000_000, b"<item><title>%s</title></item>" % LAST)
            ),
            "last",
        ),
    )


_PAPER_ENDINGS = {
    "pdf": "last",
    "pdf-script": "last",
    "pdf-negative-pages": "last",
    "pdf-many-pages": "last",
    "pdf-table-loop": "last",
    "pdf-long-title": "last",
    "pdf-cut": UNDECODABLE,
    "pdf-cut-early": UNDECODABLE,
    "pdf-junk": UNDECODABLE,
    "pdf-no-pages": UNDECODABLE,
    "pdf-fewer-pages": UNDECODABLE,
    "pdf-pages-in-pages": UNDECODABLE,
    "pdf-locked": UNDECODABLE,
    "pdf-flate-bomb": "stopped",
    "pdf-stacked-bomb": "stopped",
    "pdf-page-bomb": "stopped",
    "pdf-form-loop": "any",
    "pdf-laughs": "any",
}

CASES: dict[str, Case] = {
    **dict(_pages()),
    **dict(_data()),
    **{name: (PDF, PAPERS[name], ending) for name, ending in _PAPER_ENDINGS.items()},
}
