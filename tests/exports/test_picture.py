"""The picture of a claim: a PNG of the right size, whatever the words are."""

import struct
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.exports.marks import colour
from tracker.exports.picture import HEIGHT, WIDTH, Picture, can_draw, png
from tracker.rules.vocabulary import Status


def picture(**said: str) -> Picture:
    plain = {"key": "false", "statement": "It is so.", "label": "False"}
    return Picture(**({"rest": "", "foot": ""} | plain | said))


def chunks(made: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, each against its own sum."""
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(made):
        (size,) = struct.unpack(">I", made[at : at + 4])
        name, data = made[at + 4 : at + 8], made[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", made[at + 8 + size : at + 12 + size])
        assert check == zlib.crc32(name + data)
        yield name, data
        at += 12 + size


def pixels(made: bytes) -> bytes:
    return zlib.decompress(dict(chunks(made))[b"IDAT"])


def test_it_is_a_png_of_1200_by_630() -> None:
    made = png(picture())

    assert [name for name, _ in chunks(made)] == [b"IHDR", b"IDAT", b"IEND"]
    assert struct.unpack(">II", dict(chunks(made))[b"IHDR"][:8]) == (1200, 630)
    assert len(pixels(made)) == HEIGHT * (WIDTH * 3 + 1)


@pytest.mark.parametrize("status", [*Status, "not_assessed", "no such"])
def test_every_status_has_its_colour_and_a_mark_of_its_own(status: str) -> None:
    seen = pixels(png(picture(key=status, label="")))

    assert seen[1:4] == bytes.fromhex(colour(status)[1:])
    assert seen != pixels(png(picture(key="corroborated", label=""))) or (
        status == "corroborated"
    )


def test_the_same_words_make_the_same_picture() -> None:
    assert png(picture()) == png(picture())
    assert png(picture()) != png(picture(statement="It is not so."))


def test_latin_and_cyrillic_are_drawn_and_others_are_left_out() -> None:
    for text in ("Ukraïne ąęž", "Українські війська", "Ёлка"):
        assert can_draw(text)
    for text in ("乌克兰军队", "القوات الأوكرانية"):
        assert not can_draw(text)
        assert png(picture(statement=text)) == png(picture(statement=""))


@settings(deadline=None, max_examples=15)
@given(st.text(max_size=400), st.text(max_size=200))
def test_no_words_break_it(statement: str, label: str) -> None:
    made = png(picture(statement=statement, label=label, rest=label, foot=label))

    assert len(pixels(made)) == HEIGHT * (WIDTH * 3 + 1)


def test_words_without_an_end_stay_on_it() -> None:
    png(picture(statement="Щ" * 5_000, label="W" * 5_000, rest="so " * 5_000))
