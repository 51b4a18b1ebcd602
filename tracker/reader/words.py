"""Small phrases of the pages. The words of the closed lists are the rules' own."""

from enum import Enum

from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from tracker.rules import wording
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    RelationKind,
    Reliability,
    SilenceKind,
    Stance,
    Status,
)
from tracker.rules.wording import definition_of, label_of

ENGLISH = "en"
NOT_ASSESSED = "not_assessed"
NOT_ASSESSED_LABEL = gettext_noop("Not yet assessed")
NOT_ASSESSED_MEANS = gettext_noop("The desk has not decided on a status yet.")

# The other way round, where a claim is at the far end of a relation.
INCOMING = {
    RelationKind.PART_OF: gettext_noop("Has as a part"),
    RelationKind.REPEATS: gettext_noop("Repeated by"),
    RelationKind.CONTRADICTS: gettext_noop("Contradicted by"),
    RelationKind.UPDATES: gettext_noop("Updated by"),
}
# Marks that turn the direction of all text after them, up to the end of a paragraph.
TURNING_MARKS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
LANGUAGES = {
    "ar": gettext_noop("Arabic"),
    "be": gettext_noop("Belarusian"),
    "de": gettext_noop("German"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "fa": gettext_noop("Persian"),
    "fr": gettext_noop("French"),
    "he": gettext_noop("Hebrew"),
    "ko": gettext_noop("Korean"),
    "pl": gettext_noop("Polish"),
    "ru": gettext_noop("Russian"),
    "tr": gettext_noop("Turkish"),
    "uk": gettext_noop("Ukrainian"),
    "zh": gettext_noop("Chinese"),
}
# The lists whose words the methodology explains one by one, and what their anchors
# begin with; the words of other lists are explained together, in a chapter.
EXPLAINED: dict[type[Enum], str] = {
    Status: "status",
    Stance: "stance",
    SilenceKind: "silence",
    Reliability: "reliability",
    Credibility: "credibility",
}
CHAPTERS: dict[type[Enum], str] = {Bearing: "which-evidence-counts"}


def tongue() -> str:
    """The language of the page, one of the interface's."""
    active = (get_language() or ENGLISH).partition("-")[0]
    return active if active in wording.LANGUAGES else ENGLISH


def label(word: Enum) -> str:
    """The label of a word of a closed list, in the language of the page."""
    return label_of(word, tongue())


def means(word: Enum) -> str:
    """What a word of a closed list means, in the language of the page."""
    return definition_of(word, tongue())


def anchor(word: Enum) -> str:
    """Where the methodology defines a word: the part of its address after the #, such
    as `status-denied`. It is linked to and cited, so it stays."""
    stem = EXPLAINED.get(type(word))
    return f"{stem}-{str(word.value).lower()}" if stem else CHAPTERS[type(word)]


def status_anchor(key: str) -> str:
    """Where the methodology defines a status, or says why there is none."""
    return "a-person-decides" if key == NOT_ASSESSED else anchor(Status(key))


def status_label(key: str) -> str:
    """A status by its key, or its absence."""
    return gettext(NOT_ASSESSED_LABEL) if key == NOT_ASSESSED else label(Status(key))


def status_means(key: str) -> str:
    """What a status means, in a sentence."""
    return gettext(NOT_ASSESSED_MEANS) if key == NOT_ASSESSED else means(Status(key))


def relation(kind: RelationKind, *, is_incoming: bool) -> str:
    """How this claim stands to the other."""
    return gettext(INCOMING[kind]) if is_incoming else label(kind)


def inside(word: Enum) -> str:
    """A word of a closed list inside a sentence: "no statement found"."""
    return lower_first(label(word))


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def language(code: str) -> str:
    """The name of a language; its code where we know no name."""
    name = LANGUAGES.get(code.partition("-")[0].lower())
    return gettext(name) if name else code


def straight(text: str) -> str:
    """Text that stands inside a sentence of ours and cannot turn the rest of it."""
    return text.translate(TURNING_MARKS)


def amount(number: int, one: str) -> str:
    """ "1 report", "3 reports", in the language of the page: what is counted in
    sentences."""
    counted = {
        "day": ngettext("%d day", "%d days", number),
        "origin": ngettext("%d origin", "%d origins", number),
        "report": ngettext("%d report", "%d reports", number),
        "source": ngettext("%d source", "%d sources", number),
        "word": ngettext("%d word", "%d words", number),
    }
    return counted[one] % number
