"""A sheet that PDFium draws on: text, boxes and the marks of statuses. Pixels, from the
upper left."""

import ctypes
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from tracker.exports.shapes import CIRCLES, CUT, LINES, SHAPES, Point

REGULAR, BOLD = "Regular", "Bold"
_FONTS = Path(__file__).resolve().parent / "fonts"


@cache
def _font(face: str) -> bytes:
    return (_FONTS / f"NotoSans-{face}.ttf").read_bytes()


class Sheet:
    """One page; one user at a time."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._pdf: Any = pypdfium2.PdfDocument.new()
        self._page: Any = self._pdf.new_page(width, height)
        self._fonts = {face: self._load(face) for face in (REGULAR, BOLD)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for font in self._fonts.values():
            pdfium.FPDFFont_Close(font)
        self._page.close()
        self._pdf.close()

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float,
        ink: str,
        face: str = REGULAR,
    ) -> None:
        """Words with their base line at `y`."""
        if not words:
            return
        found = self._words(words, size, face)
        self._fill(found, ink)
        pdfium.FPDFPageObj_Transform(found, 1, 0, 0, 1, x, self._size[1] - y)
        pdfium.FPDFPage_InsertObject(self._page.raw, found)

    def width(self, words: str, *, size: float, face: str) -> float:
        found = self._words(words, size, face)
        left, low, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(found, left, low, right, top)
        pdfium.FPDFPageObj_Destroy(found)
        return right.value - left.value

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._shape(corners, ink)

    def mark(self, key: str, x: float, y: float, size: float, ink: str) -> None:
        """The mark of a status in a square."""

        def at(points: Sequence[Point]) -> list[Point]:
            return [(x + px * size / 16, y + py * size / 16) for px, py in points]

        known = key if key in CIRCLES or key in LINES else "not_assessed"
        thick = 1.6 * size / 16
        if known in SHAPES:
            self._shape(at(SHAPES[known]), ink)
        for cx, cy, radius, is_filled, is_dashed in CIRCLES.get(known, ()):
            around = [
                (cx + radius * math.cos(turn), cy + radius * math.sin(turn))
                for turn in (step * math.pi / 36 for step in range(72))
            ]
            if is_filled:
                self._shape(at(around), ink)
            else:
                self._line(at([*around, around[0]]), ink, thick, is_dashed=is_dashed)
        over = "#ffffff" if known in CUT else ink
        for points in LINES.get(known, ()):
            self._line(at(points), over, thick)

    def pixels(self) -> bytes:
        """Rows of red, green, blue."""
        self._page.gen_content()
        bitmap: Any = self._page.render(scale=1, rev_byteorder=True)
        width, stride = self._size[0] * 3, bitmap.stride
        raw = bytes(bitmap.buffer)
        return b"".join(
            raw[row * stride : row * stride + width] for row in range(self._size[1])
        )

    def _load(self, face: str) -> Any:
        data = _font(face)
        place = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
        kind = pdfium.FPDF_FONT_TRUETYPE
        return pdfium.FPDFText_LoadFont(self._pdf.raw, place, len(data), kind, True)

    def _words(self, words: str, size: float, face: str) -> Any:
        found = pdfium.FPDFPageObj_CreateTextObj(self._pdf.raw, self._fonts[face], size)
        coded = words.encode("utf-16-le", "replace") + b"\0\0"
        place = (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded)
        pdfium.FPDFText_SetText(found, place)
        return found

    def _shape(self, points: Sequence[Point], ink: str) -> None:
        path = self._path(points)
        pdfium.FPDFPath_Close(path)
        self._fill(path, ink)
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_WINDING, False)
        pdfium.FPDFPage_InsertObject(self._page.raw, path)

    def _line(
        self,
        points: Sequence[Point],
        ink: str,
        width: float,
        *,
        is_dashed: bool = False,
    ) -> None:
        path = self._path(points)
        pdfium.FPDFPageObj_SetStrokeColor(path, *_rgb(ink), 255)
        pdfium.FPDFPageObj_SetStrokeWidth(path, width)
        pdfium.FPDFPageObj_SetLineCap(path, pdfium.FPDF_LINECAP_ROUND)
        pdfium.FPDFPageObj_SetLineJoin(path, pdfium.FPDF_LINEJOIN_ROUND)
        if is_dashed:
            dashes = (ctypes.c_float * 2)(width * 1.2, width * 1.9)
            pdfium.FPDFPageObj_SetDashArray(path, dashes, 2, 0)
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_NONE, True)
        pdfium.FPDFPage_InsertObject(self._page.raw, path)

    def _path(self, points: Sequence[Point]) -> Any:
        height = self._size[1]
        (x, y), *others = points
        path = pdfium.FPDFPageObj_CreateNewPath(x, height - y)
        for x, y in others:
            pdfium.FPDFPath_LineTo(path, x, height - y)
        return path

    def _fill(self, found: Any, ink: str) -> None:
        pdfium.FPDFPageObj_SetFillColor(found, *_rgb(ink), 255)


def _rgb(ink: str) -> tuple[int, int, int]:
    return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)
