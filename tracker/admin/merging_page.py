"""Two claims side by side before they are merged, and what their pages say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from tracker.admin.names import names_of, statements_of, worded
from tracker.admin.status_form import conclude
from tracker.models import (
    Citation,
    Claim,
    ClaimParty,
    ClaimWording,
    ClaimWorkflow,
    Inquiry,
    Position,
    Silence,
)
from tracker.review.errors import Refused
from tracker.review.load import Load, load_of
from tracker.review.merging import merged_into, refuse_merge
from tracker.review.permissions import Someone, may_merge
from tracker.review.rows import at
from tracker.review.subjects import places_of, topics_of
from tracker.review.ties import carriable, relations_of, roles_of
from tracker.review.workflow import state_of
from tracker.rules.vocabulary import RelationKind, Role, WorkflowState
from tracker.rules.wording import label_of

MOST_FOUND = 12


@dataclass(frozen=True)
class Found:
    """A claim by its words."""

    pk: int
    slug: str
    statement: str
    state: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Merging:
    """What the claim's page on the desk says of merging and splitting.

    `heir` is the claim that it was merged into; `keeper` the one in which its rows
    still stand after it was opened again.
    """

    claim: int
    may_merge: bool
    is_archived: bool
    heir: Found | None
    keeper: Found | None
    step: ClaimWorkflow | None


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two claims of a preview. `rows` are counts in words."""

    statement: str
    slug: str
    url: str
    state: str
    headline: str
    parties: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a merge would do, in words; `refusal` says why it cannot be."""

    goes: Side
    stays: Side
    carried: tuple[str, ...]
    left: tuple[str, ...]
    refusal: str


def merging_of(
    claim: Claim, by: Someone, now: datetime, *, stage: WorkflowState
) -> Merging:
    heir = merged_into(claim, now)
    steps = ClaimWorkflow.objects.filter(claim=claim, merged_into__isnull=False)
    step = (
        steps.select_related("recorded_by", "merged_into").latest_per("claim").first()
    )
    keeper = None
    if step and step.merged_into and not heir and _keeps(step.merged_into, claim):
        keeper = step.merged_into
    return Merging(
        claim=claim.pk,
        may_merge=may_merge(by),
        is_archived=stage is WorkflowState.ARCHIVED,
        heir=_found(heir, now),
        keeper=_found(keeper, now),
        step=step,
    )


def find(words: str, *, but: Claim, now: datetime) -> tuple[list[Found], bool]:
    """Claims that are not archived by words of their statement or slug, and whether
    there are more."""
    claims = Claim.objects.with_state(at(now)).exclude(pk=but.pk)
    claims = claims.filter(Q(state__isnull=True) | ~Q(state=WorkflowState.ARCHIVED))
    for word in words.split():
        said = ClaimWording.objects.filter(statement__icontains=word).values("claim")
        claims = claims.filter(Q(slug__icontains=word) | Q(pk__in=said))
    rows = list(worded(claims, now).order_by("slug")[: MOST_FOUND + 1])
    return [_as_found(row) for row in rows[:MOST_FOUND]], len(rows) > MOST_FOUND


def preview(claim: Claim, into: Claim, now: datetime) -> Preview:
    loads = load_of(claim), load_of(into)
    try:
        refuse_merge(claim, into, now)
        refusal = ""
    except Refused as problem:
        refusal = str(problem)
    return Preview(
        goes=_side(claim, loads[0], now),
        stays=_side(into, loads[1], now),
        carried=tuple(_carried(claim, into, loads[0], now)),
        left=tuple(_left(claim, into, now)),
        refusal=refusal,
    )


def part_in_words(row: ClaimParty) -> str:
    """ "Accused, burdened, answer expected" """
    words = [label_of(Role(row.role))]
    words += ["burdened"] if row.is_burdened else []
    words += ["answer expected"] if row.is_expected else []
    return ", ".join(words)


def counted(load: Load) -> tuple[str, ...]:
    """ "2 positions", "1 silence"; kinds without a row are left out."""
    kinds = (
        (len(load.positions), "position", "positions"),
        (len(load.silences), "silence", "silences"),
        (len(load.inquiries), "inquiry", "inquiries"),
        (len(load.citations), "citation", "citations"),
    )
    return tuple(_count(*kind) for kind in kinds if kind[0])


def in_a_row(words: Iterable[str]) -> str:
    """ "a, b and c" """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _side(claim: Claim, load: Load, now: datetime) -> Side:
    parts = roles_of(claim, now)
    names = names_of(parts, now)
    return Side(
        statement=statements_of([claim.pk], now)[claim.pk],
        slug=claim.slug,
        url=_url(claim.pk),
        state=label_of(state_of(claim, now)),
        headline=conclude(claim, now).headline,
        parties=tuple(
            f"{names[party]}: {part_in_words(row).lower()}"
            for party, row in parts.items()
        ),
        rows=counted(load) or ("No rows",),
    )


def _carried(claim: Claim, into: Claim, load: Load, now: datetime) -> Iterable[str]:
    if rows := counted(load):
        yield f"{in_a_row(rows)}, each with its own date and links"
    new = roles_of(claim, now).keys() - roles_of(into, now).keys()
    if names := names_of(new, now):
        yield f"The parts of {in_a_row(names.values())}"
    topics = set(topics_of(claim, now)) - set(topics_of(into, now))
    places = set(places_of(claim, now)) - set(places_of(into, now))
    if subjects := sorted(str(one) for one in (*topics, *places)):
        yield f"Topics and places: {in_a_row(subjects)}"
    for one, kind, other in carriable(claim, into, now):
        far = statements_of([other if one == into.pk else one], now)
        word = label_of(RelationKind(kind)).lower()
        yield f"The relation “{word}” with “{next(iter(far.values()))}”"
    items = claim.review_items.open().count()
    if items:
        yield f"{_count(items, 'open review item', 'open review items')}, or closed"
    if waiting := claim.contributions.all().waiting().count():
        said = _count(waiting, "contribution that waits", "contributions that wait")
        yield f"{said}, or declined with the reason that it means nothing there"
    if claim.pending_decisions.all().waiting().exists():
        yield (
            "The decision that waits for a second person, or it is declined where one "
            "waits there already"
        )


def _left(claim: Claim, into: Claim, now: datetime) -> Iterable[str]:
    """What does not go along."""
    yield "Its wording and its slug: the address leads to the other claim"
    if decisions := claim.statuses.filter(is_void=False).count():
        said = _count(decisions, "decision", "decisions")
        yield f"{said} on its status: the other claim keeps its own"
    lost = len(relations_of(claim, now)) - len(carriable(claim, into, now))
    if lost:
        said = _count(lost, "relation ends", "relations end")
        yield f"{said}: to the other claim itself, or one that it has or cannot have"


def _keeps(keeper: Claim, claim: Claim) -> bool:
    """Whether rows of a claim stand in another."""
    return any(
        model._default_manager.filter(
            claim=keeper, corrects__claim=claim, corrected_by__isnull=True
        ).exists()
        for model in (Position, Silence, Inquiry, Citation)
    )


def _found(claim: Claim | None, now: datetime) -> Found | None:
    if claim is None:
        return None
    rows = Claim.objects.with_state(at(now)).filter(pk=claim.pk)
    return _as_found(worded(rows, now).get())


def _as_found(row: Claim) -> Found:
    state = getattr(row, "state", None) or WorkflowState.DRAFT
    return Found(
        pk=row.pk,
        slug=row.slug,
        statement=str(getattr(row, "name", row.slug)),
        state=label_of(WorkflowState(state)),
        url=_url(row.pk),
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _url(claim: int) -> str:
    return reverse("admin:tracker_claim_change", args=[claim])
