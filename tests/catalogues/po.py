"""Catalogues as files: `.po` for people, `.mo` for gettext."""

import struct
from ast import literal_eval
from collections.abc import Mapping
from typing import NamedTuple

MAGIC = 0x950412DE
HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: {language}\n"
    "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
    "&& (n%100<12 || n%100>14) ? 1 : 2);\n"
)


class Phrase(NamedTuple):
    """A phrase in English, with its plural where it has one."""

    one: str
    many: str = ""


Forms = tuple[str, ...]
Catalogue = Mapping[Phrase, Forms]


def read(text: str) -> dict[Phrase, Forms]:
    """The phrases of a `.po` file with their translations, without its header."""
    found: dict[Phrase, Forms] = {}
    for block in text.split("\n\n"):
        words = _words(block)
        if words.get("msgid"):
            forms = [value for key, value in words.items() if key.startswith("msgstr")]
            phrase = Phrase(words["msgid"], words.get("msgid_plural", ""))
            found[phrase] = tuple(forms)
    return found


def _words(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    for line in block.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            key, _, line = line.partition(" ")
        found[key] = found.get(key, "") + literal_eval(line)
    return found


def write(language: str, catalogue: Catalogue, places: Mapping[Phrase, str]) -> str:
    """A `.po` file, in the order of the files that say the phrases."""
    header = [f'msgid ""\nmsgstr ""\n{_lines(HEADER.format(language=language))}']
    blocks = [_block(phrase, catalogue[phrase], places[phrase]) for phrase in places]
    return "\n\n".join(header + blocks) + "\n"


def _block(phrase: Phrase, forms: Forms, place: str) -> str:
    lines = [f"#: {place}", f"msgid {_quoted(phrase.one)}"]
    if not phrase.many:
        return "\n".join([*lines, f"msgstr {_quoted(forms[0])}"])
    lines.append(f"msgid_plural {_quoted(phrase.many)}")
    return "\n".join(
        [*lines, *(f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(forms))]
    )


def _lines(text: str) -> str:
    return "\n".join(_quoted(line) for line in text.splitlines(keepends=True))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compile_mo(language: str, catalogue: Catalogue) -> bytes:
    """The file that gettext reads; phrases without a translation are left out."""
    known = {"": HEADER.format(language=language)}
    for phrase, forms in catalogue.items():
        if all(forms):
            known["\0".join(filter(None, phrase))] = "\0".join(forms)
    pairs = [(key.encode(), known[key].encode()) for key in sorted(known)]
    start = 28 + 16 * len(pairs)
    places: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            places.append(struct.pack("<II", len(pair[column]), start + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack(
        "<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs)
    )
    return head + b"".join(places) + texts
