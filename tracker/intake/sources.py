"""A new address becomes a source, once, under its canonical form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from tracker.engine.addresses import Target
from tracker.engine.errors import InvalidAddress
from tracker.models import Host, Party, Source, SourceProfile
from tracker.review.rows import write, write_all
from tracker.rules.vocabulary import Reliability, SourceKind

LONGEST = 2000


@transaction.atomic
def add_source(
    url: str,
    *,
    by: User | None,
    now: datetime,
    title: str = "",
    publisher: str = "",
    kind: SourceKind = SourceKind.PAGE,
    language: str = "",
    reliability: Reliability = Reliability.F,
    origin_party: Party | None = None,
    origin_source: Source | None = None,
    published_at: datetime | None = None,
) -> Source:
    """The source at an address, due at once; one that is known comes back as it is.

    Raises an `EngineError` for an address that can never be looked at. What the desk
    already holds of a known source changes by a grading, not here.
    """
    target = target_of(url)
    host, _ = Host.objects.get_or_create(
        name=target.site, defaults={"next_allowed_at": now}
    )
    source, is_new = Source.objects.get_or_create(
        url=target.url,
        defaults={"host": host, "added_at": now, "added_by": by, "due_at": now},
    )
    if is_new:
        write(
            SourceProfile(
                source=source,
                title=title,
                publisher=publisher,
                kind=kind.value,
                language=language,
                reliability=reliability.value,
                origin_party=origin_party,
                origin_source=origin_source,
                published_at=published_at,
                recorded_at=now,
                recorded_by=by,
            )
        )
    return source


def target_of(url: str) -> Target:
    """An address that can be kept; raises an `EngineError` for any other."""
    target = Target(url)
    if len(target.url) > LONGEST:
        raise InvalidAddress(f"the address is longer than {LONGEST} characters")
    return target


@transaction.atomic
def add_sources(
    wanted: Mapping[str, Mapping[str, Any]], *, by: User, now: datetime
) -> dict[str, Source]:
    """The sources at many addresses, by address in its kept form, each with what a new
    one's profile says; those that are known come back as they are."""
    urls = sorted(wanted)
    before = set(Source.objects.filter(url__in=urls).values_list("url", flat=True))
    new = [url for url in urls if url not in before]
    sites = {url: Target(url).site for url in new}
    hosts = [Host(name=name, next_allowed_at=now) for name in sorted({*sites.values()})]
    Host.objects.bulk_create(hosts, ignore_conflicts=True)
    ids = dict(Host.objects.filter(name__in=sites.values()).values_list("name", "pk"))
    rows = [
        Source(url=url, host_id=ids[sites[url]], added_at=now, added_by=by, due_at=now)
        for url in new
    ]
    # Whoever adds the same address at this moment wins it, with a profile of its own.
    Source.objects.bulk_create(rows, ignore_conflicts=True)
    found = {row.url: row for row in Source.objects.filter(url__in=urls)}
    ours = [url for url in new if found[url].added_at == now]
    write_all(
        [
            SourceProfile(
                source=found[url], recorded_at=now, recorded_by=by, **wanted[url]
            )
            for url in ours
        ]
    )
    return found


def find_source(url: str) -> Source | None:
    """The source that lives at an address, however the address is written."""
    return Source.objects.filter(url=Target(url).url).first()
