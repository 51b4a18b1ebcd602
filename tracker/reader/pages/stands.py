"""How claims stand now, with their words and their records: for feeds and embeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Claim
from tracker.models.as_of import records
from tracker.reader import words
from tracker.reader.pages.parts import Statement, Wording, statements
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import compose
from tracker.rules.label import join
from tracker.rules.phrases import phrase
from tracker.rules.status import public_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """One claim in the language of the answer. `key` is the status, or that there is
    none."""

    claim: int
    slug: str
    statement: Wording
    key: str
    label: str
    rest: str
    record: Record

    @property
    def headline(self) -> str:
        return ". ".join(part for part in (self.label, self.rest) if part)


def stands(claims: Iterable[int], moment: Moment) -> dict[int, Stands]:
    """How each of some claims stands, in a constant number of queries."""
    slugs = dict(Claim.objects.filter(pk__in=list(claims)).values_list("pk", "slug"))
    found, worded = records(slugs, moment), statements(slugs, moment)
    return {
        claim: _stands(claim, slug, found[claim], worded.get(claim), moment)
        for claim, slug in slugs.items()
    }


def _stands(
    claim: int,
    slug: str,
    record: Record,
    statement: Statement | None,
    moment: Moment,
) -> Stands:
    language = words.tongue()
    said = compose(record, moment, translate=phrase(language), language=language)
    public = public_status(record, moment)
    known = public.status if public else None
    return Stands(
        claim=claim,
        slug=slug,
        statement=in_language(statement, language) or Wording("en", "", slug),
        key=known.value if known else words.NOT_ASSESSED,
        label=words.straight(join(said.label)),
        rest=words.straight(join(said.clauses)),
        record=record,
    )


def in_language(statement: Statement | None, language: str) -> Wording | None:
    """The wording in a language, else in the first that there is."""
    if statement is None:
        return None
    wordings = (statement.main, *statement.others)
    fitting = (one for one in wordings if one.language == language)
    return next(fitting, statement.main)
