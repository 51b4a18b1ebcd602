"""robots.txt by RFC 9309: what a site asks robots to leave alone.

A site that answers 4xx has no rules; one that fails to answer (5xx, no connection)
has not been asked properly, so nothing is taken from it until it answers.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from protego import Protego

from tracker.engine.types import Fetched
from tracker.rules.vocabulary import CheckOutcome

KEEP_FOR = timedelta(hours=24)
READ_AT_MOST = 500 * 1024
_LONGEST_DELAY = 60.0
# Rules are asked several times a look; only short ones are kept parsed.
_KEPT_IN_MIND = 20_000
_AGENT = re.compile(
    r"^([ \t]*user[- ]?agent[ \t]*:[ \t]*)([a-z_-]+)/[^\r\n]*",
    re.IGNORECASE | re.MULTILINE,
)
# A look-up that is refused by our own gate says nothing about the site's wishes.
_NO_RULES = frozenset({CheckOutcome.TOO_MANY_REDIRECTS, CheckOutcome.TOO_LARGE})


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules as kept: the text, or a blanket answer without one."""

    text: str = ""
    allows_all: bool = True

    def allows(self, url: str, *, agent: str) -> bool:
        """Whether the product token `agent` may fetch an address."""
        if not self.allows_all:
            return False
        return not self.text or bool(_parsed(self.text).can_fetch(url, agent))

    def crawl_delay(self, *, agent: str) -> float:
        """The pause the site asks for, in seconds: 0 to 60."""
        if not self.text:
            return 0.0
        asked = _parsed(self.text).crawl_delay(agent)
        return min(max(float(asked or 0.0), 0.0), _LONGEST_DELAY)


def address(url: str) -> str:
    """Where the rules for a (normalised) address are."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/robots.txt"


def read(answer: Fetched) -> Robots:
    """The rules that an answer to the robots address means."""
    if answer.problem is not None and answer.problem.outcome in _NO_RULES:
        return Robots()
    if answer.problem is not None or answer.status >= 500 or answer.status == 429:
        return Robots(allows_all=False)
    if answer.status != 200:
        return Robots()
    return Robots(text=_whole_lines(answer.body).decode("utf-8-sig", "replace"))


def _whole_lines(body: bytes) -> bytes:
    """What is read of the rules; half a rule would forbid more than the whole."""
    if len(body) <= READ_AT_MOST:
        return body
    return b"".join(body[:READ_AT_MOST].splitlines(keepends=True)[:-1])


def _parsed(text: str) -> Protego:
    return _parsed_once(text) if len(text) < _KEPT_IN_MIND else _parsed_anew(text)


def _parsed_anew(text: str) -> Protego:
    # A group for "OnRecord/1.0" is one for OnRecord.
    return Protego.parse(_AGENT.sub(r"\1\2", text))


_parsed_once = lru_cache(maxsize=128)(_parsed_anew)
