"""The assessed citations of claims as of a moment, as the evidence that rules weigh."""

from django.db.models import QuerySet

from tracker.models import values
from tracker.models.check import Check, CitationCheck
from tracker.models.citation import Citation, CitationAssessment
from tracker.models.lineage import origins, successors
from tracker.models.position import Position
from tracker.rules import facts
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import CitationState

WEIGHED = ("claim", "position", "source", "effective_at")


def evidence_of(claims: list[int], moment: Moment) -> dict[int, list[facts.Evidence]]:
    """The evidence by claim id, oldest first.

    A citation that nobody has graded yet is no evidence. Neither is one that carries a
    position which was voided or moved to another claim, until it is corrected itself:
    read as the publisher's own word it would gain an independence that nobody gave it.
    """
    counting = Citation.objects.filter(claim__in=claims).counting(moment)
    # Of many quotations the words are most of what there is to read; no rule asks.
    rows = list(counting.only(*WEIGHED).oldest_first())
    ids = [row.pk for row in rows]
    assessments = {
        row.citation_id: row
        for row in CitationAssessment.objects.known(moment.known_at)
        .filter(citation__in=ids)
        .latest_per("citation")
    }
    sources = {row.source_id for row in rows}
    origin_of = origins(sources, moment.known_at)
    carried = _carried(rows, moment)
    seen = dict(last_seen(ids, moment).values_list("citation", "state"))
    pages = dict(last_checks(sources, moment).values_list("source", "source_state"))
    found: dict[int, list[facts.Evidence]] = {}
    for row in rows:
        said = carried.get(row.position_id or 0)
        if row.pk not in assessments or (row.position_id and not _stands(row, said)):
            continue
        item = values.evidence(
            row,
            assessments[row.pk],
            source=origin_of[row.source_id],
            carried=said.party_id if said else None,
            state=seen.get(row.pk, ""),
            source_state=pages.get(row.source_id, ""),
        )
        found.setdefault(row.claim_id, []).append(item)
    return found


def last_seen(citations: list[int], moment: Moment) -> QuerySet[CitationCheck]:
    """The last look that saw something of each citation: a look that could not tell
    leaves it as it was."""
    return (
        CitationCheck.objects.filter(
            citation__in=citations,
            check_run__effective_at__lte=moment.as_of,
            check_run__recorded_at__lte=moment.known_at,
        )
        .exclude(state=CitationState.UNCHECKABLE)
        .order_by(
            "citation",
            "-check_run__effective_at",
            "-check_run__recorded_at",
            "-check_run_id",
        )
        .distinct("citation")
    )


def last_checks(sources: set[int], moment: Moment) -> QuerySet[Check]:
    """The last look at each source."""
    return (
        Check.objects.filter(
            source__in=sources,
            effective_at__lte=moment.as_of,
            recorded_at__lte=moment.known_at,
        )
        .order_by("source", "-effective_at", "-recorded_at", "-id")
        .distinct("source")
    )


def _carried(rows: list[Citation], moment: Moment) -> dict[int, Position]:
    """The positions that citations carry, as they were corrected by then."""
    ids = {row.position_id for row in rows if row.position_id}
    latest = successors(Position, ids, moment.known_at)
    said = Position.objects.only("claim", "party", "is_void")
    found = said.in_bulk(set(latest.values()))
    return {first: found[last] for first, last in latest.items()}


def _stands(row: Citation, said: Position | None) -> bool:
    return said is not None and not said.is_void and said.claim_id == row.claim_id
