"""Which encoding a table is in: told by its bytes, or refused with advice."""

import codecs
import re
from enum import StrEnum

from tracker.intake.imports.types import Unreadable


class Encoding(StrEnum):
    """What a person may choose."""

    FIND_OUT = ""
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1251 = "windows-1251"
    WINDOWS_1252 = "windows-1252"


# How much of a file is looked at to guess.
SAMPLE = 1_000_000
_SAVE = "In the spreadsheet choose “Save as” and the type “CSV UTF-8”, or choose"
_CHOOSE = f"{_SAVE} the encoding in the form."
_HIGH = re.compile(rb"[\x80-\xff]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "This is a spreadsheet or another archive, not a CSV file."),
    (b"\xd0\xcf\x11\xe0", "This is an old spreadsheet, not a CSV file."),
    (b"%PDF", "This is a PDF, not a CSV file."),
    (b"\x1f\x8b", "This file is compressed. Unpack it first."),
)


def codec_of(sample: bytes, chosen: Encoding, *, is_whole: bool) -> str:
    """The name under which Python knows the encoding; raises Unreadable.

    A mark at the beginning wins over a wrong choice, since no other text begins so.
    """
    if not sample.strip():
        raise Unreadable("The file is empty. Choose the file that has the lines.")
    for beginning, words in _OTHERS:
        if sample.startswith(beginning):
            raise Unreadable(f"{words} {_SAVE.partition(', or')[0]}.")
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable(f"The file is UTF-32, which nobody reads. {_CHOOSE}")
    for mark, codec in _BOMS:
        if sample.startswith(mark):
            return codec
    if chosen is Encoding.UTF_16:
        return _half_empty(sample) or "utf-16-le"
    if chosen is not Encoding.FIND_OUT:
        return chosen.value
    return _half_empty(sample) or _guess(sample, is_whole=is_whole)


def _half_empty(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of the header is empty."""
    head = sample[:64]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    return ""


def _guess(sample: bytes, *, is_whole: bool) -> str:
    # A sample may end within a character.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample, final=is_whole)
    except UnicodeDecodeError as error:
        return _old(sample, at=error.start)
    return "utf-8"


def _old(sample: bytes, *, at: int) -> str:
    """Cyrillic words are runs of high bytes; Latin ones have single ones in them."""
    runs = _HIGH.findall(sample)
    high = b"".join(runs)
    mean = len(high) / len(runs)
    small = sum(byte >= 0xE0 for byte in high)
    great = sum(0xC0 <= byte < 0xE0 for byte in high)
    if mean >= 3 and small > 2 * great and _reads(sample, "windows-1251"):
        return "windows-1251"
    if mean < 1.6 and small >= great and _reads(sample, "windows-1252"):
        return "windows-1252"
    line = sample.count(b"\n", 0, at) + 1
    raise Unreadable(
        f"The file is not UTF-8 (line {line} has the byte 0x{sample[at]:02X}), and "
        f"which encoding it is in cannot be told. {_CHOOSE}"
    )


def _reads(sample: bytes, codec: str) -> bool:
    try:
        sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
