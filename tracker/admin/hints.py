"""What the desk knows of a page already, so that nobody types it again."""

from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit

from tracker.admin.page_text import Reading
from tracker.models import Citation, Position, Source, SourceProfile, Watch
from tracker.review.evidence import source_profile_of
from tracker.rules.vocabulary import SourceKind

# Many parties write on these sites, each under a first part of the path.
_SHARED = frozenset({"t.me", "x.com", "twitter.com", "facebook.com", "youtube.com"})


def hints_of(source: Source, reading: Reading | None, now: datetime) -> dict[str, Any]:
    """The initial values of a form about words of this page."""
    profile = source_profile_of(source, now)
    text = reading.text if reading else None
    spoken = _last_of_channel(source, profile)
    published = (text.published if text else None) or (
        profile.published_at if profile else None
    )
    language = (text.language if text else "") or (profile.language if profile else "")
    return {
        "url": source.url,
        "snapshot": reading.snapshot.pk if reading else None,
        "language": language[:12],
        "party": _watched(source)
        or (spoken.party_id if spoken else None)
        or (profile.origin_party_id if profile else None),
        "speaker": spoken.speaker if spoken else "",
        **_moment(published),
    }


def _watched(source: Source) -> int | None:
    """The one party whose channel this page belongs to."""
    rows = Watch.objects.filter(source__host=source.host_id).select_related("source")
    channel = channel_of(source.url)
    shared = channel != urlsplit(source.url).netloc
    found = {
        row.party_id
        for row in rows
        if not shared or channel_of(row.source.url) == channel
    }
    return found.pop() if len(found) == 1 else None


def _last_of_channel(source: Source, profile: SourceProfile | None) -> Position | None:
    """What was quoted last from posts of the same channel."""
    channel = channel_of(source.url)
    is_post = profile is not None and profile.kind == SourceKind.POST
    if channel == urlsplit(source.url).netloc and not is_post:
        return None
    beginning = f"{urlsplit(source.url).scheme}://{channel}/"
    rows = Citation.objects.filter(
        source__host=source.host_id,
        source__url__startswith=beginning,
        position__isnull=False,
        is_void=False,
    )
    last = rows.select_related("position").order_by("-effective_at", "-id").first()
    return last.position if last else None


def channel_of(url: str) -> str:
    """Whose pages an address belongs to: a site, or one writer of a shared one."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part and part != "s"]
    return f"{parts.netloc}/{path[0]}" if host in _SHARED and path else parts.netloc


def _moment(published: datetime | None) -> dict[str, Any]:
    """A date without a time where the page names none."""
    if published is None:
        return {}
    moment = published.astimezone(UTC)
    at = moment.time().replace(second=0, microsecond=0)
    return {"date": moment.date()} | ({"time": at} if at != time() else {})
