"""The pages of the demo press as the demo desk first saw them, kept as snapshots."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import uuid4

from tracker.demo.articles import articles
from tracker.demo.quotations import BY_KEY
from tracker.demo.quotes import CONTEXT, selector
from tracker.demo.site import Request, reply
from tracker.engine import archive
from tracker.engine.anchor import locate
from tracker.engine.extract import extract
from tracker.engine.types import Fetched, Quote, Text
from tracker.models import Snapshot, Source

# The word that a cut goes through: people read these, too.
CUT_AT_START = re.compile(r"^\S+(?=\s)")
CUT_AT_END = re.compile(r"(?<=\s)\S+$")


@dataclass(frozen=True)
class Capture:
    """A snapshot with the text that was read from it."""

    snapshot: Snapshot
    text: Text


@dataclass(frozen=True)
class Words:
    """A quotation's words in the text of its page, with what stands around them."""

    start: int
    end: int
    prefix: str
    suffix: str


def address_of(article: str, origins: Mapping[str, str]) -> str:
    """Where a page stands before anything happens to it."""
    page = articles()[article]
    return origins[page.outlet] + page.path


def fetched(url: str, origins: Mapping[str, str], *, at: datetime) -> Fetched:
    """What the press answers at an address at the first step of its timetable.

    The clutter is drawn from the address, so that a second load stores the same bytes.
    """
    outlet = next(key for key, origin in origins.items() if url.startswith(origin))
    path = url.removeprefix(origins[outlet])
    clutter = Random(path)  # noqa: S311 - it shuffles advertising, and hides nothing
    answer = reply(Request(outlet, path, 0, origins), clutter)
    return Fetched(
        requested_url=url,
        final_url=url,
        started=at,
        finished=at,
        status=answer.status,
        reason="OK",
        http_version="HTTP/1.1",
        headers=(
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
        ),
        body=answer.body,
    )


def capture(source: Source, answer: Fetched, *, now: datetime) -> Capture:
    """Keep an answer as the first snapshot of its source."""
    text = extract(
        answer.body, url=answer.final_url, content_type=answer.header("content-type")
    )
    kept = archive.keep(answer, source=source.pk, token=uuid4())
    version = archive.Version(kept, answer, text)
    return Capture(archive.enter({source.pk: version}, now=now)[source.pk], text)


def find(quotation: str, text: Text) -> Words:
    """Where a quotation stands in the full text of its page."""
    named = selector(BY_KEY[quotation])
    anchor = locate(Quote(named.exact, named.prefix, named.suffix), text.full)
    if anchor.start is None or anchor.end is None:
        raise LookupError(f"the words of {quotation!r} are not in their page")
    before, after = text.full[: anchor.start], text.full[anchor.end :]
    return Words(
        anchor.start,
        anchor.end,
        prefix=CUT_AT_START.sub("", before[-CONTEXT:]),
        suffix=CUT_AT_END.sub("", after[:CONTEXT]),
    )
