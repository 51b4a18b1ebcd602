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
# So many sound letters to a broken one.
_SOUND = 10
# What browsers decode, by Python's names. Nothing else is decoded: Python knows codecs
# that run escapes (unicode_escape) or take for ever (punycode), and UTF-7 hides tags.
_BROWSERS_DECODE = """
utf-8 utf-16-le utf-16-be cp866 cp874 cp932 cp949 koi8-r koi8-u mac-roman mac-cyrillic
gb18030 big5hkscs euc_jp iso2022_jp cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256
cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16
"""
_CANDIDATES = _BROWSERS_DECODE.split()
# Labels that browsers read as a larger set of letters than the name says.
_READ_AS = {name: name for name in _CANDIDATES} | {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
    "utf-16": "utf-16-le",
}
# Labels that browsers know and Python does not.
_LABELS = {
    "x-sjis": "shift_jis",
    "windows-31j": "shift_jis",
    "ms_kanji": "shift_jis",
    "x-gbk": "gbk",
    "gb_2312-80": "gbk",
    "x-euc-jp": "euc_jp",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-x-big5": "big5",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
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
    try:
        name = codecs.lookup(_LABELS.get(lowered, lowered)).name
    except (LookupError, ValueError):
        return ""
    return _READ_AS.get(name, "")


def _guessed(body: bytes) -> str:
    sample = body[:_GUESS_ON]
    if _is_mostly_utf_8(sample):
        return "utf-8"
    best = charset_normalizer.from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return (_known(best.encoding) if best else "") or "cp1252"


def _is_mostly_utf_8(sample: bytes) -> bool:
    """Whether what is beyond ASCII is UTF-8, but for a broken letter here and there.

    Letters of another encoding are hardly ever UTF-8 by chance.
    """
    # A letter that is cut at the end of the sample is not broken.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return not broken or broken * _SOUND < beyond
