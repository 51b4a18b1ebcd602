"""A table, line by line: rows, and faults in words where a line is none.

Nothing is held but the line at hand, however long the table is.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from tracker.intake.imports.columns import Column
from tracker.intake.imports.encoding import SAMPLE, Encoding, codec_of
from tracker.intake.imports.types import Fault, Row, Unreadable
from tracker.text import from_cell

LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
_DELIMITERS = (",", ";", "\t")
_UNCLOSED = (
    "A quotation mark opens here and is not closed, or something follows the closing "
    "one. Double each quotation mark inside a cell, and put one at both ends of it."
)


class _Parts(io.RawIOBase):
    """The parts of a file as one stream."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts, self._rest = iter(parts), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = bytes(part)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def read(
    parts: Iterable[bytes], columns: Sequence[Column], chosen: Encoding
) -> Iterator[Row | Fault]:
    """The lines of a file below its header; raises Unreadable."""
    buffered = io.BufferedReader(_Parts(parts), buffer_size=SAMPLE)
    sample = buffered.peek(SAMPLE)
    codec = codec_of(sample, chosen, is_whole=len(sample) < SAMPLE // 2)
    text = io.TextIOWrapper(buffered, encoding=codec, newline="")
    yield from rows(_lines(text, codec), columns)


def rows(lines: Iterable[str], columns: Sequence[Column]) -> Iterator[Row | Fault]:
    """The rows below a header, each with the line at which it begins."""
    lines = iter(lines)
    first = next(lines, "")
    delimiter = _delimiter(first, columns)
    header = _header(next(csv.reader([first], delimiter=delimiter), []), columns)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Fault(line=line, words=_UNCLOSED)
            continue
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, header)


def _row(line: int, cells: list[str], header: list[str]) -> Row | Fault:
    if len(cells) != len(header):
        return _torn(line, cells, header)
    long = next((name for name, cell in zip(header, cells, strict=True)
                 if len(cell) > LONGEST_CELL), None)  # fmt: skip
    if long is not None:
        words = f"This cell is longer than {LONGEST_CELL:,} characters. {_UNCLOSED}"
        return Fault(line=line, column=long, words=words)
    plain = (from_cell(cell.strip(" \t\r\n\u00a0")) for cell in cells)
    return Row(line, dict(zip(header, plain, strict=True)))


def _torn(line: int, cells: list[str], header: list[str]) -> Fault:
    have, want = len(cells), len(header)
    if have < want:
        words = (
            f"The row breaks off: it has {have} of {want} cells, and nothing for "
            f"“{header[have]}”. Give every row as many cells as the header has."
        )
        return Fault(line=line, column=header[have], text=cells[-1][:200], words=words)
    words = (
        f"The row has {have} cells and the header {want}. A comma or semicolon inside "
        "a cell needs quotation marks around the cell."
    )
    return Fault(line=line, text=cells[want][:200], words=words)


def _lines(text: io.TextIOWrapper, codec: str) -> Iterator[str]:
    number = 0
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) >= LONGEST_LINE:
                raise Unreadable(
                    f"Line {number} has more than {LONGEST_LINE:,} characters, so this "
                    "is no table of lines. Choose the CSV file."
                )
            yield line
    except UnicodeError as error:
        raise Unreadable(
            f"After line {number} come bytes that are not {codec.upper()}. In the "
            "spreadsheet choose “Save as” and the type “CSV UTF-8”, or choose the "
            "right encoding in the form."
        ) from error


def _delimiter(first: str, columns: Sequence[Column]) -> str:
    """The one that splits the header into the most names that are known."""
    known = {column.name for column in columns}

    def found(delimiter: str) -> int:
        return sum(_name(cell) in known for cell in first.split(delimiter))

    return max(_DELIMITERS, key=found)


def _name(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip(" \t\r\n\"'\ufeff").lower())


def _header(cells: list[str], columns: Sequence[Column]) -> list[str]:
    """The names of the columns; raises with everything that is wrong with them."""
    names, known = [_name(cell) for cell in cells], [one.name for one in columns]
    wrong = [
        f"The column “{name[:40]}” is unknown{_meant(name, known)}."
        for name in names
        if name not in known
    ]
    wrong += [
        f"The column “{name}” stands in the header twice."
        for name in sorted({name for name in names if names.count(name) > 1} & {*known})
    ]
    wrong += [
        f"The column “{column.name}” is missing."
        for column in columns
        if column.is_needed and column.name not in names
    ]
    if wrong:
        many = f" And {len(wrong) - 12} more." if len(wrong) > 12 else ""
        raise Unreadable(
            f"{' '.join(wrong[:12])}{many} The first line names the columns: "
            f"{', '.join(known)}. Take the template and fill it in."
        )
    return names


def _meant(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name[:60], known, n=1)
    return f"; did you mean “{close[0]}”?" if close else ""
