"""How often and how fast a party answers the claims that it is asked to answer.

The figures, in the words that the pages show:

- *Days to a first clear answer*: the median number of days from the first assertion of
  a claim (or, where nobody asserted it, from the first request for comment) to the
  party's first committed stance, over the claims that it has answered.
- *Days to acknowledge*: the same to its first acknowledgement, in full or in part.
- *Never answered*: the share of the claims in which the party answers ("accused" or
  "affected") to which it has given no clear answer so far.

An answer from before the assertion counts as given on the same day. Verifying,
declining and having no clear position are no clear answers, and neither is silence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One claim that a party is to answer: since when, and when it first did.

    Without `since` nobody wrote down a day to count from: such a claim counts as
    answered or not, and in no median.
    """

    since: datetime | None
    answered: datetime | None = None
    acknowledged: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The figures, each with the number of claims that it rests on; a median of none
    is None."""

    claims: int
    answered: int
    timed_answers: int
    days_to_answer: float | None
    timed_acknowledgements: int
    days_to_acknowledge: float | None

    @property
    def never(self) -> int:
        return self.claims - self.answered

    @property
    def share_never(self) -> float | None:
        """Between 0 and 1; None without a claim."""
        return self.never / self.claims if self.claims else None


def answers(asked: Iterable[Asked]) -> Answers:
    """The figures of one party over its claims, in any order."""
    cases = list(asked)
    first = _days((case.since, case.answered) for case in cases)
    own = _days((case.since, case.acknowledged) for case in cases)
    return Answers(
        claims=len(cases),
        answered=sum(case.answered is not None for case in cases),
        timed_answers=len(first),
        days_to_answer=_median(first),
        timed_acknowledgements=len(own),
        days_to_acknowledge=_median(own),
    )


def _days(ends: Iterable[tuple[datetime | None, datetime | None]]) -> list[int]:
    """Whole calendar days, UTC, as for reversals; never below zero."""
    return [
        max(0, (at.date() - since.date()).days) for since, at in ends if since and at
    ]


def _median(days: Sequence[int]) -> float | None:
    return float(median(days)) if days else None
