"""A re-check, step by step. Nothing is locked and no transaction is open while the
site is asked; only `record` writes what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings

from tracker.engine import archive, known, robots
from tracker.engine.anchor import locate
from tracker.engine.compare import compare
from tracker.engine.decide import PAGE_SHOWN, Look, decide
from tracker.engine.fetch import Gate, fetch, parse_allow, utc_now
from tracker.engine.known import Known
from tracker.engine.lease import Lease, give_back, is_wish
from tracker.engine.parser import Parser
from tracker.engine.pauses import gap_after
from tracker.engine.record import record
from tracker.engine.robots import Robots
from tracker.engine.seen import Seen, is_new_version
from tracker.engine.telegram import post_address
from tracker.engine.types import (
    Anchor,
    Comparison,
    Fetched,
    Finding,
    Problem,
    Request,
    Text,
)
from tracker.models import Check
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome

_NOT_MODIFIED = 304
# Rules, page and parser together end before a worker's hard limit, half a lease.
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
    now: Callable[[], datetime] = utc_now


@cache
def tools() -> Tools:
    """The tools that the settings ask for."""
    limits: Limits = settings.ON_RECORD
    gate = Gate(
        contact=limits.contact,
        deadline=limits.fetch_deadline,
        allow=parse_allow(limits.fetch_allow),
    )
    parser = Parser(seconds=limits.fetch_deadline * _PARSER_SHARE)
    return Tools(gate=gate, parser=parser, limits=limits)


def run_check(lease: Lease, *, tools: Tools) -> Check | None:
    """Look at a leased source and record what was seen.

    None when the lease was lost on the way: whoever has it now records its own look.
    None, too, when asking for the site's rules took its turn: the page is asked for in
    the next one.
    """
    before = known.load(lease.source, tools.now())
    had_rules = known.has_rules(before.host, tools.now())
    allowed = may_ask(before, tools)
    if not had_rules and (pause := rules_took_the_turn(lease, before, allowed, tools)):
        give_back(lease, next_allowed_at=tools.now() + pause)
        return None
    seen = see(before, *allowed, tools=tools)
    kept = None
    if is_new_version(before, seen):
        kept = archive.keep(seen.fetched, source=lease.source, token=lease.token)
    return record(lease, before, seen, kept=kept, limits=tools.limits, now=tools.now())


def look_at(before: Known, *, tools: Tools) -> Seen:
    """Take one look at an address; nothing is written but the site's rules."""
    return see(before, *may_ask(before, tools), tools=tools)


def rules_took_the_turn(
    lease: Lease, before: Known, allowed: tuple[Robots, Fetched | None], tools: Tools
) -> timedelta | None:
    """The pause between a site's rules and its page, where there is to be one.

    None where the page is not to be asked for, where a person waits for it (one turn
    is then both requests), or where the rules would be too old after the pause.
    """
    rules, refusal = allowed
    if refusal or before.host is None or lease.is_asked_for or is_wish(before.source):
        return None
    delay = rules.crawl_delay(agent=tools.gate.robot)
    pause = gap_after(before.host.gap, crawl_delay=delay, limits=tools.limits)
    return pause if timedelta() < pause < robots.KEEP_FOR else None


def see(before: Known, rules: Robots, refusal: Fetched | None, *, tools: Tools) -> Seen:
    """Ask for the page, unless that was refused, and say what was seen."""
    fetched = refusal or ask(before, tools)
    new, problem = read(fetched, tools)
    old = last_text(before, new, tools)
    comparison = compare(old, new) if old and new else None
    finding = judge(before, fetched, old, new, comparison, problem)
    if fetched.status == _NOT_MODIFIED:
        new = old
    return Seen(
        fetched=fetched,
        finding=finding,
        text=new if finding.outcome in PAGE_SHOWN else None,
        comparison=comparison if finding.outcome in PAGE_SHOWN else None,
        anchors=anchored(before, new, finding),
        crawl_delay=rules.crawl_delay(agent=tools.gate.robot),
    )


def may_ask(before: Known, tools: Tools) -> tuple[Robots, Fetched | None]:
    """The site's rules, and what stands in for an answer where they forbid asking."""
    if before.host and before.host.ignores_robots:
        return Robots(), None
    rules = known.kept_rules(before.host, tools.now())
    if rules is None:
        gate = replace(tools.gate, deadline=tools.gate.deadline * _RULES_SHARE)
        answer = fetch(Request(robots.address(_address(before))), gate=gate)
        rules = robots.read(answer)
        if answer.problem and answer.problem.outcome not in _RULES_ANSWERED:
            # The page itself would fail in the same way; that is the finding.
            return rules, replace(
                answer, requested_url=before.url, final_url=before.url, redirects=()
            )
        if before.host:
            known.keep_rules(before.host, rules, tools.now())
    if rules.allows(_address(before), agent=tools.gate.robot):
        return rules, None
    return rules, _not_asked(before, tools, rules)


def ask(before: Known, tools: Tools) -> Fetched:
    """Fetch the page, through the gate that every request passes."""
    request = Request(
        _address(before), etag=before.etag, last_modified=before.last_modified
    )
    return fetch(request, gate=tools.gate)


def read(fetched: Fetched, tools: Tools) -> tuple[Text | None, Problem | None]:
    """The text of what came back, read in the parsing child."""
    if fetched.problem or not fetched.body:
        return None, None
    result = tools.parser.extract(
        fetched.body,
        url=fetched.final_url,
        content_type=fetched.header("content-type"),
    )
    return (None, result) if isinstance(result, Problem) else (result, None)


def last_text(before: Known, new: Text | None, tools: Tools) -> Text | None:
    """The last good version, read by the same extractor as the new one."""
    if before.snapshot is None:
        return None
    if stored := known.text_of(before.snapshot, new.extractor if new else ""):
        return stored
    result = tools.parser.extract(
        archive.body_of(before.snapshot),
        url=before.snapshot.final_url,
        content_type=before.snapshot.content_type,
    )
    if isinstance(result, Problem):
        return known.text_of(before.snapshot)
    archive.enter_text(before.snapshot, result, now=tools.now())
    return result


def judge(
    before: Known,
    fetched: Fetched,
    old: Text | None,
    new: Text | None,
    comparison: Comparison | None,
    problem: Problem | None,
) -> Finding:
    """Name the outcome."""
    redirected = bool(fetched.redirects)
    return decide(
        Look(
            fetched=fetched,
            old=old,
            new=new,
            comparison=comparison,
            problem=problem,
            is_flap=bool(new and comparison and known.was_seen_before(before, new)),
            shared_target=redirected
            and known.is_shared_target(before, fetched.final_url),
        )
    )


def anchored(
    before: Known, text: Text | None, finding: Finding
) -> Mapping[int, Anchor]:
    """What became of each citation's words; nothing where no page was shown."""
    if text is None or finding.outcome not in PAGE_SHOWN:
        return {}
    return {cited.citation: locate(cited.quote, text.full) for cited in before.cited}


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
