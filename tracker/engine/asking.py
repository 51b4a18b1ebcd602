"""Asking a site: for its rules, then for the page, and reading what came back.

No database is touched here, so it may run on any thread, many sites at a time.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings

from tracker.engine import known, robots
from tracker.engine.fetch import Gate, fetch, parse_allow, utc_now
from tracker.engine.known import Known
from tracker.engine.marks import Marks, marks
from tracker.engine.parser import Parser
from tracker.engine.pauses import asks_for_peace, gap_after
from tracker.engine.robots import Robots
from tracker.engine.sibling import text_beside
from tracker.engine.telegram import post_address
from tracker.engine.types import Fetched, Problem, Request, Text
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome

# Rules, page and parser together end well before a lease does.
_RULES_SHARE = 1 / 3
_PARSER_SHARE = 1 / 2
# Why rules could not be had tells more than "no rules" where nothing answered at all.
_RULES_ANSWERED = frozenset({CheckOutcome.TOO_MANY_REDIRECTS, CheckOutcome.TOO_LARGE})


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What a look is taken with; one parser lives as long as its worker."""

    gate: Gate
    parser: Parser
    limits: Limits
    marks: Marks = field(default_factory=marks)
    now: Callable[[], datetime] = utc_now


@cache
def tools() -> Tools:
    """The tools that the settings ask for."""
    limits: Limits = settings.ON_RECORD
    gate = Gate(
        contact=limits.contact,
        deadline=limits.fetch_deadline,
        allow=parse_allow(limits.fetch_allow),
        ports=limits.fetch_ports,
    )
    parser = Parser(seconds=limits.fetch_deadline * _PARSER_SHARE)
    return Tools(
        gate=gate, parser=parser, limits=limits, marks=marks(limits.fingerprints)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site said: its rules, the page, and the page's text or why it has none.

    `crawl_delay` is the pause that the rules ask for, in seconds; `new_rules` are
    those that were asked for just now. Without `fetched` that took the turn, and the
    page is asked for after `pause`. `is_same`: byte for byte what was captured last,
    so nobody needs to read it again. `sibling` is what an address beside the page
    shows that was made up, where the page is in doubt.
    """

    crawl_delay: float = 0.0
    new_rules: Robots | None = None
    fetched: Fetched | None = None
    pause: timedelta = timedelta()
    text: Text | None = None
    problem: Problem | None = None
    is_same: bool = False
    sibling: Text | None = None


def ask(before: Known, *, is_awaited: bool, tools: Tools) -> Answer:
    """Ask for the site's rules if they are not known, then for the page if they allow
    it, and read its text. Where no person waits, a pause of the site lies between."""
    rules, new, refusal = site_rules(before, tools)
    delay = rules.crawl_delay(agent=tools.gate.robot)
    answer = Answer(crawl_delay=delay, new_rules=new)
    if refusal is not None:
        return replace(answer, fetched=refusal)
    if new is not None and not is_awaited:
        pause = pause_after_rules(before, delay, tools)
        if pause:
            return replace(answer, pause=pause)
    request = Request(
        _address(before), etag=before.etag, last_modified=before.last_modified
    )
    fetched = fetch(request, gate=tools.gate)
    answer = read(replace(answer, fetched=fetched), fetched, before, tools)
    beside = text_beside(
        before,
        fetched,
        answer.text,
        rules=rules,
        pause=pause_after_rules(before, delay, tools).total_seconds(),
        marks=tools.marks,
        gate=tools.gate,
        parser=tools.parser,
    )
    return replace(answer, sibling=beside)


def site_rules(
    before: Known, tools: Tools
) -> tuple[Robots, Robots | None, Fetched | None]:
    """The site's rules, again where they were asked for just now, and what stands in
    for an answer where they forbid asking."""
    if before.host and before.host.ignores_robots:
        return Robots(), None, None
    rules = known.kept_rules(before.host, tools.now())
    new = None
    if rules is None:
        gate = replace(tools.gate, deadline=tools.gate.deadline * _RULES_SHARE)
        answer = fetch(Request(robots.address(_address(before))), gate=gate)
        rules = new = robots.read(answer)
        if _tells_of_the_page(answer):
            failed = replace(
                answer, requested_url=before.url, final_url=before.url, redirects=()
            )
            return rules, None, failed
    if rules.allows(_address(before), agent=tools.gate.robot):
        return rules, new, None
    return rules, new, _not_asked(before, tools, rules)


def _tells_of_the_page(answer: Fetched) -> bool:
    """Whether the page itself would fail in the same way as its site's rules."""
    if answer.problem:
        return answer.problem.outcome not in _RULES_ANSWERED
    # A site that refuses its rules has none; one that is asked too much is left alone.
    return answer.status in (429, 503) and asks_for_peace(answer)


def pause_after_rules(before: Known, crawl_delay: float, tools: Tools) -> timedelta:
    """The pause between a site's rules and its page; none where the rules would be too
    old after it."""
    own = before.host.gap if before.host else None
    pause = gap_after(own, crawl_delay=crawl_delay, limits=tools.limits)
    return pause if pause < robots.KEEP_FOR else timedelta()


def read(answer: Answer, fetched: Fetched, before: Known, tools: Tools) -> Answer:
    """The text of what came back, read in the parsing child."""
    if fetched.problem or not fetched.body:
        return answer
    if is_as_captured(fetched, before):
        return replace(answer, is_same=True)
    result = tools.parser.extract(
        fetched.body,
        url=fetched.final_url,
        content_type=fetched.header("content-type"),
    )
    if isinstance(result, Problem):
        return replace(answer, problem=result)
    return replace(answer, text=result)


def is_as_captured(fetched: Fetched, before: Known) -> bool:
    """Whether the very bytes of the last version came, to be read in the same way."""
    last = before.snapshot
    return (
        last is not None
        and last.http_status == fetched.status
        and last.content_type == fetched.header("content-type")[:200]
        and last.body_id == hashlib.sha256(fetched.body).hexdigest()
    )


def _address(before: Known) -> str:
    """A Telegram post is asked for by the address that shows it alone."""
    return post_address(before.url)


def _not_asked(before: Known, tools: Tools, rules: Robots) -> Fetched:
    why = (
        "robots.txt asks robots to leave this address alone"
        if rules.allows_all
        else "robots.txt could not be had, so nothing is asked for"
    )
    now = tools.now()
    return Fetched(
        requested_url=before.url,
        final_url=before.url,
        started=now,
        finished=now,
        problem=Problem(CheckOutcome.ROBOTS_DISALLOWED, why),
    )
