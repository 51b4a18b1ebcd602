"""Reversals in words: from what, to what, after how many days."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.reader import words
from tracker.reader.dates import When, when
from tracker.reader.pages.parts import Statement
from tracker.rules.reversals import Reversal, ReversalKind


@dataclass(frozen=True)
class Turned:
    """A party's reversal on one claim."""

    slug: str
    statement: Statement
    when: When
    text: str


def turned(reversal: Reversal) -> str:
    """ "Reversal: “denies it” before, for 20 days" """
    told = {
        "days": words.amount(reversal.days, "day"),
        "before": words.inside(reversal.before),
    }
    if reversal.kind is ReversalKind.RETRACTED:
        return _("Retraction, %(days)s after “%(before)s”") % told
    if reversal.kind is ReversalKind.BROKE_SILENCE:
        return _("First clear answer, %(days)s after “%(before)s”") % told
    return _("Reversal, %(days)s after “%(before)s”") % told


def turned_on(reversal: Reversal, slug: str, statement: Statement) -> Turned:
    """A reversal for a party's page."""
    stance = words.label(reversal.after)
    text = f"{stance}. {turned(reversal)}"
    return Turned(slug, statement, when(reversal.position), text)
