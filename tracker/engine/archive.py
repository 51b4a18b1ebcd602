"""Snapshots on their way to the storage and back.

Files come before rows: a crash between the two leaves a file that nothing names, and
the next attempt finds it by its digest. No file that exists is ever written again.
"""

import base64
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urlsplit
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.engine.types import Fetched, Redirect, Text
from tracker.models import Body, Extraction, Snapshot

FOLDER = "archive"
# They describe the bytes on the wire, not the decoded ones that are kept.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Files in the storage that no row names yet."""

    digest: str
    size: int
    name: str
    warc: str


@dataclass(frozen=True, slots=True)
class Version:
    """A new version to be entered: its files, its answer and its text."""

    kept: Kept
    fetched: Fetched
    text: Text


def keep(fetched: Fetched, *, source: int, token: UUID) -> Kept:
    """Store the bytes once, and the capture as WARC records."""
    raw = hashlib.sha256(fetched.body)
    known = Body.objects.filter(digest=raw.hexdigest()).first()
    name = known.name if known else _store_body(fetched.body, raw.hexdigest())
    first = known.snapshots.order_by("captured_at", "id").first() if known else None
    warc = _stored(
        f"{FOLDER}/warc/{fetched.finished:%Y/%m/%d}/{source}-{token}.warc.gz",
        warc_of(fetched, digest=_labelled(raw.digest()), first=first),
    )
    return Kept(raw.hexdigest(), len(fetched.body), name, warc)


def enter(versions: Mapping[int, Version], *, now: datetime) -> dict[int, Snapshot]:
    """The rows for what `keep` stored, by source; called in the checks' transaction."""
    # In one order, as two transactions that enter the same bytes wait for each other.
    kept = sorted({one.kept.digest: one.kept for one in versions.values()}.items())
    Body.objects.bulk_create(
        (Body(digest=digest, size=one.size, name=one.name) for digest, one in kept),
        ignore_conflicts=True,
    )
    snapshots = Snapshot.objects.bulk_create(
        _snapshot(source, one, now=now) for source, one in versions.items()
    )
    Extraction.objects.bulk_create(
        _extraction(snapshot, one.text, now=now)
        for snapshot, one in zip(snapshots, versions.values(), strict=True)
    )
    return dict(zip(versions, snapshots, strict=True))


def _snapshot(source: int, version: Version, *, now: datetime) -> Snapshot:
    fetched = version.fetched
    return Snapshot(
        source_id=source,
        body_id=version.kept.digest,
        captured_at=fetched.finished,
        recorded_at=now,
        final_url=fetched.final_url,
        http_status=fetched.status,
        content_type=fetched.header("content-type")[:200],
        headers=[list(pair) for pair in fetched.headers],
        warc=version.kept.warc,
    )


def _extraction(snapshot: Snapshot, text: Text, *, now: datetime) -> Extraction:
    return Extraction(
        snapshot=snapshot,
        extractor=text.extractor,
        title=text.title,
        article=text.article,
        full=text.full,
        language=text.language[:12],
        published_at=text.published,
        recorded_at=now,
    )


def enter_text(snapshot: Snapshot, text: Text, *, now: datetime) -> None:
    """Remember what this version of the extractor read; the first reading stays."""
    Extraction.objects.bulk_create(
        [_extraction(snapshot, text, now=now)], ignore_conflicts=True
    )


def body_of(snapshot: Snapshot) -> bytes:
    """The bytes of a capture."""
    with default_storage.open(snapshot.body.name) as file:
        raw: bytes = file.read()
        return raw


def warc_of(fetched: Fetched, *, digest: str, first: Snapshot | None) -> bytes:
    """A capture as WARC: the redirects, the answer and the request.

    With `first`, an earlier capture of the same bytes, the answer is a `revisit`.
    """
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    for hop in fetched.redirects:
        writer.write_record(_redirect(writer, hop, fetched.finished))
    url, date = fetched.final_url, _warc_date(fetched.finished)
    headers = StatusAndHeaders(
        f"{fetched.status} {fetched.reason}".strip(),
        _archived(fetched.headers),
        protocol=fetched.http_version or "HTTP/1.1",
    )
    about = {"WARC-Date": date}
    if fetched.address:
        about["WARC-IP-Address"] = fetched.address
    if first is None:
        answer = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(fetched.body),
            length=len(fetched.body),
            http_headers=headers,
            warc_headers_dict=about | {"WARC-Payload-Digest": digest},
        )
    else:
        answer = writer.create_revisit_record(
            url,
            digest,
            first.final_url,
            _warc_date(first.captured_at),
            http_headers=headers,
            warc_headers_dict=about,
        )
    writer.write_request_response_pair(_request(writer, fetched), answer)
    return file.getvalue()


def _redirect(writer: WARCWriter, hop: Redirect, at: datetime) -> object:
    return writer.create_warc_record(
        hop.url,
        "response",
        payload=BytesIO(),
        length=0,
        http_headers=StatusAndHeaders(
            str(hop.status), _archived(hop.headers), protocol="HTTP/1.1"
        ),
        warc_headers_dict={"WARC-Date": _warc_date(at)},
    )


def _request(writer: WARCWriter, fetched: Fetched) -> object:
    url = urlsplit(fetched.final_url)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    headers = [("Host", url.netloc), *fetched.request_headers]
    return writer.create_warc_record(
        fetched.final_url,
        "request",
        http_headers=StatusAndHeaders(
            f"GET {path} HTTP/1.1", headers, is_http_request=True
        ),
    )


def _archived(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Headers that fit the decoded body; the wire's own keep their words under the
    name that replay tools know."""
    return [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_WIRE else name, value)
        for name, value in headers
    ]


def _store_body(body: bytes, digest: str) -> str:
    """Store bytes under their digest, or find them there whole from an earlier try."""
    name = f"{FOLDER}/bodies/{digest[:2]}/{digest}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() == digest:
                return name
        # Written halfway when a machine died; the storage finds another name.
        log.warning("%s is not what its name says; it is left and stored anew", name)
    return _stored(name, body)


def _stored(name: str, content: bytes) -> str:
    stored: str = default_storage.save(name, ContentFile(content))
    return stored


def _labelled(digest: bytes) -> str:
    return f"sha256:{base64.b32encode(digest).decode()}"


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
