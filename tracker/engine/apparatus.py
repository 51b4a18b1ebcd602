"""What stands in a quote or a page and is none of its words.

Footnote marks, bullets, hyphens at the ends of lines, remains of markup; and in a quote
what its author put in brackets: a letter made small or large, a name for a pronoun.
"""

import re
from collections.abc import Iterator

from tracker.text import Folded, Level, fold, folded

Span = tuple[int, int]

_LETTER = r"[^\W\d_]"
_BREAK = re.compile(rf"(?<={_LETTER})[-\u2010]\s*\n\s*(?={_LETTER})")
_HYPHEN = rf"(?<={_LETTER})[-\u2010\u2011]\s*(?={_LETTER})"
_TAG = r"</?(?:a|b|br|em|i|p|span|strong|u)\b[^<>]{0,200}>"
_APPARATUS = (
    rf"(?P<blank>{_TAG}|\|)"
    r"|\s?\[(?:\d{1,3}\]|[a-z]\](?!\w))"
    r"|(?m:^[ \t]*(?:[\u2022\u00b7\u25aa\u25e6\u2023\u2043\u25cf\u25cb\u25a0\u25a1]"
    r"|[-*+\u2013](?=\s)|(?:#{1,6}|>)(?=\s)))"
    r"|\*{1,3}|`{1,3}|~~|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,;:!?])_{1,3}(?!\w)"
)
_ANY = re.compile(_APPARATUS)
_ANY_OR_HYPHEN = re.compile(rf"{_APPARATUS}|{_HYPHEN}")
_ONE_LETTER = re.compile(rf"\[({_LETTER})\](?=\w)")
_INSERTION = re.compile(r"\s*\[[^\[\]]{2,80}\]\s*")
# In the place of what an author put in brackets, so much may stand.
_WIDEST = 60
_OUTER = " \"',"


def bare_span(exact: str, stretch: str) -> Span | None:
    """Where the words of a quote stand in a stretch, whatever else is between them.

    None also where neither holds what is left out here: then the words were compared
    already.
    """
    broken = _BREAK.search(stretch) is not None
    if not broken and not _has_apparatus(exact) and not _ANY.search(stretch):
        return None
    pattern = _ANY_OR_HYPHEN if broken else _ANY
    there, back = _left_out(stretch, pattern)
    page = fold(there, Level.TYPOGRAPHY)
    for parts in _readings(exact, pattern):
        if found := _in_turn(page.text, parts):
            return back.span(*page.span(*found))
    return None


def said(exact: str) -> str:
    """A quote without what its author put in brackets; all of it if that is nothing."""
    if "[" not in exact:
        return exact
    kept = _ONE_LETTER.sub(r"\1", exact)
    return _INSERTION.sub(" ", kept).strip() or exact


def _has_apparatus(exact: str) -> bool:
    """Whether a quote has marks of its author, those at its ends included."""
    known = folded(exact, Level.TYPOGRAPHY)
    return (
        known != known.strip(_OUTER)
        or known.endswith(".")
        or "[" in exact
        or _ANY.search(exact) is not None
    )


def _readings(exact: str, pattern: re.Pattern[str]) -> Iterator[list[str]]:
    """The words of a quote between its insertions, in each way they may be meant."""
    for text in dict.fromkeys(
        _ONE_LETTER.sub(letter, exact) for letter in (r"\1", _small, _capital)
    ):
        pieces = _INSERTION.split(_left_out(text, pattern)[0])
        parts = [folded(piece, Level.TYPOGRAPHY) for piece in pieces]
        parts = [bare for part in parts if (bare := part.strip(_OUTER))]
        if parts:
            yield parts
        if parts and parts[-1].endswith("."):
            # A quotation in running text ends with a comma where its author ends it.
            yield [*parts[:-1], parts[-1][:-1] + ',"']


def _small(letter: re.Match[str]) -> str:
    return letter.group(1).lower()


def _capital(letter: re.Match[str]) -> str:
    return letter.group(1).upper()


def _in_turn(text: str, parts: list[str]) -> Span | None:
    """The shortest place of all parts, each close behind the one before it."""
    found: list[Span] = []
    start = text.find(parts[0])
    while start >= 0:
        end = start + len(parts[0])
        for part in parts[1:]:
            at = text.find(part, end, end + _WIDEST + len(part))
            if at < 0:
                break
            end = at + len(part)
        else:
            found.append((start, end))
        start = text.find(parts[0], start + 1)
    return min(found, key=lambda span: span[1] - span[0], default=None)


def _left_out(text: str, pattern: re.Pattern[str]) -> tuple[str, Folded]:
    """A text without its apparatus, and the way back."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    place = done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        for piece, origin, width in (
            (text[done:start], done, 0),
            (" " if match.lastgroup == "blank" else "", start, end - start),
        ):
            if piece:
                runs.append((place, origin, width))
                pieces.append(piece)
                place += len(piece)
        done = end
    if done < len(text) or not runs:
        runs.append((place, done, 0))
        pieces.append(text[done:])
    kept = "".join(pieces)
    places, origins, widths = zip(*runs, strict=True)
    return kept, Folded(kept, places, origins, widths)
