"""How a party answers, in figures: each with what it means and what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.models.answering import MOST, cases_of
from tracker.models.lineage import mouths
from tracker.reader.dates import When
from tracker.reader.pages.tally import kept
from tracker.reader.past import Past
from tracker.rules.answers import Answers, answers


@dataclass(frozen=True)
class Figure:
    """A figure in words, its definition, and the claims that it rests on."""

    name: str
    value: str
    means: str
    rests_on: str


def answer_figures(party: int, past: Past) -> tuple[tuple[Figure, ...], When | None]:
    """The figures of a party and of those that speak for it; none without a claim
    that it is to answer. And when they were counted, if that was before now."""

    def count() -> Answers:
        voices = mouths([party], past.moment.known_at)
        cases = cases_of(voices, past.moment, past.now)
        return answers(cases.get(party, ()))

    found, counted = kept(f"party:{party}:answers", past, count)
    if not found.claims:
        return (), None
    return (_answer(found), _acknowledge(found), _never(found)), counted


def days(number: float | None) -> str:
    """ "18 days", "2.5 days", "–" """
    if number is None:
        return "\N{EN DASH}"
    if number != int(number):
        return _("%(number)s days") % {"number": f"{number:.1f}"}
    text = ngettext("%(number)d day", "%(number)d days", int(number))
    return text % {"number": number}


def share(found: Answers) -> str:
    """ "25 %" """
    if found.share_never is None:
        return "\N{EN DASH}"
    return f"{round(100 * found.share_never)}\N{NO-BREAK SPACE}%"


def rests_on(number: int) -> str:
    """ "Rests on 12 claims" """
    text = ngettext(
        "Rests on %(number)d claim", "Rests on %(number)d claims", number
    ) % {"number": number}
    return text + (_(", the latest") if number >= MOST else "")


def _answer(found: Answers) -> Figure:
    return Figure(
        _("Days to a first clear answer"),
        days(found.days_to_answer),
        _(
            "The median, from the first assertion of a claim (or the first request "
            "for comment) to the first time that the party asserts, acknowledges, "
            "denies or disputes it; over the claims that it has answered."
        ),
        rests_on(found.timed_answers),
    )


def _acknowledge(found: Answers) -> Figure:
    return Figure(
        _("Days to acknowledge"),
        days(found.days_to_acknowledge),
        _(
            "The median, from the same day to the first time that it acknowledges the "
            "claim, in full or in part; over the claims that it has acknowledged."
        ),
        rests_on(found.timed_acknowledgements),
    )


def _never(found: Answers) -> Figure:
    return Figure(
        _("Never answered"),
        share(found),
        _(
            "The share of the claims that accuse or affect it to which it has given no "
            "clear answer so far. Saying that it is looking into it, or that it will "
            "not comment, is no clear answer."
        ),
        rests_on(found.claims),
    )
