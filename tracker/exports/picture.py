"""The picture of a claim, 1200 by 630, that other sites show beside a link to it.

PDFium, which already reads our PDFs, draws it: a page of one sheet, with the type that
comes along (Noto Sans, Latin and Cyrillic). Words in letters that the type does not
have are left out, rather than shown as boxes.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from tracker.exports.marks import colour
from tracker.exports.sheet import BOLD, REGULAR, Sheet
from tracker.text import storable

WIDTH, HEIGHT = 1200, 630
# PDFium is not made for two at a time.
_TURN = Lock()
_PAPER, _INK, _SOFT = "#fbfaf7", "#1b1d1f", "#555b61"
_LEFT, _ROOM = 84, WIDTH - 84 - 64
_SIZES = (52, 46, 40, 34)
NAME = "On Record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    key: str
    statement: str
    label: str
    rest: str
    foot: str  # "As of 9 April 2025"


def can_draw(text: str) -> bool:
    """Whether the type has most of the letters."""
    letters = [letter for letter in text if letter.isalpha()]
    known = sum(ord(letter) < 0x530 for letter in letters)
    return known >= 0.9 * len(letters)


def png(of: Picture) -> bytes:
    with _TURN, Sheet(WIDTH, HEIGHT) as sheet:
        _draw(sheet, of)
        pixels = sheet.pixels()
    return _png(pixels)


def _draw(sheet: Sheet, of: Picture) -> None:
    ink = colour(of.key)
    sheet.box(0, 0, WIDTH, HEIGHT, _PAPER)
    sheet.box(0, 0, 28, HEIGHT, ink)
    sheet.text(NAME, _LEFT, 76, size=32, face=BOLD, ink=_INK)
    foot = HEIGHT - 40
    sheet.text(_shown(of.foot), _LEFT, foot, size=26, ink=_SOFT)
    y = _statement(sheet, _shown(of.statement))
    sheet.mark(of.key, _LEFT, y - 38, 48, ink)
    for line in _lines(sheet, _shown(of.label), 42, BOLD, most=2, room=_ROOM - 68):
        sheet.text(line, _LEFT + 68, y, size=42, face=BOLD, ink=ink)
        y += 52
    left = max(0, (foot - 46 - y) // 38 + 1)
    for line in _lines(sheet, _shown(of.rest), 29, REGULAR, most=min(3, left)):
        sheet.text(line, _LEFT, y, size=29, ink=_INK)
        y += 38


def _statement(sheet: Sheet, text: str) -> int:
    """The claim in the largest size in which it fits; returns where to go on."""
    for size in _SIZES:
        lines = _lines(sheet, text, size, BOLD, most=99)
        if len(lines) * size * 1.25 <= 250:
            break
    else:
        lines = _lines(sheet, text, size, BOLD, most=5)
    y = 104.0 + size
    for line in lines:
        sheet.text(line, _LEFT, int(y), size=size, face=BOLD, ink=_INK)
        y += size * 1.25
    return int(y + 34)


def _lines(
    sheet: Sheet, text: str, size: float, face: str, *, most: int, room: int = _ROOM
) -> list[str]:
    """The text in lines that fit; what is too much ends in dots."""
    lines: list[str] = []
    words = _breakable(text, size, room)
    while words and len(lines) < most:
        number = _fitting(sheet, words, size, face, room)
        lines.append(" ".join(words[:number]))
        words = words[number:]
    if words and lines:
        lines[-1] = f"{lines[-1].rstrip('.,;: ')}…"
    return lines


def _fitting(
    sheet: Sheet, words: Sequence[str], size: float, face: str, room: int
) -> int:
    """How many of the first words fit into a line; at least one."""
    number = 1
    while number < len(words):
        line = " ".join(words[: number + 1])
        if sheet.width(line, size=size, face=face) > room:
            break
        number += 1
    return number


def _breakable(text: str, size: float, room: int) -> list[str]:
    """Words, and parts of those that are longer than any line."""
    most = int(room / size)
    return [
        word[start : start + most]
        for word in text[:1_000].split()
        for start in range(0, len(word), most)
    ]


def _shown(text: str) -> str:
    plain = storable(text)
    return plain if can_draw(plain) else ""


def _png(pixels: bytes) -> bytes:
    """RGB rows as a PNG, by its standard."""
    stride = WIDTH * 3
    rows = b"".join(
        b"\0" + pixels[start : start + stride]
        for start in range(0, len(pixels), stride)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")
    chunks = (
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
