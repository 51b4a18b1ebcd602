"""Small phrases of the pages. The words of the closed lists are the rules' own."""

from enum import Enum

from tracker.rules.vocabulary import RelationKind, Status
from tracker.rules.wording import definition_of, label_of

NOT_ASSESSED = "not_assessed"
NOT_ASSESSED_LABEL = "Not yet assessed"
NOT_ASSESSED_MEANS = "The desk has not decided on a status yet."

# The other way round, where a claim is at the far end of a relation.
INCOMING = {
    RelationKind.PART_OF: "Has as a part",
    RelationKind.REPEATS: "Repeated by",
    RelationKind.CONTRADICTS: "Contradicted by",
    RelationKind.UPDATES: "Updated by",
}
# Marks that turn the direction of all text after them, up to the end of a paragraph.
TURNING_MARKS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ko": "Korean",
    "pl": "Polish",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def status_label(key: str) -> str:
    """A status by its key, or its absence."""
    return NOT_ASSESSED_LABEL if key == NOT_ASSESSED else label_of(Status(key))


def status_means(key: str) -> str:
    """What a status means, in a sentence."""
    return NOT_ASSESSED_MEANS if key == NOT_ASSESSED else definition_of(Status(key))


def relation(kind: RelationKind, *, is_incoming: bool) -> str:
    """How this claim stands to the other."""
    return INCOMING[kind] if is_incoming else label_of(kind)


def inside(word: Enum) -> str:
    """A word of a closed list inside a sentence: "no statement found"."""
    label = label_of(word)
    return label[:1].lower() + label[1:]


def language(code: str) -> str:
    """The English name of a language; its code where we know no name."""
    return LANGUAGES.get(code.partition("-")[0].lower(), code)


def straight(text: str) -> str:
    """Text that stands inside a sentence of ours and cannot turn the rest of it."""
    return text.translate(TURNING_MARKS)


def amount(number: int, one: str) -> str:
    """ "1 report", "3 reports" """
    return f"{number} {one if number == 1 else one + 's'}"
