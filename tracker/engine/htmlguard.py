"""What must not reach an HTML parser, and what must be flattened first.

Every parser hangs on one element with many attributes (60,000 of them: 34 seconds),
most hang or lose text on deep nesting. Both are told from the raw text, cheaply.
"""

import re

from tracker.engine.errors import Hostile

_MOST_ATTRIBUTES = 500
_MOST_TAGS = 200_000
_DEEPEST = 2_000
_BLOCK = 8_192
# So many attributes take at least so many characters; few tags are as long.
_LONG = re.compile(rf"<[a-z][^>]{{{2 * _MOST_ATTRIBUTES}}}", re.IGNORECASE)
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
)
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
_SCRIPT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_SCRIPT_ENDS = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style")
}
_ANY_TAG = re.compile(r"<[^<>]*>")


def guarded(html: str) -> str:
    """The HTML, flattened if it is nested too deeply; raises `Hostile`."""
    if html.count("<") > _MOST_TAGS:
        raise Hostile("more elements than any page has")
    # In a script, "a<b" may look like the beginning of a long tag.
    if _is_overloaded(html) and _is_overloaded(_without_scripts(html)):
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


def _is_overloaded(html: str) -> bool:
    """Whether any tag has too many attributes; one long attribute is no harm."""
    at = 0
    while found := _LONG.search(html, at):
        name = _NAME.match(html, found.start())
        at = name.end() if name else found.end()
        number = 0
        while attribute := _ATTRIBUTE.match(html, at):
            at = attribute.end()
            number += 1
            if number > _MOST_ATTRIBUTES:
                return True
    return False


def _without_scripts(html: str) -> str:
    """The rest of the page; a script that never ends takes all of it."""
    parts = []
    at = 0
    while found := _SCRIPT.search(html, at):
        parts.append(html[at : found.start()])
        end = _SCRIPT_ENDS[found.group(1).lower()].search(html, found.end())
        at = end.end() if end else len(html)
    return " ".join([*parts, html[at:]])


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
    text = _BREAKING.sub("\n", _without_scripts(html))
    lines = (_ANY_TAG.sub(" ", line).strip() for line in text.splitlines())
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in lines if line)
