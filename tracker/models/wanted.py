"""Who and what a list asks for, by id; and its words in the terms of the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import connection
from django.db.models import BooleanField, Expression, F, Func, Value

from tracker.models.claim import Claim, SlugRedirect
from tracker.models.party import Party
from tracker.models.topic import Place, Topic
from tracker.rules.asked import Asked
from tracker.rules.choices import Choice
from tracker.rules.facets import Facet, Kind
from tracker.rules.query import Query, Term

_REGISTERS: dict[Kind, type[Topic | Place]] = {Kind.TOPIC: Topic, Kind.PLACE: Place}
# Greater than the id of any row: a facet that no claim has.
NOBODY = (1 << 40) - 1

# A party and all that speak for it, or ever spoke.
_MOUTHS = """
WITH RECURSIVE line(party_id) AS (
    SELECT %s::bigint
    UNION
    SELECT profile.party_id FROM line JOIN tracker_partyprofile profile
        ON profile.parent_id = line.party_id AND profile.speaks_for_parent
)
SELECT party_id FROM line
"""


@dataclass(frozen=True)
class Wanted:
    """`facets` has one for each choice of what was asked, in the same order."""

    asked: Asked
    facets: tuple[Facet, ...]

    @property
    def query(self) -> Query:
        return self.asked.query

    @property
    def numbers(self) -> list[int]:
        return [facet.number for facet in self.facets]


def wanted(asked: Asked) -> Wanted:
    """Look up who and what is named. A name that nothing bears is a facet of nobody."""
    ids = _ids(asked.choices)
    found = tuple(
        Facet(
            kind=choice.kind,
            word=choice.word,
            of=ids.get(_key(choice), NOBODY) if choice.slug else 0,
        )
        for choice in asked.choices
    )
    return Wanted(asked, found)


def fits(words: Expression | F, query: Expression) -> Expression:
    """The condition that words fit a query."""
    return Func(
        words,
        query,
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def searched(query: Query) -> Expression:
    """All terms of a query as one, by the functions of migrations 0025 and 0029."""
    first, *others = (term_of(term) for term in query.terms)
    if not others:
        return first
    return Func(
        first,
        *others,
        template="(%(expressions)s)",
        arg_joiner=" && ",
        output_field=SearchQueryField(),
    )


def term_of(term: Term) -> Expression:
    sign = "!!" if term.is_negated else ""
    return Func(
        Value(term.text),
        function="tracker_phrase" if term.is_phrase else "tracker_term",
        template=f"({sign}%(function)s(%(expressions)s))",
        output_field=SearchQueryField(),
    )


def words_at(known_at: datetime) -> Func:
    """What a claim says in all its languages, as it was known at a moment."""
    return Func(
        F("pk"),
        Value(known_at),
        function="tracker_claim_words",
        output_field=SearchVectorField(),
    )


def worded(claims: Iterable[int], query: Query, known_at: datetime) -> set[int]:
    """Those of the claims whose words fit, as they were known at a moment."""
    ids = list(claims)
    if not query:
        return set(ids)
    rows = Claim.objects.filter(pk__in=ids)
    rows = rows.filter(fits(words_at(known_at), searched(query)))
    return set(rows.values_list("pk", flat=True))


def mouths(party: int) -> list[int]:
    """A party and all that speak for it, or ever spoke."""
    with connection.cursor() as cursor:
        cursor.execute(_MOUTHS, [party])
        return [row[0] for row in cursor.fetchall()]


def _ids(choices: Sequence[Choice]) -> dict[tuple[Kind, str], int]:
    found: dict[tuple[Kind, str], int] = {}
    for kind, table in _REGISTERS.items():
        slugs = {choice.slug for choice in choices if choice.kind is kind}
        if slugs:
            rows = table._default_manager.filter(slug__in=slugs)
            found |= {(kind, row.slug): row.pk for row in rows}
    parties = {choice.slug for choice in choices if choice.kind not in _REGISTERS}
    return found | {(Kind.PARTY, slug): pk for slug, pk in _parties(parties).items()}


def _parties(slugs: set[str]) -> dict[str, int]:
    """Parties by their slugs, and by those that they gave up."""
    named = slugs - {""}
    if not named:
        return {}
    moved = SlugRedirect.objects.filter(old_slug__in=named, party__isnull=False)
    rows = Party.objects.filter(slug__in=named)
    return {row.old_slug: row.party_id or NOBODY for row in moved} | {
        row.slug: row.pk for row in rows
    }


def _key(choice: Choice) -> tuple[Kind, str]:
    kind = choice.kind if choice.kind in _REGISTERS else Kind.PARTY
    return kind, choice.slug
