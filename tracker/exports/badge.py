"""The badge of a claim: one small SVG that says how it stands. Pure.

It stands on other people's pages, light or dark, so it brings its own ground. There is
no script and no style sheet in it, and every word is escaped.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tracker.exports.marks import colour, mark
from tracker.text import storable

HEIGHT = 28
MOST = 70
_SIZE = 13
_PAD = 10
_MARK = 16
# Widths of letters in parts of the size of the type, for the usual sans faces.
_NARROW = frozenset("iljtfrI.,:;'’|!()[] -·")
_WIDE = frozenset("mwMW@%—ШЩЮЖФЫМшщюжфым")
NAME = "On Record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """`key` is the status, `label` its words, `title` what is read out in full."""

    key: str
    label: str
    title: str
    language: str


def width_of(text: str, size: float = _SIZE) -> float:
    """About how wide a text is, a little more rather than less."""
    return sum(map(_width, text)) * size


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if ord(letter) >= 0x1100:
        return 1.0
    return 0.7 if letter.isupper() else 0.59


def short(text: str, most: int = MOST) -> str:
    """The text in one line, cut where it is too long."""
    line = " ".join(storable(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def badge(of: Badge) -> str:
    label = short(of.label)
    name, said = width_of(NAME), width_of(label)
    left = round(name + 2 * _PAD)
    right = round(said + _MARK + 2 * _PAD + 5)
    title = quoteattr(storable(of.title))
    # `textLength` holds a text to its place where the reader's face is wider.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}"'
        f' height="{HEIGHT}" viewBox="0 0 {left + right} {HEIGHT}" role="img"'
        f" aria-label={title} xml:lang={quoteattr(of.language)}>"
        f"<title>{escape(storable(of.title))}</title>"
        f'<rect width="{left + right}" height="{HEIGHT}" rx="4" fill="#1b1d1f"/>'
        f'<path fill="{colour(of.key)}" d="M{left} 0h{right - 4}a4 4 0 0 1 4 4'
        f'v{HEIGHT - 8}a4 4 0 0 1-4 4H{left}Z"/>'
        f'<rect x=".5" y=".5" width="{left + right - 1}" height="{HEIGHT - 1}" rx="3.5"'
        ' fill="none" stroke="#ffffff" stroke-opacity=".35"/>'
        f'<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif"'
        f' font-size="{_SIZE}">'
        f"{_text(NAME, _PAD, name)}{_text(label, left + _PAD + _MARK + 5, said)}</g>"
        f'<g transform="translate({left + _PAD} 6)" color="#ffffff">{mark(of.key)}</g>'
        "</svg>\n"
    )


def _text(words: str, start: float, width: float) -> str:
    return (
        f'<text x="{start}" y="19" textLength="{width:.0f}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
    )
