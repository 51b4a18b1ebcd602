"""Ways in which the software of a page writes the same words anew."""

import re
import unicodedata
from collections.abc import Callable

Respelling = Callable[[str], str]


def _no_break_spaces(text: str) -> str:
    return re.sub(r"(?<=\b\w) |(?<=\b\w\w) ", "\u00a0", text)


def _broken_lines(text: str) -> str:
    return re.sub(r"((?:\w+ ){7})", lambda found: found[0].rstrip() + "\n", text)


def _soft_hyphens(text: str) -> str:
    return re.sub(r"(\w{4})(?=\w{3})", "\\1\u00ad", text)


def _zero_width_spaces(text: str) -> str:
    return re.sub(r"([,.\u3001\u3002\uff0c\u060c])", "\\1\u200b", text)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _straight_marks(text: str) -> str:
    return text.translate(str.maketrans("\u201c\u201d\u2019\u00ab\u00bb", '""\'""'))


def _other_marks(text: str) -> str:
    text = re.sub("[\u201c\u00ab\u300c]", "\u201e", text)
    return re.sub("[\u201d\u00bb\u300d]", "\u201c", text).replace("'", "\u2019")


def _spaced_guillemets(text: str) -> str:
    text = re.sub("[\u201c\u00ab\u300c]", "\u00ab\u00a0", text)
    return re.sub("[\u201d\u00bb\u300d]", "\u00a0\u00bb", text)


def _other_dashes(text: str) -> str:
    return re.sub(" \u2013 |\u2014\u2014|\u2015\u2015", " - ", text)


def _wide_digits(text: str) -> str:
    return text.translate(
        str.maketrans(
            "0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"
        )
    )


def _ligatures(text: str) -> str:
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")


SPACING: tuple[Respelling, ...] = (
    _no_break_spaces,
    _broken_lines,
    _soft_hyphens,
    _zero_width_spaces,
    _decomposed,
)
"""The words stay the same to the letter."""

TYPOGRAPHY: tuple[Respelling, ...] = (
    _straight_marks,
    _other_marks,
    _spaced_guillemets,
    _other_dashes,
    _wide_digits,
    _ligatures,
)
"""The words stay the same; marks, dashes or forms of letters are others."""
