"""The pieces that the generated texts are made of: a small made-up harbour town.

`pieces/` has a file for each language.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pools of one language, and the patterns that join them to a sentence.

    `plain` are words that turn no meaning; edited cases are reworded with them.
    `joint` stands between two sentences.
    """

    joint: str
    patterns: tuple[str, ...]
    when: tuple[str, ...]
    who: tuple[str, ...]
    did: tuple[str, ...]
    others: tuple[str, ...]
    said: tuple[str, ...]
    plain: tuple[str, ...]


def _read(file: Path) -> Pieces:
    raw = json.loads(file.read_text("utf-8"))
    joint = raw.pop("joint")
    return Pieces(joint, **{name: tuple(lines) for name, lines in raw.items()})


_FILES = Path(__file__).with_name("pieces")
PIECES: Mapping[str, Pieces] = MappingProxyType(
    {
        language: _read(_FILES / f"{language}.json")
        for language in ("en", "uk", "ru", "ar", "zh", "ja")
    }
)
"""By language."""
