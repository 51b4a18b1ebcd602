"""Bytes to text as browsers do it: mark, header, meta element, then a guess."""

import codecs
import re

import charset_normalizer

from tracker.text import storable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_XML = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_META_WITHIN = 1024
_GUESS_ON = 256_000
# The labels that browsers read as something else than their name says.
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "x-user-defined": "",
    "utf-7": "",
    "utf7": "",
}


def decode(body: bytes, content_type: str) -> str:
    """The text of a body; what cannot be read becomes U+FFFD, never an error."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return storable(body[len(mark) :].decode(name, "replace"))
    return storable(body.decode(_name(body, content_type), "replace"))


def _name(body: bytes, content_type: str) -> str:
    found = _HEADER.search(content_type)
    if found and (name := _known(found.group(1))):
        return name
    head = body[:_META_WITHIN]
    if found_in := _META.search(head) or _XML.search(head):
        name = _known(found_in.group(1).decode("ascii", "replace"))
        # A meta element that could be read as ASCII cannot speak of UTF-16.
        if name:
            return "utf-8" if name.startswith("utf-16") else name
    return _guessed(body)


def _known(label: str) -> str:
    """The codec for a label, or nothing for one that must not or cannot be used."""
    lowered = label.strip().lower()
    name = _AS_BROWSERS.get(lowered, lowered)
    if not name:
        return ""
    try:
        found = codecs.lookup(name)
    except LookupError:
        return ""
    # Codecs such as "hex" or "zlib" turn bytes into bytes.
    return name if found._is_text_encoding else ""


def _guessed(body: bytes) -> str:
    sample = body[:_GUESS_ON]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(
            sample, final=len(sample) == len(body)
        )
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(sample).best()
        return best.encoding if best else "cp1252"
    return "utf-8"
