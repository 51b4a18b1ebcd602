"""What the reading of a table passes on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


class Unreadable(Exception):
    """Nothing of it can be read; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a line, in which column, and what stood there."""

    line: int
    column: str = ""
    text: str = ""
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells by column, without outer blanks."""

    line: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class Taken:
    """What became of some lines, or would; `made` counts by what was made."""

    faults: list[Fault] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Seen:
    """The keys of the lines before, so that a line that comes twice is found.

    By key: the line, and the hash of all that stood in it.
    """

    lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    def forget_after(self, count: int) -> None:
        """Only the first so many keys, as if the later ones had not come."""
        while len(self.lines) > count:
            self.lines.popitem()

    def earlier(self, key: str, row: Row) -> tuple[int, bool] | None:
        """An earlier line with this key, and whether it says the very same."""
        said = hash(tuple(row.cells.items()))
        line, before = self.lines.setdefault(key, (row.line, said))
        return None if line == row.line else (line, said == before)
