"""Lines of a table as new drafts."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User

from tracker.intake.imports.types import Fault, Row, Seen, Taken
from tracker.intake.imports.values import Cells, named, slug, slugs, typed
from tracker.models import Claim, ClaimWording, Place, SlugRedirect, Topic
from tracker.review.many_claims import Draft, add_claims


def take(
    rows: Sequence[Row], *, seen: Seen, is_dry: bool, by: User, now: datetime
) -> Taken:
    """What these lines would make or, unless it is a dry run, make.

    A claim that the desk has in these words is left as it is; so carrying a file out
    twice adds nothing.
    """
    taken = Taken()
    known, given_up = _known(rows, now)
    registers = _Registers()
    drafts: list[Draft] = []
    for row in rows:
        draft, faults = _draft(row, registers)
        if draft is None:
            taken.faults += faults
        elif fault := _clash(row, draft, known, given_up, seen):
            if fault.words:
                taken.faults.append(fault)
            else:
                taken.made["already there"] += 1
        else:
            drafts.append(draft)
    taken.made["claims"] += len(drafts)
    if not is_dry:
        add_claims(drafts, by=by, now=now)
    return taken


def note(row: Row, *, seen: Seen, now: datetime) -> None:
    """Only that an earlier line has this slug."""
    name = Cells(row).read("slug", slug)
    if name is not None:
        seen.earlier(name, row)


class _Registers:
    """Topics and places by slug."""

    def __init__(self) -> None:
        self.topics = dict(Topic.objects.values_list("slug", "pk"))
        self.places = dict(Place.objects.values_list("slug", "pk"))


def _known(rows: Sequence[Row], now: datetime) -> tuple[dict[str, str], set[str]]:
    """Claims that the desk has by slug, with their English words, and slugs that were
    given up."""
    wanted = named(rows, "slug")
    claims = dict(Claim.objects.filter(slug__in=wanted).values_list("pk", "slug"))
    rows_of = ClaimWording.objects.known(now).filter(claim__in=claims, language="en")
    said = {claims[one.claim_id]: one.statement for one in rows_of.latest_per("claim")}
    old = SlugRedirect.objects.filter(old_slug__in=wanted, claim__isnull=False)
    known = {name: said.get(name, "") for name in claims.values()}
    return known, set(old.values_list("old_slug", flat=True))


def _clash(
    row: Row, draft: Draft, known: dict[str, str], given_up: set[str], seen: Seen
) -> Fault | None:
    """Why a line makes no claim: a fault, without words where the claim is there."""

    def fault(words: str) -> Fault:
        return Fault(line=row.line, column="slug", text=draft.slug, words=words)

    if draft.slug in known:
        same = known[draft.slug] == draft.statements["en"]
        return fault("" if same else _OTHER_WORDS)
    if draft.slug in given_up:
        return fault("This was another claim's address. Choose another slug.")
    earlier = seen.earlier(draft.slug, row)
    if earlier is None:
        return None
    line, is_same = earlier
    said = f"Line {line} has this slug with other words. Give each claim its own slug."
    return fault("" if is_same else said)


_OTHER_WORDS = (
    "The desk has a claim with this slug that says something else. Choose another "
    "slug, or reword that claim on its page."
)


def _draft(row: Row, registers: _Registers) -> tuple[Draft | None, list[Fault]]:
    cells = Cells(row)
    name = cells.read("slug", slug)
    statements = {
        language: cells.read(column, typed("statement", is_needed=language == "en"))
        for language, column in (
            ("en", "statement"),
            ("uk", "statement_uk"),
            ("ru", "statement_ru"),
        )
    }
    context = cells.read("context", typed("context"))
    topics = _found(cells, "topics", registers.topics)
    places = _found(cells, "places", registers.places)
    if cells.faults or name is None:
        return None, cells.faults
    said = {language: text for language, text in statements.items() if text}
    draft = Draft(
        slug=name,
        statements=said,
        contexts={"en": context or ""},
        topics=topics,
        places=places,
    )
    return draft, []


def _found(cells: Cells, column: str, register: dict[str, int]) -> list[int]:
    names = cells.read(column, slugs) or ()
    missing = [name for name in names if name not in register]
    if missing:
        listed = ", ".join(f"“{name}”" for name in missing)
        words = f"The desk has no {listed} among its {column}. Add it there first."
        cells.fault(column, words)
    return [register[name] for name in names if name in register]
