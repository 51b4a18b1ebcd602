"""Claims that say nearly the same as a statement that somebody types.

The database finds statements that share most of the words, by the beginnings of words,
so that another ending makes no difference; the order of likeness is then weighed word
by word. A quorum is asked for in groups: who shares most shares one of each group.

Limits: other words for the same thing are found only when the rest is alike enough.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef
from rapidfuzz import fuzz

from tracker.intake.likeness import common_words
from tracker.models import Claim, ClaimWording
from tracker.models.claim import STATEMENT_WORDS
from tracker.text import Level, folded, words

ALIKE = 72.0  # of 100: by sixty pairs of statements, docs/decisions/0017
QUORUM = 0.7
FEWEST_WORDS, MOST_WORDS = 2, 12
MOST_WEIGHED, MOST_LOOKED_UP, MOST_SHOWN = 300, 40, 5
_STEM = 0.7
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A claim that says nearly the same, and how nearly, of 100."""

    claim: int
    statement: str
    likeness: int


def nearly_same(
    statements: Mapping[str, str], now: datetime, *, without: Claim | None = None
) -> list[Alike]:
    """The claims that are worded nearly so in any language, the likest first."""
    near = {
        row: (_likeness(text, said), said)
        for text in statements.values()
        for row, said in _candidates(text, now)
    }
    enough = {row: said for row, said in near.items() if said[0] >= ALIKE}
    ranked = sorted(enough, key=lambda row: -enough[row][0])[:MOST_LOOKED_UP]
    best: dict[int, Alike] = {}
    for row, claim in _current(ranked, now, without):
        likeness, said = enough[row]
        known = best.get(claim)
        if known is None or known.likeness < likeness:
            best[claim] = Alike(claim=claim, statement=said, likeness=round(likeness))
    return sorted(best.values(), key=lambda one: -one.likeness)[:MOST_SHOWN]


def _candidates(text: str, now: datetime) -> Iterable[tuple[int, str]]:
    """Wordings that share most of the words, by id; those that share all come first,
    as the others may be too many to weigh."""
    stems = _stems(text)
    if len(stems) < FEWEST_WORDS:
        return
    for query, most in ((" & ".join(stems), 50), (_quorum(stems), MOST_WEIGHED)):
        words_of_it = SearchQuery(query, search_type="raw", config="simple")
        rows = ClaimWording.objects.known(now).alias(said=STATEMENT_WORDS)
        # The latest first. By an expression, so that no plan walks the whole table in
        # the hope of enough rows, which would split every statement into words anew.
        latest = rows.filter(said=words_of_it).order_by(-F("pk"))
        yield from latest.values_list("pk", "statement")[:most]


def _current(
    wordings: list[int], now: datetime, without: Claim | None
) -> list[tuple[int, int]]:
    """Of these wordings those that hold now, each with its claim."""
    later = ClaimWording.objects.known(now).filter(
        claim=OuterRef("claim"), language=OuterRef("language"), id__gt=OuterRef("id")
    )
    rows = ClaimWording.objects.filter(~Exists(later), pk__in=wordings).order_by()
    if without is not None:
        rows = rows.exclude(claim=without)
    return list(rows.values_list("pk", "claim_id"))


def _quorum(stems: list[str]) -> str:
    """Words dealt out to as many groups as a statement with most of them must meet."""
    needed = math.ceil(QUORUM * len(stems))
    groups = max(len(stems) // (len(stems) - needed + 1), 1)
    dealt = (stems[number::groups] for number in range(groups))
    return " & ".join(f"({' | '.join(group)})" for group in dealt)


def _stems(text: str) -> list[str]:
    """The beginnings of the words that tell something, the longest first."""
    tokens = {token for word in _telling(text) for token in _TOKEN.findall(word)}
    found = {_stem(token) for token in tokens if len(token) > 2 or token.isdigit()}
    return sorted(found, key=lambda stem: (-len(stem), stem))[:MOST_WORDS]


def _stem(word: str) -> str:
    if len(word) <= 3 or word.isdigit():
        return word
    return f"{word[: max(3, math.ceil(_STEM * len(word)))]}:*"


def _telling(text: str) -> list[str]:
    plain = [word.casefold() for word in words(folded(text, Level.TYPOGRAPHY))]
    return [word for word in plain if word not in common_words()] or plain


def _likeness(one: str, other: str) -> float:
    """Of 100: the telling words in any order, and a little for all that is said."""
    telling = fuzz.token_sort_ratio(" ".join(_telling(one)), " ".join(_telling(other)))
    whole = fuzz.token_sort_ratio(one.casefold(), other.casefold())
    return max(telling, 0.5 * telling + 0.5 * whole)
