"""Two snapshots of one source side by side, with the changed words marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404

from tracker.engine.page_diff import PageDiff, compare_pages
from tracker.models import Snapshot, Source
from tracker.reader import access
from tracker.reader.dates import When, exactly
from tracker.reader.pages.claims import BadFilter
from tracker.reader.pages.evidence import profiles_of
from tracker.reader.past import Past

DIGEST = "^[0-9a-f]{64}$"
MOST = 50  # snapshots to choose from, the latest
# A long page takes a while to compare, and two snapshots never change.
KEPT_SECONDS = 3600


class PairForm(forms.Form):
    """Two digests, or none for the last two that differ."""

    a = forms.RegexField(DIGEST, required=False)
    b = forms.RegexField(DIGEST, required=False)


@dataclass(frozen=True)
class Taken:
    """A snapshot to choose."""

    digest: str
    when: When


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`diff` is None where one of the two has no text."""

    source: int
    title: str
    choices: tuple[Taken, ...]
    then: Taken
    now: Taken
    diff: PageDiff | None


def comparison(number: int, asked: Mapping[str, str], past: Past) -> Comparison:
    """The pair that an address asks for; raises BadFilter, Http404."""
    source = access.source(number, past)
    form = PairForm(asked)
    if not form.is_valid():
        raise BadFilter
    choices = _captures(source, past)
    then, now = _pair(source, form.cleaned_data, choices, past)
    profile = profiles_of([source.pk], past.moment).get(source.pk)
    return Comparison(
        source=source.pk,
        title=(profile.title if profile else "") or source.url,
        choices=tuple(_taken(row) for row in choices),
        then=_taken(then),
        now=_taken(now),
        diff=_diff(then, now),
    )


def _captures(source: Source, past: Past) -> list[Snapshot]:
    """The last captures by the moment, each body once, the latest first."""
    rows = _known(source, past).order_by("-captured_at", "-id")[: 4 * MOST]
    found: dict[str, Snapshot] = {}
    for row in rows:
        found.setdefault(row.body_id, row)
    return list(found.values())[:MOST]


def _known(source: Source, past: Past) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(
        source=source,
        captured_at__lte=past.moment.as_of,
        recorded_at__lte=past.moment.known_at,
    ).select_related("source")


def _pair(
    source: Source, wanted: Mapping[str, str], choices: list[Snapshot], past: Past
) -> tuple[Snapshot, Snapshot]:
    """Earlier first, however they were asked for."""
    last = choices[:2]
    if len(last) < 2:
        raise Http404
    picked = [
        _one(source, wanted[name], past) if wanted[name] else usual
        for name, usual in (("a", last[1]), ("b", last[0]))
    ]
    picked.sort(key=lambda row: (row.captured_at, row.pk))
    return picked[0], picked[1]


def _one(source: Source, digest: str, past: Past) -> Snapshot:
    found = _known(source, past).filter(body=digest).order_by("-captured_at").first()
    if found is None:
        raise Http404
    return found


def _taken(row: Snapshot) -> Taken:
    return Taken(row.body_id, exactly(row.captured_at))


def _diff(then: Snapshot, now: Snapshot) -> PageDiff | None:
    key = f"compared:{then.source_id}:{then.body_id}:{now.body_id}"
    found: tuple[PageDiff | None] | None = cache.get(key)
    if found is None:
        found = (compare_pages(then, now),)
        cache.set(key, found, KEPT_SECONDS)
    return found[0]
