"""A new address becomes a source, once, under its canonical form."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.engine.addresses import Target
from tracker.engine.errors import InvalidAddress
from tracker.models import Host, Party, Source, SourceProfile
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
    target = Target(url)
    if len(target.url) > LONGEST:
        raise InvalidAddress(f"the address is longer than {LONGEST} characters")
    host, _ = Host.objects.get_or_create(
        name=target.site, defaults={"next_allowed_at": now}
    )
    source, is_new = Source.objects.get_or_create(
        url=target.url,
        defaults={"host": host, "added_at": now, "added_by": by, "due_at": now},
    )
    if is_new:
        SourceProfile.objects.create(
            source=source,
            title=title,
            publisher=publisher,
            kind=kind,
            language=language,
            reliability=reliability,
            origin_party=origin_party,
            origin_source=origin_source,
            published_at=published_at,
            recorded_at=now,
            recorded_by=by,
        )
    return source


def find_source(url: str) -> Source | None:
    """The source that lives at an address, however the address is written."""
    return Source.objects.filter(url=Target(url).url).first()
