"""The claims that a claim has to do with."""

from dataclasses import dataclass

from tracker.reader import access, words
from tracker.reader.pages.parts import Statement
from tracker.reader.past import Past
from tracker.rules.facts import Record


@dataclass(frozen=True)
class Related:
    """Another published claim and how this one stands to it."""

    kind: str
    slug: str
    statement: Statement


def others_of(record: Record, past: Past) -> dict[str, int]:
    """The other claims that the page names and a reader may see, by slug."""
    slugs = {relation.other for relation in record.relations}
    rows = access.readable(past).filter(slug__in=slugs)
    return dict(rows.values_list("slug", "pk"))


def related(
    record: Record, others: dict[str, int], worded: dict[int, Statement]
) -> tuple[Related, ...]:
    found = (
        _link(
            relation.other,
            others,
            worded,
            kind=words.relation(relation.kind, is_incoming=relation.is_incoming),
        )
        for relation in record.relations
    )
    return tuple(link for link in found if link)


def _link(
    slug: str, others: dict[str, int], worded: dict[int, Statement], kind: str = ""
) -> Related | None:
    statement = worded.get(others.get(slug, 0))
    return Related(kind, slug, statement) if statement else None
