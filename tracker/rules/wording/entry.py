"""The shape of one explained word."""

from dataclasses import dataclass

from tracker.rules.facts import Words


@dataclass(frozen=True)
class Entry:
    """A word's label and its definition; some need no definition."""

    label: Words
    definition: Words


def entry(label: tuple[str, str, str], definition: tuple[str, str, str]) -> Entry:
    """An entry from its English, Ukrainian and Russian texts."""
    return Entry(label=_words(label), definition=_words(definition))


def plain(en: str, uk: str, ru: str) -> Entry:
    """A label that says all there is to say."""
    return entry((en, uk, ru), ("", "", ""))


def _words(texts: tuple[str, str, str]) -> Words:
    return dict(zip(("en", "uk", "ru"), texts, strict=True))
