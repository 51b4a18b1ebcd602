"""A capture as WARC records, by ISO 28500:2017 (WARC 1.1): values in, bytes out.

Written here and not by a library, because what a site sent must leave as it came:
header bytes beyond ASCII stay the bytes that they were, and every digest is SHA-256.
Each record is a gzip member of its own, so files can be joined end to end.
"""

import base64
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tracker.engine.addresses import Target
from tracker.engine.types import Fetched, Headers, Redirect

_STANDARD = (
    "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
)
_SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# They describe the bytes on the wire, not the decoded ones that are kept.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding"})
_LENGTH = "content-length"

BROKEN = (OSError, EOFError, zlib.error, ArchiveLoadFailed)
"""What reading a damaged file raises."""


@dataclass(frozen=True, slots=True)
class Original:
    """The record that already holds the bytes of a later capture."""

    record: str
    url: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """A request and its answer. `is_cut`: the answer's body was not read."""

    url: str
    at: datetime
    asked: Headers
    version: str
    status: str
    headers: Headers
    body: bytes
    address: str
    is_cut: bool = False


def capture(fetched: Fetched, *, original: Original | None = None) -> bytes:
    """The redirects and the answer, each with the request that it answers.

    With an `original` the answer is a `revisit` that names it. `fetched` is whole: a
    page that a cap cut short is never kept.
    """
    hops = [_hop(hop, fetched) for hop in fetched.redirects]
    records = [record for hop in hops for record in _records(hop, None)]
    return b"".join([*records, *_records(_answer(fetched), original)])


def about(*, software: str, operator: str, filename: str, now: datetime) -> bytes:
    """The `warcinfo` record that opens a file and says who wrote it, and how."""
    told = {
        "software": software,
        "operator": operator,
        "format": "WARC File Format 1.1",
        "conformsTo": _STANDARD,
        "description": "Bodies are kept decoded. A header that told of their encoding"
        " on the wire is named X-Archive-Orig-; bodies of redirects are not read.",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    about_it = {"WARC-Filename": filename, "Content-Type": "application/warc-fields"}
    return _record("warcinfo", _new_id(), now, about_it, block.encode())


def original_in(content: bytes, *, digest: bytes) -> Original | None:
    """The response in what `capture` made whose payload has this SHA-256, if any.

    Raises `BROKEN` for bytes that were damaged since.
    """
    for record in _read(content):
        field = record.rec_headers.get_header
        is_it = field("WARC-Payload-Digest") == _labelled(digest)
        if is_it and record.rec_type == "response":
            names = ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date")
            return Original(*(field(name) for name in names))
    return None


def faults_in(content: bytes) -> list[str]:
    """What warcio finds wrong with the digests of some records, in its words.

    Raises `BROKEN` for bytes that were damaged since.
    """
    found: list[str] = []
    for record in _read(content):
        record.content_stream().read()
        found += record.digest_checker.problems
    return found


def _read(content: bytes) -> Iterator[Any]:
    # Every member's checksum is looked at first: a damaged record makes readers of
    # WARC fall over in more ways than they name.
    whole = BytesIO(gzip.decompress(content))
    yield from ArchiveIterator(whole, check_digests=True)


def _hop(hop: Redirect, fetched: Fetched) -> _Exchange:
    return _Exchange(
        url=hop.url,
        at=hop.asked_at or fetched.started,
        asked=hop.request_headers,
        version=hop.http_version,
        status=f"{hop.status} {hop.reason}",
        headers=hop.headers,
        body=b"",
        address=hop.address,
        is_cut=_announces_body(hop.headers),
    )


def _answer(fetched: Fetched) -> _Exchange:
    return _Exchange(
        url=fetched.final_url,
        at=fetched.asked_at or fetched.started,
        asked=fetched.request_headers,
        version=fetched.http_version,
        status=f"{fetched.status} {fetched.reason}",
        headers=fetched.headers,
        body=fetched.body,
        address=fetched.address,
    )


def _records(one: _Exchange, original: Original | None) -> Iterator[bytes]:
    """The answer and the request, bound together as one event."""
    record, request = _new_id(), _new_id()
    head = f"{one.version or 'HTTP/1.1'} {one.status}\r\n" + _lines(_archived(one))
    fields = {
        "WARC-Target-URI": one.url,
        "WARC-IP-Address": one.address,
        "WARC-Concurrent-To": request,
        "WARC-Payload-Digest": _labelled(hashlib.sha256(one.body).digest()),
        "Content-Type": "application/http; msgtype=response",
    }
    block = head.encode("latin-1") + b"\r\n"
    if original:
        yield _record("revisit", record, one.at, fields | _refers_to(original), block)
    else:
        fields["WARC-Truncated"] = "unspecified" if one.is_cut else ""
        yield _record("response", record, one.at, fields, block + one.body)
    about_it = {
        "WARC-Target-URI": one.url,
        "WARC-Concurrent-To": record,
        "Content-Type": "application/http; msgtype=request",
    }
    yield _record("request", request, one.at, about_it, _asked(one))


def _refers_to(original: Original) -> dict[str, str]:
    return {
        "WARC-Profile": _SAME_BYTES,
        "WARC-Refers-To": original.record,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.date,
        # The standard's word for bytes that are left out because they are elsewhere.
        "WARC-Truncated": "length",
    }


def _asked(one: _Exchange) -> bytes:
    target = Target(one.url)
    headers = _lines((("Host", target.authority), *one.asked))
    return f"GET {target.path} HTTP/1.1\r\n{headers}\r\n".encode("latin-1")


def _archived(one: _Exchange) -> Headers:
    """Headers that fit the decoded body; those that do not keep their words under the
    name that replay tools know."""
    return tuple(
        (
            name if _fits(name.lower(), value, one.body) else f"X-Archive-Orig-{name}",
            value,
        )
        for name, value in one.headers
    )


def _fits(name: str, value: str, body: bytes) -> bool:
    if name == _LENGTH:
        return value == str(len(body))
    return name not in _OF_THE_WIRE


def _announces_body(headers: Headers) -> bool:
    lengths = [value for name, value in headers if name.lower() == _LENGTH]
    return lengths != ["0"]


def _record(
    kind: str, record: str, at: datetime, fields: dict[str, str], block: bytes
) -> bytes:
    """One record, compressed by itself; fields without a value are left out."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": record,
        "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        **fields,
        "WARC-Block-Digest": _labelled(hashlib.sha256(block).digest()),
        "Content-Length": str(len(block)),
    }
    lines = _lines(tuple((name, value) for name, value in head.items() if value))
    whole = f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
    return gzip.compress(whole, mtime=0)


def _lines(headers: Headers) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers)


def _labelled(digest: bytes) -> str:
    return f"sha256:{base64.b32encode(digest).decode()}"


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
