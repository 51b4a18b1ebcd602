"""A re-check, step by step: ask the site, see what its answer means, write it down.

Nothing is locked and no transaction is open while a site is asked; only `record`
writes what came of it. Every step takes many looks, as a sweep does; one is the same.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.engine import archive, known
from tracker.engine.anchor import locate
from tracker.engine.asking import Answer, Tools, ask
from tracker.engine.compare import compare
from tracker.engine.decide import PAGE_SHOWN, Look, decide, weighed
from tracker.engine.errors import Damaged
from tracker.engine.extractor import EXTRACTOR
from tracker.engine.flaps import with_flaps
from tracker.engine.known import Known
from tracker.engine.lease import Freed, Lease, give_back
from tracker.engine.marks import Marks
from tracker.engine.outlook import Brought
from tracker.engine.record import record
from tracker.engine.seen import Seen, has_failed, is_new_version, touches_words
from tracker.engine.types import Anchor, Fetched, Finding, Problem, Text
from tracker.models import Check, Snapshot
from tracker.rules.vocabulary import CitationState

_NOT_MODIFIED = 304

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A leased source, what was known of it, and what its site said."""

    lease: Lease
    before: Known
    answer: Answer


def run_check(lease: Lease, *, tools: Tools) -> Check | None:
    """Look at a leased source and record what was seen.

    None when the lease was lost on the way: whoever has it now records its own look.
    None, too, when asking for the site's rules took its turn: the page is asked for in
    the next one.
    """
    before = known.load([lease.source], tools.now())[lease.source]
    answer = ask(before, is_awaited=lease.is_awaited, tools=tools)
    checks = finish([Asked(lease, before, answer)], tools=tools)
    return checks[0] if checks else None


def look_at(before: Known, *, tools: Tools) -> Seen:
    """Take one look at an address that is no source; nothing is written."""
    answer = ask(before, is_awaited=True, tools=tools)
    if answer.fetched is None:
        raise ValueError("a look that is awaited ends with an answer")
    return see(before, answer, answer.fetched, old=None, marks=tools.marks)


def finish(asked: Sequence[Asked], *, tools: Tools) -> list[Check]:
    """See what the answers mean, and write all of it down together."""
    keep_rules(asked, tools)
    looks = [kept(one) for one in with_history(with_flaps(look_all(asked, tools)))]
    archive.settle(one.kept for one in looks if one.kept is not None)
    return record(looks, limits=tools.limits, now=tools.now())


def keep_rules(asked: Sequence[Asked], tools: Tools) -> None:
    """Remember the rules that sites gave; where that took the turn, it ends here."""
    now = tools.now()
    new = {
        one.lease.host: one.answer.new_rules for one in asked if one.answer.new_rules
    }
    known.keep_rules(new, now)
    give_back(
        [
            Freed(one.lease, now + one.answer.pause)
            for one in asked
            if one.answer.fetched is None
        ]
    )


def look_all(asked: Sequence[Asked], tools: Tools) -> list[Brought]:
    """What each answer comes to."""
    texts = last_texts(asked, tools)
    return [
        Brought(
            lease=one.lease,
            before=one.before,
            seen=see(
                one.before,
                one.answer,
                fetched,
                old=texts.get(one.lease.source),
                marks=tools.marks,
            ),
        )
        for one in asked
        if (fetched := one.answer.fetched) is not None
    ]


def with_history(looks: Sequence[Brought]) -> list[Brought]:
    """A look that failed, or that follows one that did, is judged by those before."""
    failed = [one.lease.source for one in looks if has_failed(one.before, one.seen)]
    attempts = known.attempts_of(failed)
    return [
        replace(one, before=replace(one.before, attempts=attempts[one.lease.source]))
        if one.lease.source in attempts
        else one
        for one in looks
    ]


def kept(look: Brought) -> Brought:
    """A new version goes to the archive before any row names it."""
    if not is_new_version(look.before, look.seen):
        return look
    files = archive.keep(
        look.seen.fetched, source=look.lease.source, token=look.lease.token
    )
    return replace(look, kept=files)


def last_texts(asked: Sequence[Asked], tools: Tools) -> dict[int, Text]:
    """The last good version of what was shown, by source, read by the extractor that
    read the new one."""
    last = {
        one.lease.source: snapshot
        for one in asked
        if (snapshot := one.before.snapshot) is not None and _is_shown(one.answer)
    }
    stored = known.texts_of([snapshot.pk for snapshot in last.values()], EXTRACTOR)
    texts = {
        source: stored.get(snapshot.pk) or read_again(snapshot, tools)
        for source, snapshot in last.items()
    }
    return {source: text for source, text in texts.items() if text is not None}


def read_again(snapshot: Snapshot, tools: Tools) -> Text | None:
    """A version that an earlier extractor read, read by this one."""
    try:
        body = archive.body_of(snapshot)
    except Damaged as error:
        # Its text is still known; the archive's own check tells the operator.
        log.warning("snapshot %s: %s", snapshot.pk, error)
        return known.text_of(snapshot)
    result = tools.parser.extract(
        body,
        url=snapshot.final_url,
        content_type=snapshot.content_type,
    )
    if isinstance(result, Problem):
        return known.text_of(snapshot)
    archive.enter_text(snapshot, result, now=tools.now())
    return result


def see(
    before: Known, answer: Answer, fetched: Fetched, *, old: Text | None, marks: Marks
) -> Seen:
    """Say what was seen; `old` is the text of the last good version."""
    is_again = answer.is_same or fetched.status == _NOT_MODIFIED
    new = old if is_again else answer.text
    comparison = compare(old, new, clutter=before.clutter) if old and new else None
    look = Look(
        fetched=fetched,
        old=old,
        home=before.snapshot.final_url if before.snapshot else "",
        new=new,
        comparison=comparison,
        problem=answer.problem,
        shared_target=bool(fetched.redirects)
        and known.is_shared_target(before, fetched.final_url),
        sibling=answer.sibling,
        marks=marks,
    )
    finding = decide(look)
    anchors = anchored(before, look, finding)
    finding = weighed(finding, is_quoted=touches_words(before, anchors))
    is_shown = finding.outcome in PAGE_SHOWN
    return Seen(
        fetched=fetched,
        finding=finding,
        text=new if is_shown else None,
        is_stored=bool(old and new and old.full == new.full),
        comparison=comparison if is_shown else None,
        anchors=anchors,
        crawl_delay=answer.crawl_delay,
    )


def anchored(before: Known, look: Look, finding: Finding) -> Mapping[int, Anchor]:
    """What became of each citation's words; nothing where no page was shown, and
    nothing of words that are missing where most of the page is, too."""
    if look.new is None or finding.outcome not in PAGE_SHOWN:
        return {}
    found = {
        cited.citation: locate(cited.quote, look.new.full) for cited in before.cited
    }
    if look.is_whole and not look.new.signals.truncated:
        return found
    return {
        citation: anchor
        for citation, anchor in found.items()
        if anchor.state is not CitationState.GONE
    }


def _is_shown(answer: Answer) -> bool:
    """Whether an answer may be a version of the page, or says that none came since."""
    status = answer.fetched.status if answer.fetched else 0
    return answer.is_same or answer.text is not None or status == _NOT_MODIFIED
