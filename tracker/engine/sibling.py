"""Asking an address beside a page, made up for the purpose, what the site shows there.

Some sites answer every address with status 200 and an apology in words that no list
knows. Where none of the quoted words is on a page any more, such an address tells the
apology from the page. It is one request more, after the site's usual pause, and only
then.
"""

import time
from dataclasses import replace

from tracker.engine.anchor import locate
from tracker.engine.decide import PAGE_SHOWN, Look, decide
from tracker.engine.fetch import Gate, fetch
from tracker.engine.known import Cited, Known
from tracker.engine.marks import Marks
from tracker.engine.missing import sibling_address
from tracker.engine.parser import Parser
from tracker.engine.robots import Robots
from tracker.engine.types import Fetched, Request, Text
from tracker.rules.vocabulary import CitationState

_DEADLINE_SHARE = 1 / 3
# A longer pause than this is not waited for in the middle of a look, in seconds.
_LONGEST_PAUSE = 20.0


def text_beside(
    before: Known,
    fetched: Fetched,
    text: Text | None,
    *,
    rules: Robots,
    pause: float,
    marks: Marks,
    gate: Gate,
    parser: Parser,
) -> Text | None:
    """What the site shows for a page that it cannot have, where this page is in doubt.

    None where there is no doubt, where the site says that there is no such page, and
    where it may not be asked. Waits for the site's `pause`, in seconds.
    """
    address = sibling_address(fetched.requested_url)
    if not address or pause > _LONGEST_PAUSE or not is_in_doubt(before, text):
        return None
    if decide(Look(fetched=fetched, new=text, marks=marks)).outcome not in PAGE_SHOWN:
        return None
    if not rules.allows(address, agent=gate.robot):
        return None
    time.sleep(pause)
    short = replace(gate, deadline=gate.deadline * _DEADLINE_SHARE)
    answer = fetch(Request(address), gate=short)
    if answer.problem or answer.status != 200 or not answer.body:
        return None
    found = parser.extract(
        answer.body, url=answer.final_url, content_type=answer.header("content-type")
    )
    return found if isinstance(found, Text) else None


def is_in_doubt(before: Known, text: Text | None) -> bool:
    """Whether a page that was seen before shows none of the words quoted from it, and
    no second look has seen to that."""
    if text is None or before.snapshot is None or not before.cited:
        return False
    if all(one.was_confirmed for one in before.cited):
        return False
    return not any(_is_there(one, text) for one in before.cited)


def _is_there(cited: Cited, text: Text) -> bool:
    if cited.quote.exact in text.full:
        return True
    return locate(cited.quote, text.full).state is not CitationState.GONE
