"""Long texts in six languages for the generated cases, made of short pieces of ours.

A sentence is drawn from five pools. Two of a text may share two pieces, as sentences
of one author do, but not three: they could be taken for versions of one another, and
a case that deletes one of them would have no right answer.
"""

import random
from dataclasses import dataclass
from itertools import combinations

from tests.bench.pieces import PIECES, Pieces

_PARAGRAPH = 5


@dataclass(frozen=True, slots=True)
class Prose:
    """A text by its paragraphs of sentences; `joint` stands between two of them."""

    language: str
    joint: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(self.joint.join(one) for one in self.paragraphs)


def prose(language: str, *, length: int, chance: random.Random) -> Prose:
    """A text of about `length` characters in one of the languages of `PIECES`."""
    pieces = PIECES[language]
    sentences: list[str] = []
    seen: set[tuple[str, ...]] = set()
    size = 0
    while size < length:
        drawn = _drawn(pieces, chance)
        triples = set(combinations(drawn.values(), 3))
        if triples & seen:
            continue
        seen |= triples
        sentences.append(_sentence(pieces, drawn, chance))
        size += len(sentences[-1]) + len(pieces.joint)
    groups = range(0, len(sentences), _PARAGRAPH)
    paragraphs = tuple(tuple(sentences[at : at + _PARAGRAPH]) for at in groups)
    return Prose(language, pieces.joint, paragraphs)


def _drawn(pieces: Pieces, chance: random.Random) -> dict[str, str]:
    return {
        "when": chance.choice(pieces.when),
        "who": chance.choice(pieces.who),
        "did": chance.choice(pieces.did),
        "others": chance.choice(pieces.others),
        "said": chance.choice(pieces.said),
    }


def _sentence(pieces: Pieces, drawn: dict[str, str], chance: random.Random) -> str:
    number, year = chance.randint(12, 9800), chance.randint(1950, 2026)
    pattern = chance.choice(pieces.patterns)
    written = pattern.format(**drawn, number=number, year=year)
    return written[0].upper() + written[1:]
