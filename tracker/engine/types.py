"""The values that pass from step to step of a re-check."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Literal

from tracker.rules.vocabulary import ChangeKind, CheckOutcome, CitationState

TextKind = Literal["html", "pdf", "telegram", "feed", "json", "plain"]
"""What the bytes were; the extractor differs, the text that comes out does not."""

Edit = Literal["equal", "insert", "delete", "replace"]

Headers = tuple[tuple[str, str], ...]
"""Names and values as they came, each byte as the character of its number."""


@dataclass(frozen=True, slots=True)
class Request:
    """An address to ask, with the validators of the last good answer.

    A request with `content` is sent as POST (web hooks); its redirects are not
    followed, so that nothing is delivered to an address that nobody named.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = ""
    content: bytes | None = None
    headers: Headers = ()

    @property
    def method(self) -> str:
        return "GET" if self.content is None else "POST"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop: the address that answered, how, and where it pointed; its body is not
    read."""

    url: str
    status: int
    location: str
    headers: Headers = ()
    reason: str = ""
    http_version: str = ""
    request_headers: Headers = ()
    address: str = ""
    asked_at: datetime | None = None

    @property
    def is_permanent(self) -> bool:
        return self.status in (301, 308)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a step gave no text: the outcome it means, and the words for a person."""

    outcome: CheckOutcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back for a request: an answer, or the problem that kept it away.

    `body` is decoded; `truncated` says that a cap cut it short. `status` is 0 when
    nothing answered. A gate that fails on a later hop keeps the hops before it.
    `asked_at` is when the last address was asked, `started` when the first was.
    """

    requested_url: str
    final_url: str
    started: datetime
    finished: datetime
    status: int = 0
    reason: str = ""
    http_version: str = ""
    headers: Headers = ()
    request_headers: Headers = ()
    body: bytes = b""
    redirects: tuple[Redirect, ...] = ()
    address: str = ""
    asked_at: datetime | None = None
    truncated: bool = False
    problem: Problem | None = None

    def header(self, name: str) -> str:
        """The first value of a header, or nothing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def was_downgraded(self) -> bool:
        """Whether a redirect led from https to http."""
        hops = [hop.url for hop in self.redirects] + [self.final_url]
        return any(
            a.startswith("https:") and b.startswith("http:") for a, b in pairwise(hops)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a page says of itself beside its text.

    `free` is the page's own `isAccessibleForFree`; `is_cut` says that the part which it
    names as not free is not there. `refresh` is where a page without
    a text of its own sends its readers. `deleted` and `closed` are Telegram's: the
    post is gone, or the channel shows no preview.
    """

    kind: TextKind = "html"
    canonical: str = ""
    refresh: str = ""
    free: bool | None = None
    is_cut: bool = False
    needs_script: bool = False
    edited: bool = False
    deleted: bool = False
    closed: bool = False
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a page: the article to compare, the full text to match quotes on."""

    title: str
    article: str
    full: str
    published: datetime | None
    language: str
    extractor: str
    signals: Signals = field(default_factory=Signals)


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector, with the place where the words stood if known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A stretch of words before and after; `equal` ones are there to be read."""

    edit: Edit
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of a quote's words in a text.

    `start` and `end` are a half-open span of the raw text, None when nothing was
    found. `similarity` is 1.0 for the same words and 0.0 for none of them.
    """

    state: CitationState
    start: int | None
    end: int | None
    matched: str
    similarity: float
    edits: tuple[WordEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that changed: what it said, what it says, and the words between."""

    before: str
    after: str
    edits: tuple[WordEdit, ...]
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """Something of a change that may be clutter: its key, and the lines it is of."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two texts of one page differ, and where.

    `correction` is the notice that the new text carries and the old one did not.
    `is_clutter_aside` says that known clutter differs, too, and was left out. `signs`
    are what of the change may be clutter that is not known yet.
    """

    kind: ChangeKind
    words_added: int
    words_removed: int
    passages: tuple[Passage, ...]
    correction: str = ""
    is_clutter_aside: bool = False
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check, and the sentence that says why."""

    outcome: CheckOutcome
    reason: str = ""
    proposed_url: str = ""
