"""Reversals in words: from what, to what, after how many days."""

from dataclasses import dataclass

from tracker.reader import words
from tracker.reader.dates import When, when
from tracker.reader.pages.parts import Statement
from tracker.rules.reversals import Reversal, ReversalKind
from tracker.rules.wording import label_of


@dataclass(frozen=True)
class Turned:
    """A party's reversal on one claim."""

    slug: str
    statement: Statement
    when: When
    text: str


def turned(reversal: Reversal) -> str:
    """ "Reversal: “denies it” before, for 20 days" """
    days = words.amount(reversal.days, "day")
    before = words.inside(reversal.before)
    if reversal.kind is ReversalKind.RETRACTED:
        return f"Retraction, {days} after “{before}”"
    if reversal.kind is ReversalKind.BROKE_SILENCE:
        return f"First clear answer, {days} after “{before}”"
    return f"Reversal, {days} after “{before}”"


def turned_on(reversal: Reversal, slug: str, statement: Statement) -> Turned:
    """A reversal for a party's page."""
    stance = label_of(reversal.after)
    text = f"{stance}. {turned(reversal)}"
    return Turned(slug, statement, when(reversal.position), text)
