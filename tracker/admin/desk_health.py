"""How the evidence stands, for the desk's front page: from the counts by site that the
workers keep (`review.health`)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Min, Sum
from django.urls import reverse

from tracker.admin.names import titles_of
from tracker.models import HostHealth

MOST = 8
# What became of quotations, in the order in which the desk says it.
STANDS = {
    "present": "Present",
    "altered": "Altered",
    "gone": "Gone",
    "unreachable": "Unreachable",
    "unseen": "Not looked at yet",
}


@dataclass(frozen=True, kw_only=True)
class Share:
    name: str
    label: str
    count: int
    percent: float


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """A site by how often it edits or deletes what was quoted from it."""

    name: str
    pages: int
    altered: int
    gone: int
    percent: float


@dataclass(frozen=True, kw_only=True)
class Health:
    shares: tuple[Share, ...]
    citations: int
    outlets: tuple[Outlet, ...]
    oldest: str
    oldest_url: str
    oldest_at: datetime | None
    as_of: datetime


def health(now: datetime) -> Health | None:
    """None until the workers have counted for the first time."""
    sums = {name: Sum(name) for name in STANDS}
    total = HostHealth.objects.aggregate(
        **sums, as_of=Max("counted_at"), oldest=Min("oldest_at")
    )
    if total["as_of"] is None:
        return None
    citations = sum(total[name] for name in STANDS)
    row = HostHealth.objects.filter(oldest_at=total["oldest"]).first()
    oldest = row.oldest_id if row else None
    return Health(
        shares=tuple(
            Share(
                name=name,
                label=label,
                count=total[name],
                percent=_percent(total[name], citations),
            )
            for name, label in STANDS.items()
        ),
        citations=citations,
        outlets=_outlets(),
        oldest=titles_of([oldest], now).get(oldest or 0, "a page"),
        oldest_url=reverse("admin:tracker_source_change", args=[oldest])
        if oldest
        else "",
        oldest_at=total["oldest"],
        as_of=total["as_of"],
    )


def _outlets() -> tuple[Outlet, ...]:
    changed = F("pages_altered") + F("pages_gone")
    rows = HostHealth.objects.alias(changed=changed).filter(changed__gt=0)
    return tuple(
        Outlet(
            name=row.host.name,
            pages=row.pages,
            altered=row.pages_altered,
            gone=row.pages_gone,
            percent=_percent(row.pages_altered + row.pages_gone, row.pages),
        )
        for row in rows.select_related("host").order_by("-changed", "pages")[:MOST]
    )


def _percent(part: int, whole: int) -> float:
    """To one place, so that one page in a thousand is not none."""
    return round(100 * part / whole, 1) if whole else 0.0
