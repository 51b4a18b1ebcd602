"""A claim on other people's pages: how it stands now, and what became of it.

Whoever shows a claim of ours cannot follow its address, so an embed says what the
address would lead to: merged, archived, a status withdrawn, or no longer published. Of
a claim that was never public there is nothing to say.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from tracker.models import Claim, ClaimWorkflow, SlugRedirect, StatusChange
from tracker.reader import access, words
from tracker.reader.access import Moved
from tracker.reader.dates import When, day_text, iso
from tracker.reader.pages.parts import Wording
from tracker.reader.pages.stands import Stands, stands
from tracker.reader.past import Past
from tracker.rules.facts import Record
from tracker.rules.moments import counting
from tracker.rules.vocabulary import WorkflowState

DEEPEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A claim as others show it. Without a statement it is no longer published."""

    slug: str = ""
    address: str = ""
    statement: Wording | None = None
    key: str = words.NOT_ASSESSED
    label: str = ""
    rest: str = ""
    notes: tuple[str, ...] = ()
    decided: When | None = None
    changed: When | None = None  # the last fact of the record

    @property
    def headline(self) -> str:
        return ". ".join(part for part in (self.label, self.rest) if part)

    @property
    def title(self) -> str:
        """What is read out: the claim, then how it stands."""
        if self.statement is None:
            return self.label
        said = (f"“{words.straight(self.statement.text)}”", self.headline, *self.notes)
        return ". ".join(part.rstrip(".") for part in said if part) + "."


def embed(slug: str, past: Past) -> Embed:
    """The embed at an address; raises Http404."""
    try:
        claim, is_merged = _found(slug, past)
    except Http404:
        if not _was_public(slug, past.now):
            raise
        return Embed(label=gettext("This claim is no longer published here"))
    stand = stands([claim.pk], past.moment)[claim.pk]
    return _shown(claim, stand, past, is_merged=is_merged)


def _found(slug: str, past: Past) -> tuple[Claim, bool]:
    """The claim that an address leads to in the end, and whether by a merge."""
    is_merged = False
    for _ in range(DEEPEST):
        try:
            return access.claim(slug, past), is_merged
        except Moved as moved:
            is_merged = is_merged or not moved.is_for_good
            slug = moved.slug
    raise Http404


def _was_public(slug: str, now: datetime) -> bool:
    """Whether readers could once open this address."""
    renamed = SlugRedirect.objects.filter(old_slug=slug).exclude(claim=None)
    ids = [
        *Claim.objects.filter(slug=slug).values_list("pk", flat=True),
        *renamed.values_list("claim", flat=True),
    ]
    steps = ClaimWorkflow.objects.known(now).filter(claim__in=ids)
    return steps.filter(state=WorkflowState.PUBLISHED).exists()


def _shown(claim: Claim, stand: Stands, past: Past, *, is_merged: bool) -> Embed:
    rows = counting(stand.record.statuses, past.moment)
    withdrawn = _withdrawn(claim, past.now)
    is_archived = getattr(claim, "state", "") == WorkflowState.ARCHIVED
    notes = (
        gettext("The claim that stood here was merged into this one")
        if is_merged
        else "",
        gettext("Archived: the desk no longer works on it") if is_archived else "",
        gettext("A status was withdrawn on %(day)s") % {"day": day_text(withdrawn)}
        if withdrawn
        else "",
    )
    badge = stand.verdict.badge
    label = gettext("Status withdrawn") if withdrawn and not rows else badge.label
    return Embed(
        slug=claim.slug,
        address=settings.SITE_URL + reverse("reader:claim", args=[claim.slug]),
        statement=stand.statement,
        key=badge.key,
        label=label,
        rest=stand.verdict.rest,
        notes=tuple(note for note in notes if note),
        decided=_when(rows[-1].effective_at) if rows else None,
        changed=_changed(stand.record),
    )


def _changed(record: Record) -> When | None:
    rows = (*record.statuses, *record.positions, *record.silences, *record.inquiries)
    last = max((row.recorded_at for row in rows), default=None)
    return _when(last) if last else None


def _withdrawn(claim: Claim, now: datetime) -> datetime | None:
    """When the last word on the status took one back; None where it set one."""
    rows = StatusChange.objects.known(now).filter(claim=claim)
    last = rows.order_by("-recorded_at", "-id").first()
    return last.recorded_at if last is not None and last.is_void else None


def _when(at: datetime) -> When:
    return When(iso(at), day_text(at))
