"""The project's own translator of the rules' phrases, with plural forms.

A phrase is found by its English text, as with gettext, so that gettext could stand
behind `Translate` as well.
"""

from typing import Protocol

from tracker.rules.phrasebook import PHRASES


class Translate(Protocol):
    """What a rule needs of a translator."""

    def __call__(self, text: str, count: int = 1) -> str:
        """The phrase in its language, in the plural form that `count` asks for."""


def phrase(language: str) -> Translate:
    """The project's own translator; an unknown language or phrase stays English."""

    def translate(text: str, count: int = 1) -> str:
        known = PHRASES.get(text, {})
        if language in known:
            forms = known[language]
            return forms[min(_form(language, count), len(forms) - 1)]
        forms = known.get("en", (text,))
        return forms[min(_form("en", count), len(forms) - 1)]

    return translate


def _form(language: str, count: int) -> int:
    """Which plural form: one, other; in Ukrainian and Russian one, few, many."""
    if language not in ("uk", "ru"):
        return 0 if count == 1 else 1
    if count % 10 == 1 and count % 100 != 11:
        return 0
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return 1
    return 2
