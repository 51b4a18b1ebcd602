"""What a reader typed into the search box: words, "quoted phrases", -negation.

Any text is a query. What says nothing (lone marks, empty quotes) is left out; what is
beyond the limits is cut off, and the query says so.
"""

import re
from dataclasses import dataclass

LONGEST = 200
MOST_TERMS = 12

# Quotation marks of the languages of the record, as a keyboard or a word processor
# writes them. An apostrophe is part of a word.
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"'))
_TERM = re.compile(r'(?P<not>[-−–])?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_SAYS_NOTHING = re.compile(r"[\W_]*")
# What no column of text can hold.
_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that a claim must say, or must not."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False

    def __str__(self) -> str:
        quoted = f'"{self.text}"' if self.is_phrase else self.text
        return f"-{quoted}" if self.is_negated else quoted


@dataclass(frozen=True)
class Query:
    """`is_cut`: something beyond the limits was not read. `is_mute`: something was
    typed, and it says nothing that could be looked for."""

    terms: tuple[Term, ...] = ()
    is_cut: bool = False
    is_mute: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        """The query as it would be typed."""
        return " ".join(str(term) for term in self.terms)

    @property
    def words(self) -> tuple[str, ...]:
        """The single words that a claim must have."""
        plain = (term for term in self.terms if not term.is_negated)
        return tuple(term.text for term in plain if not term.is_phrase)


def parse(text: str) -> Query:
    """Read a query; there is no text that cannot be read."""
    clean = _UNSTORABLE.sub(" ", text.translate(_QUOTES)).strip()
    terms = list(dict.fromkeys(_terms(clean[:LONGEST])))
    is_cut = len(clean) > LONGEST or len(terms) > MOST_TERMS
    return Query(tuple(terms[:MOST_TERMS]), is_cut, is_mute=bool(clean) and not terms)


def _terms(text: str) -> list[Term]:
    found = []
    for match in _TERM.finditer(text):
        said = match["word"] if match["phrase"] is None else match["phrase"]
        said = " ".join(said.split())
        if _SAYS_NOTHING.fullmatch(said):
            continue
        is_phrase = match["phrase"] is not None
        found.append(
            Term(text=said, is_phrase=is_phrase, is_negated=match["not"] is not None)
        )
    return found
