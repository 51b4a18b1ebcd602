"""Plain text: fold it for comparison, digest it, split it into words.

Folding never loses the way back: every place in a folded text maps to a place in
the raw text, so that what is found folded can be shown as it was written.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Level(IntEnum):
    """How much two texts may differ and still count as the same words."""

    RAW = 0
    SPACING = 1  # white space, soft hyphens, zero-width and bidi marks, composition
    TYPOGRAPHY = 2  # also quotation marks, dashes, ellipses, ligatures, wide forms


DOUBLE_QUOTES = (
    '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2e42\u300c\u300d\u300e\u300f'
    "\u301d\u301e\u301f\uff02"
)
SINGLE_QUOTES = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u2033"
    "\u05f3\u05f4\uff07"
)
QUOTE_MARKS = DOUBLE_QUOTES + SINGLE_QUOTES
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"

_SPACE = r"\s\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0085"
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u180b-\u180d\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_MARK = r"\u0300-\u036f\u0653-\u0655\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
_COMPOSED = rf"[^\W\d_][{_MARK}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
_WIDE = r"\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e\uff65-\uff9f"
_WIDE_LETTERS = (
    r"\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc"
    r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f"
)
_QUOTES = re.escape(QUOTE_MARKS)
_DASHES = re.escape(DASHES)
_BLANK = rf"[{_SPACE}{_INVISIBLE}]"

_BLANKS = rf"(?P<blank>{_BLANK}{{2,}}|(?! ){_BLANK})"
# A blank beside a quotation mark or dash, or before a full stop or comma, is a
# matter of typesetting ("« non »", "10 – 20", "quoi ?"), so it folds away too.
_MARKS = (
    rf"(?P<quote>{_BLANK}*[{_QUOTES}](?:{_BLANK}*[{_QUOTES}])*{_BLANK}*)"
    rf"|(?P<dash>{_BLANK}*[{_DASHES}](?:{_BLANK}*[{_DASHES}])*{_BLANK}*)"
    rf"|(?P<ellipsis>{_BLANK}*(?:\u2026|\.(?:{_BLANK}*\.){{2,}}))"
    rf"|(?P<nothing>{_BLANK}+(?=[.,;:!?%)\]])|(?<=[(\[]){_BLANK}+|\u0640)"
)
_ALL = {
    Level.SPACING: re.compile(rf"{_BLANKS}|(?P<composed>{_COMPOSED})"),
    Level.TYPOGRAPHY: re.compile(
        rf"{_MARKS}|{_BLANKS}|(?P<composed>{_COMPOSED})|(?P<wide>[{_WIDE}])"
    ),
}
# The same for a text without combining marks. What stays as it is, and that is nearly
# everything, is run over in one step, several times faster.
# The outer repetition is not possessive: before Python 3.11.5 such a group matches
# wrongly (gh-106052). It never backs off anyway, as what follows it always matches.
_MAY_COMPOSE = re.compile(rf"[{_MARK}\u1100-\u1112]")
_CLOSING = r".,;:!?%)\]"
_PLAIN = {
    Level.SPACING: re.compile(
        rf"(?:[^{_SPACE}{_INVISIBLE}]++| (?!{_BLANK}))*(?:{_BLANKS}|(?P<end>\Z))"
    ),
    Level.TYPOGRAPHY: re.compile(
        rf"(?:[^{_SPACE}{_INVISIBLE}{_QUOTES}{_DASHES}{_WIDE}\u2026\u0640.]++"
        rf"|(?<![(\[]) (?![{_SPACE}{_INVISIBLE}{_QUOTES}{_DASHES}\u2026{_CLOSING}])"
        rf"|\.(?!{_BLANK}*\.))*"
        rf"(?:{_MARKS}|{_BLANKS}|(?P<wide>[{_WIDE}])|(?P<other>(?s:.))|(?P<end>\Z))"
    ),
}
_INNER_MARKS = re.compile(rf"[{_INVISIBLE}{_MARK}\u1100-\u1112\u0640{_WIDE_LETTERS}]")
# Of what folds, what a word may hold; "'" and "-" fold to themselves there.
_FOLDS_IN_WORDS = re.compile(
    rf"[{_INVISIBLE}{re.escape(SINGLE_QUOTES[1:])}\u2010\u2011{_MARK}\u1100-\u1112"
    rf"{_WIDE_LETTERS}\u0640]"
)
# What folds to one character or none, most often soft hyphens and apostrophes.
_SIMPLE_FOLDS = {
    **{ord(mark): "'" for mark in SINGLE_QUOTES},
    **dict.fromkeys((0x2010, 0x2011), "-"),
    **dict.fromkeys((0xAD, 0x640, 0x200B, 0x200C, 0x200D, 0x2060)),
}
_UNSEEN = re.compile(rf"[{_INVISIBLE}\u0640]+")
_HAS_SPACE = re.compile(rf"[{_SPACE}]")
# Control characters but tab and line breaks, lone surrogates and non-characters.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_NOT_STORABLE = re.compile(rf"[{_CONTROL}]")

# What no page can show; and the marks that turn the direction of what follows, so that
# a text reads as it is not.
_CONTROLS = re.compile(rf"[{_CONTROL}\u2028\u2029\ufdd0-\ufdef]")
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# They come along when words are copied from a page, are not seen and say nothing.
_STOWAWAYS = re.compile(r"[\u00ad\u200b\u2060\ufeff]")

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTERS = (
    rf"(?:[^\W_{_UNSPACED}]++"
    rf"|[{_MARK}\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    rf"\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff\u00ad\u200b-\u200d\u2060])++"
)
WORD = re.compile(
    rf"[{_UNSPACED}]"
    rf"|[$€£¥₴₽]?{_LETTERS}(?:[{re.escape(SINGLE_QUOTES)}\-\u2010\u2011.,:/@&]{_LETTERS})*"
    rf"[%‰€£¥₴₽]?"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to the raw one.

    `places` are the folded offsets at which a run begins, `origins` the raw offset
    of each, and `widths` the raw length of a run that was rewritten (0 for a run
    that was copied character by character).
    """

    text: str
    places: tuple[int, ...]
    origins: tuple[int, ...]
    widths: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span for a folded one; `start < end` is required."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def place(self, raw: int) -> int:
        """The folded offset of, or nearest before, a raw one."""
        run = max(bisect_right(self.origins, raw) - 1, 0)
        if not self.origins:
            return 0
        into = 0 if self.widths[run] else max(raw - self.origins[run], 0)
        limit = self.places[run + 1] if run + 1 < len(self.places) else len(self.text)
        return min(self.places[run] + into, limit)

    def _origin(self, place: int) -> tuple[int, int]:
        run = bisect_right(self.places, place) - 1
        if self.widths[run]:
            return self.origins[run], self.origins[run] + self.widths[run]
        start = self.origins[run] + place - self.places[run]
        return start, start + 1


def fold(text: str, level: Level) -> Folded:
    """`text` at a level of normalisation, with the way back."""
    if level is Level.RAW:
        return Folded(text, (0,), (0,), (0,))
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    place = done = 0
    for kind, start, end in _rewritable(text, level):
        if start > done:
            runs.append((place, done, 0))
            pieces.append(text[done:start])
            place += start - done
        if new := _rewritten(text[start:end], kind):
            runs.append((place, start, end - start))
            pieces.append(new)
            place += len(new)
        done = end
    if done < len(text):
        runs.append((place, done, 0))
        pieces.append(text[done:])
    places, origins, widths = zip(*runs, strict=True) if runs else ((), (), ())
    return Folded("".join(pieces), places, origins, widths)


def _rewritable(text: str, level: Level) -> Iterator[tuple[str, int, int]]:
    """What folding rewrites at a level: its kind, and the span of it."""
    simple = text.isascii() or not _MAY_COMPOSE.search(text)
    for match in (_PLAIN if simple else _ALL)[level].finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("other", "end"):
            yield kind, *match.span(kind)


def without_marks(text: str) -> str:
    """Roughly what a text folds to, in a small part of the time and without way back.

    Composed letters, simple forms of letters, and nothing invisible.
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def folded(text: str, level: Level) -> str:
    """Only the folded text, without blanks at its ends."""
    return fold(text, level).text.strip()


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str) -> str:
    """Without what PostgreSQL refuses or a page cannot show.

    NUL and the other control characters (tab and line breaks stay), lone
    surrogates and non-characters.
    """
    return _NOT_STORABLE.sub("", text)


def tidy(text: str, *, is_line: bool = False) -> str:
    """A text that a person typed, as it is kept: composed, without outer blanks and
    without what is not seen. A line has no breaks in it, and single blanks."""
    plain = unicodedata.normalize("NFC", _STOWAWAYS.sub("", text))
    if is_line:
        return re.sub(r"[ \t\r\n\x85]+", " ", plain).strip()
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()


def fault(text: str, *, most: int, is_quoted: bool = False) -> str:
    """Why a tidy text cannot be kept, and what to do; nothing when it can. Quoted words
    may turn the direction, as their source does."""
    if len(text) > most:
        return f"This has {len(text):,} characters; at most {most:,} fit. Shorten it."
    if not is_quoted and (found := _TURNS.search(text)):
        return (
            f"Character {found.start() + 1} is {_called(found.group())}, which turns "
            "the words after it. Delete it, or type the words by hand."
        )
    if found := _CONTROLS.search(text):
        return (
            f"Character {found.start() + 1} is {_called(found.group())}, which no page "
            "can show. Delete it, or type the words by hand."
        )
    return ""


def _called(mark: str) -> str:
    name = unicodedata.name(mark, "").lower()
    code = f"U+{ord(mark):04X}"
    return f"{code} ({name})" if name else f"the control character {code}"


def words(text: str) -> list[str]:
    """The words and numbers of a text in any script, without punctuation.

    A Chinese, Japanese, Thai, Lao, Khmer or Burmese character is a word of its own,
    since those scripts put no blanks between words.
    """
    found: list[str] = WORD.findall(text)
    return [_plain(word) for word in found] if _has_folding_marks(text) else found


def word_spans(
    text: str, start: int = 0, end: int | None = None
) -> list[tuple[str, int, int]]:
    """The words of a text, or of a stretch of it, with the half-open span of each."""
    end = len(text) if end is None else end
    found = WORD.finditer(text, start, end)
    if _has_folding_marks(text[start:end]):
        return [(_plain(match.group()), match.start(), match.end()) for match in found]
    return [(match.group(), match.start(), match.end()) for match in found]


def _has_folding_marks(text: str) -> bool:
    return not text.isascii() and bool(_FOLDS_IN_WORDS.search(text))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word with its inner marks folded, so that ’ and ' make no difference.

    Kept, since a text says most of its words again and again.
    """
    if word.isascii() or not _FOLDS_IN_WORDS.search(word):
        return word
    word = word.translate(_SIMPLE_FOLDS)
    if word.isascii() or not _FOLDS_IN_WORDS.search(word):
        return word
    return folded(word, Level.TYPOGRAPHY).replace('"', "'")


def hides_words(text: str) -> bool:
    """Whether marks stand inside words, so that a word is not found as it is written.

    Soft hyphens are such marks, and accents that are letters of their own; long runs
    of blanks hide what belongs together, and count as well.
    """
    if "   " in text or "\n\n\n" in text:
        return True
    if text.isascii():
        return False
    return any(
        _is_inside(match.group(), text[match.end() : match.end() + 1])
        for match in _INNER_MARKS.finditer(text)
    )


def _is_inside(mark: str, following: str) -> bool:
    if mark.isalnum() or unicodedata.combining(mark):
        return True
    return following.isalnum()


def _rewritten(found: str, kind: str) -> str:
    if kind == "blank":
        return " " if _HAS_SPACE.search(found) else ""
    if kind == "composed":
        return unicodedata.normalize("NFC", found)
    if kind == "wide":
        return unicodedata.normalize("NFKC", found)
    return {"quote": '"', "dash": "-", "ellipsis": "...", "nothing": ""}[kind]


# What a reader cannot see and a forger can use: controls other than a tab and the ends
# of lines, marks that turn the direction of writing, separators, blanks of no width.
_HIDDEN = re.compile(
    rf"[{_CONTROL}\x85\u200b\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
# A spreadsheet runs what begins so, in wide forms too, and whatever blanks come before.
_RUNS = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]|[\t\r\n\x00])")


def hidden_in(text: str) -> str:
    """The first character that nobody can see, by number and kind; empty: none."""
    found = _HIDDEN.search(text)
    if found is None:
        return ""
    kind = "turns the direction of writing" if _TURNS.match(found[0]) else "is unseen"
    return f"U+{ord(found[0]):04X}, which {kind}"


def as_cell(text: str) -> str:
    """A text for a cell of a table, which no spreadsheet takes for a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def from_cell(text: str) -> str:
    """The text that `as_cell` made a cell of."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text, 1) else text
