"""Where the catalogues are kept, and how they follow the pages."""

from pathlib import Path

from tests.catalogues.phrases import ROOT, phrases
from tests.catalogues.po import Forms, Phrase, compile_mo, read, write

LANGUAGES = ("uk", "ru")
FORMS = 3


def folder(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES"


def catalogue(language: str) -> dict[Phrase, Forms]:
    path = folder(language) / "django.po"
    return read(path.read_text(encoding="utf-8")) if path.exists() else {}


def update(language: str) -> int:
    """Writes both files anew; how many phrases have no translation yet."""
    places, known = phrases(), catalogue(language)
    found = {phrase: known.get(phrase, _empty(phrase)) for phrase in places}
    folder(language).mkdir(parents=True, exist_ok=True)
    text = write(language, found, places)
    (folder(language) / "django.po").write_text(text, encoding="utf-8")
    (folder(language) / "django.mo").write_bytes(compile_mo(language, found))
    return sum(not all(forms) for forms in found.values())


def _empty(phrase: Phrase) -> Forms:
    return ("",) * (FORMS if phrase.many else 1)
