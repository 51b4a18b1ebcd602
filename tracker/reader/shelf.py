"""Where pages are kept: a few in this process, many in Redis.

A page is kept under the version that it was made of, so that neither place can hold a
stale one: after a change, nobody asks for it any more. Redis that is down or slow costs
a moment once, and is then left alone for a while.
"""

import json
import time
import zlib
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import caches
from redis import RedisError

from tracker.reader.recent import Recent

SECONDS = 300  # a page that nobody asks for makes room for others
REST = 5.0
FEW = 100
LARGE = 300_000


@dataclass(frozen=True)
class Kept:
    """A page, and until when it holds if nobody writes anything."""

    until: datetime
    headers: dict[str, str]
    body: bytes

    def packed(self) -> bytes:
        head = json.dumps([self.until.isoformat(), self.headers]).encode()
        return zlib.compress(head + b"\n" + self.body, 1)


@dataclass
class _Near:
    """The pages that this process served last."""

    pages: Recent[str, Kept] = field(default_factory=lambda: Recent(FEW))
    rests_until: float = 0.0


_near = _Near()


def find(name: str) -> Kept | None:
    """The page of this name, if it is kept anywhere."""
    found = _near.pages.get(name)
    if found is None:
        found = _unpacked(_far_get(name))
        if found is not None:
            _near.pages.put(name, found)
    return found


def put(name: str, page: Kept, *, now: datetime) -> None:
    if len(page.body) > LARGE:
        return
    _near.pages.put(name, page)
    _far_set(name, page, min(SECONDS, int((page.until - now).total_seconds())))


def forget() -> None:
    """What this process keeps, and that Redis was not there."""
    _near.pages.clear()
    _near.rests_until = 0.0


def _unpacked(raw: bytes | None) -> Kept | None:
    if not raw:
        return None
    head, _, body = zlib.decompress(raw).partition(b"\n")
    until, headers = json.loads(head)
    return Kept(datetime.fromisoformat(until), headers, body)


def _far_get(name: str) -> bytes | None:
    if time.monotonic() < _near.rests_until:
        return None
    try:
        found: bytes | None = caches["pages"].get(name)
    except RedisError:
        _near.rests_until = time.monotonic() + REST
        return None
    return found


def _far_set(name: str, page: Kept, seconds: int) -> None:
    if seconds < 1 or time.monotonic() < _near.rests_until:
        return
    try:
        caches["pages"].set(name, page.packed(), seconds)
    except RedisError:
        _near.rests_until = time.monotonic() + REST
