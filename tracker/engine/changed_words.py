"""The words before and after, with the change marked inside the sentence."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A comparison of more words than this would keep the page waiting.
MOST = 4000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class ChangedWords:
    """Each side as HTML: `<del>` in what was, `<ins>` in what is, unless told."""

    before: SafeString
    after: SafeString


def mark_change(
    before: str, after: str, *, tags: tuple[str, str] = ("del", "ins")
) -> ChangedWords:
    """Marks whole words; equal texts have no marks."""
    old, new = _WORD.findall(before)[:MOST], _WORD.findall(after)[:MOST]
    match = SequenceMatcher(None, old, new, autojunk=False)
    was: list[tuple[str, str]] = []
    now: list[tuple[str, str]] = []
    for change, start, end, new_start, new_end in match.get_opcodes():
        is_same = change == "equal"
        was.append(("" if is_same else tags[0], "".join(old[start:end])))
        now.append(("" if is_same else tags[1], "".join(new[new_start:new_end])))
    return ChangedWords(before=_html(was), after=_html(now))


def _html(parts: list[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}", ((_part(tag, text),) for tag, text in parts))


def _part(tag: str, text: str) -> str | SafeString:
    if not tag or not text.strip():
        return text
    return format_html("<{}>{}</{}>", tag, text, tag)


def merge_change(before: str, after: str) -> SafeString:
    """Both sides as one text: what went in `<del>`, then what came in `<ins>`."""
    old, new = _WORD.findall(before)[:MOST], _WORD.findall(after)[:MOST]
    match = SequenceMatcher(None, old, new, autojunk=False)
    merged: list[tuple[str, str]] = []
    for change, start, end, new_start, new_end in match.get_opcodes():
        if change == "equal":
            merged.append(("", "".join(old[start:end])))
            continue
        merged.append(("del", "".join(old[start:end])))
        merged.append(("ins", "".join(new[new_start:new_end])))
    return _html(merged)
