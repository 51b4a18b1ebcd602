"""What is on record about a claim, in order of time, a page of it at a time.

However many rows a claim has, the database sorts and counts them, and only the names of
those on one page are handed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, F, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from tracker.models.base import WorldFact
from tracker.models.citation import Citation
from tracker.models.claim import Claim

Row = TypeVar("Row", bound=WorldFact)

# A row that replaced another stands for both; one that was taken back stands where it
# stood. `is_under`: it is a quotation that stands under the position that it carries.
WORLD = """
SELECT '{kind}' AS kind, {place} AS place, '{model}' AS model, one.id,
    one.effective_at AS at, one.recorded_at, {is_under} AS is_under
FROM tracker_{model} one
WHERE one.claim_id = %(claim)s AND NOT one.is_void AND NOT EXISTS (
    SELECT FROM tracker_{model} later WHERE later.corrects_id = one.id
    AND later.claim_id = one.claim_id AND NOT later.is_void)
"""
DESK = """
SELECT '{kind}' AS kind, {place} AS place, '{model}' AS model, one.id,
    one.recorded_at AS at, one.recorded_at, false AS is_under
FROM tracker_{model} one WHERE one.claim_id = %(claim)s
"""
CARRIES = """
EXISTS (SELECT FROM tracker_position said
    WHERE said.id = one.position_id AND NOT said.is_void)
AND NOT EXISTS (SELECT FROM tracker_citation later WHERE later.corrects_id = one.id)
"""
# The kind of a row as the desk calls it, its table, and how its rows are found.
TABLES = (
    ("position", "position", WORLD),
    ("silence", "silence", WORLD),
    ("inquiry", "inquiry", WORLD),
    ("citation", "citation", WORLD),
    ("status", "statuschange", WORLD),
    ("role", "claimparty", DESK),
    ("work", "claimworkflow", DESK),
    ("wording", "claimwording", DESK),
    ("relation", "claimrelation", f"{DESK} OR one.other_id = %(claim)s"),
    ("subject", "claimtopic", DESK),
    ("subject", "claimplace", DESK),
)
# Of two at one moment the one that was written first comes first, whichever way round.
OLDEST_FIRST = "at, recorded_at, place, id"
LATEST_FIRST = "at DESC, recorded_at DESC, place, id"
# One question, so that the rows are found once. Beyond the end the last page is shown.
READ = """
WITH every AS MATERIALIZED ({rows}),
tally AS (
    SELECT kind, count(*) AS number, count(*) FILTER (WHERE is_under) AS under
    FROM every GROUP BY kind
),
shown AS (
    SELECT * FROM every
    WHERE CASE %(kind)s WHEN '' THEN NOT is_under ELSE kind = %(kind)s END
),
place AS (
    SELECT least(%(first)s, greatest(count(*) - 1, 0) / %(most)s * %(most)s) AS first
    FROM shown
),
page AS (
    SELECT * FROM shown ORDER BY {order}
    OFFSET (SELECT first FROM place) LIMIT %(most)s
)
SELECT (SELECT first FROM place),
    (SELECT json_agg(json_build_array(kind, number, under)) FROM tally),
    (SELECT json_agg(json_build_array(model, id) ORDER BY {order}) FROM page)
"""
# A line of corrections never forks; nobody reads one that is longer.
EARLIER = """
WITH RECURSIVE line(id, corrects_id, depth) AS (
    SELECT id, corrects_id, 0 FROM {table} WHERE id = ANY (%s)
    UNION ALL
    SELECT earlier.id, earlier.corrects_id, line.depth + 1
    FROM line JOIN {table} earlier ON earlier.id = line.corrects_id
    WHERE line.depth < 20
)
SELECT id FROM line
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One row on record: the name of its model, and its id."""

    model: str
    row: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of each kind there are, and how many stand under another."""

    kinds: Mapping[str, int]
    under: int

    @property
    def every(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what is on record, from a row on (`first`, counted from 0), and how
    much there is in all."""

    first: int
    marks: list[Mark]
    tally: Tally


def page(
    claim: Claim, kind: str, *, number: int, most: int, is_oldest_first: bool
) -> Page:
    """What is on record about a claim, of one kind, or of everything, quotations that
    carry a position left out. Pages are counted from 1."""
    order = OLDEST_FIRST if is_oldest_first else LATEST_FIRST
    first = (number - 1) * most
    asked: dict[str, str | int] = {
        "claim": claim.pk,
        "kind": kind,
        "first": first,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(READ.format(rows=_rows(), order=order), asked)
        place, kinds, marks = cursor.fetchone()
    counted = kinds or []
    return Page(
        first=place,
        marks=[Mark(model, row) for model, row in marks or []],
        tally=Tally(
            kinds={name: rows for name, rows, _ in counted},
            under=sum(under for _, _, under in counted),
        ),
    )


def with_earlier(model: type[Row], claim: Claim, rows: Iterable[int]) -> QuerySet[Row]:
    """Rows, and those of their claim that each replaced, one after the other."""
    table = connection.ops.quote_name(model._meta.db_table)
    # Nothing from outside stands in the words, only in the values.
    line = RawSQL(EARLIER.format(table=table), [list(rows)])  # noqa: S611
    return model._default_manager.filter(claim=claim, pk__in=line)


def quoted_for(positions: Iterable[int], most: int) -> dict[int, tuple[list[int], int]]:
    """The first quotations that carry each position and still stand, and how many
    there are."""
    rows: QuerySet[Any] = Citation.objects.filter(
        position__in=list(positions),
        position__is_void=False,
        is_void=False,
        corrected_by__isnull=True,
    )
    order = ("effective_at", "recorded_at", "id")
    numbered = rows.annotate(
        place=Window(RowNumber(), partition_by=F("position"), order_by=order),
        number=Window(Count("pk"), partition_by=F("position")),
    ).filter(place__lte=most)
    found: dict[int, tuple[list[int], int]] = {}
    shown = numbered.order_by(*order).values_list("position", "pk", "number")
    for position, citation, number in shown:
        found.setdefault(position, ([], number))[0].append(citation)
    return found


def _rows() -> str:
    """The rows of every kind as one table."""
    return " UNION ALL ".join(
        sql.format(
            kind=name,
            place=place,
            model=model,
            is_under=CARRIES if name == "citation" else "false",
        )
        for place, (name, model, sql) in enumerate(TABLES)
    )
