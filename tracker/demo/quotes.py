"""A quotation of the demo press, and where it stands in its page.

`exact` stands in the page at step 0; what stands before and after it is read from
the page itself, so that the two cannot drift apart.
"""

from dataclasses import dataclass
from enum import StrEnum

from tracker.demo.articles import articles, plain_text

CONTEXT = 32


class Fate(StrEnum):
    """What has become of a quotation when the timetable has run out."""

    STANDS = "stands"
    ALTERED = "altered"
    PAGE_GONE = "page gone"
    PAGE_MOVED = "page moved"


@dataclass(frozen=True)
class Quotation:
    """Words in a page, whose they are, and the numbers of the claims they serve.

    `translation` is in English and empty for English words; `from_step` is the step
    at which the page first appears.
    """

    key: str
    article: str
    exact: str
    language: str
    party: str
    claims: tuple[int, ...]
    translation: str = ""
    fate: Fate = Fate.STANDS
    from_step: int = 0


@dataclass(frozen=True)
class Selector:
    """A W3C TextQuoteSelector: the words and what stands on both sides of them."""

    exact: str
    prefix: str
    suffix: str


def selector(quotation: Quotation) -> Selector:
    """The quotation with its surroundings, from the page as it was first served."""
    text = plain_text(articles()[quotation.article].body)
    start = text.index(quotation.exact)
    end = start + len(quotation.exact)
    return Selector(
        exact=quotation.exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
