"""What must not reach an HTML parser, and what must be flattened first.

Every parser hangs on one element with many attributes (60,000 of them: 34 seconds),
most hang or lose text on deep nesting. Both are told from the raw text, cheaply.
"""

import re

from tracker.engine.errors import Hostile

_LONGEST_TAG = 65_536
_MOST_TAGS = 200_000
_DEEPEST = 2_000
_BLOCK = 8_192
_LONG = re.compile(rf"<[^<]{{{_LONGEST_TAG},}}")
_NEVER_NESTED = (
    "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
    "|p|li|dt|dd|tr|td|th|option|path"
)
_TAG = re.compile(
    rf"<(/?)(?!(?:{_NEVER_NESTED})\b)[a-z][a-z0-9-]*[^<>]*?(/?)>", re.IGNORECASE
)
_BREAKING = re.compile(
    r"</?(?:div|p|br|li|tr|h[1-6]|section|article)\b[^<>]*>", re.IGNORECASE
)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")


def guarded(html: str) -> str:
    """The HTML, flattened if it is nested too deeply; raises `Hostile`."""
    if html.count("<") > _MOST_TAGS:
        raise Hostile("more elements than any page has")
    for match in _LONG.finditer(html):
        if _tag_length(html, *match.span()) > _LONGEST_TAG:
            raise Hostile("a tag with more attributes than any page has")
    if _may_be_deep(html) and _depth(html) > _DEEPEST:
        return _flattened(html)
    return html


def _may_be_deep(html: str) -> bool:
    """Whether the tags suffice for it: more opened than closed, block by block."""
    opened = 0
    for start in range(0, len(html), _BLOCK):
        end = start + _BLOCK
        tags, closing = html.count("<", start, end), html.count("</", start, end)
        if opened + tags - closing > _DEEPEST:
            return True
        # What closes nothing must not make room for what is opened later.
        opened = max(opened + tags - 2 * closing, 0)
    return False


def _tag_length(html: str, start: int, end: int) -> int:
    if not (
        html[start + 1 : start + 2].isalpha() or html[start + 1 : start + 2] == "/"
    ):
        return 0
    closing = html.find(">", start, end)
    return (end if closing < 0 else closing) - start


def _depth(html: str) -> int:
    """The deepest nesting, by counting; wrong by a little on sloppy pages."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match.group(1):
            depth = max(depth - 1, 0)
        elif not match.group(2):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _flattened(html: str) -> str:
    """Only the text, in paragraphs: nesting says nothing at that depth."""
    text = _BREAKING.sub("\n", _SCRIPT.sub(" ", html))
    lines = (_ANY_TAG.sub(" ", line).strip() for line in text.splitlines())
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in lines if line)
