"""Every word of the closed lists, explained in each language of the interface.

For pages and for the admin. `docs/rules.md` says the same at length.
"""

from collections.abc import Mapping
from enum import Enum

from tracker.rules.vocabulary import Credibility, Reliability
from tracker.rules.wording import claims, desk, outcomes, sources
from tracker.rules.wording.entry import Entry

LANGUAGES = ("en", "uk", "ru")

# By list, since words of two lists may be equal as strings (`moved`, `moved`).
LISTS: tuple[Mapping[Enum, Entry], ...] = (
    claims.STANCES,
    claims.SILENCES,
    claims.STATUSES,
    claims.ROLES,
    claims.PARTY_KINDS,
    claims.VOICES,
    claims.PRECISIONS,
    claims.WORKFLOW,
    claims.RELATIONS,
    sources.RELIABILITY,
    sources.CREDIBILITY,
    sources.BEARINGS,
    sources.SOURCE_KINDS,
    sources.SOURCE_STATES,
    sources.CITATION_STATES,
    sources.CHANGES,
    outcomes.OUTCOMES,
    desk.REVIEW_KINDS,
    desk.REVIEW_STATES,
    desk.WAITING_STATES,
    desk.CONTRIBUTION_KINDS,
    desk.CONTRIBUTION_DEEDS,
    desk.STEPS,
    desk.URGENCY,
    desk.SUGGESTIONS,
    desk.CHANNELS,
    desk.WATCHES,
    desk.DELIVERIES,
    desk.EDITS,
    desk.NOTICES,
    desk.TELLINGS,
    desk.WEBHOOKS,
    desk.COPY_KINDS,
    desk.COPIES,
    desk.JOB_KINDS,
    desk.JOB_STATES,
    desk.DUE_REASONS,
    desk.REVERSALS,
)
ENTRIES = {type(next(iter(known))): known for known in LISTS}


def label_of(word: Enum, language: str = "en") -> str:
    """The word's label; English where the language is unknown."""
    labels = ENTRIES[type(word)][word].label
    return labels.get(language, labels["en"])


def definition_of(word: Enum, language: str = "en") -> str:
    """What the word means in a sentence; empty where the label says it all."""
    definitions = ENTRIES[type(word)][word].definition
    return definitions.get(language, definitions["en"])


def grade_of(reliability: str, credibility: int, language: str = "en") -> str:
    """A grade in words, B2: "Usually reliable; probably true"."""
    source = label_of(Reliability(reliability), language)
    said = label_of(Credibility(credibility), language)
    return f"{source}; {said[:1].lower()}{said[1:]}"
