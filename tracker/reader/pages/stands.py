"""How several claims stand, in a constant number of queries: for feeds and embeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Claim
from tracker.models.as_of import records
from tracker.reader.pages.parts import Verdict, Wording, statements, verdict
from tracker.rules.facts import Moment, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """One claim in the language of the answer."""

    slug: str
    statement: Wording
    verdict: Verdict
    record: Record


def stands(claims: Iterable[int], moment: Moment) -> dict[int, Stands]:
    slugs = dict(Claim.objects.filter(pk__in=list(claims)).values_list("pk", "slug"))
    found, worded = records(slugs, moment), statements(slugs, moment)
    return {
        claim: Stands(
            slug=slug,
            statement=worded[claim].main
            if claim in worded
            else Wording("en", "", slug),
            verdict=verdict(found[claim], moment),
            record=found[claim],
        )
        for claim, slug in slugs.items()
    }
