"""A check's story in words: what was asked, what was answered, when it goes on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from tracker.engine.reasons import why_due
from tracker.models import Check, ReviewItem, Source
from tracker.rules.vocabulary import CheckOutcome
from tracker.rules.wording import label_of

# What a page may be told apart by: what it is, how old, and who may keep it.
HEADERS = ("Content-Type", "Last-Modified", "ETag", "Retry-After", "X-Robots-Tag")


def tell_finding(item: ReviewItem) -> tuple[str, ...]:
    """The check that found something, the last that saw it still so where another
    followed, and when its source is looked at next."""
    found, last = item.check_run or item.last_check, item.last_check
    if found is None:
        return ()
    again = _again(last) if last and last != found else ()
    return (*tell_check(found), *again, *_next(found.source))


def tell_check(check: Check) -> tuple[str, ...]:
    """Sentences, in the order in which things happened."""
    return (
        f"Asked {check.started_at:%d %B %Y, %H:%M} UTC.",
        *_redirects(check),
        _answer(check),
        *_headers(check),
        _outcome(check),
        *_changed(check),
        *_notice(check),
    )


def _again(check: Check) -> tuple[str, ...]:
    """A page that was read is compared with the look before, so that words which were
    altered once are "unchanged" from then on."""
    words = _outcome(check).removeprefix("Outcome: ")
    against = "Against the look before: " if check.change else ""
    seen = f"Seen again {check.started_at:%d %B %Y, %H:%M} UTC."
    return (seen, f"{against}{words[:1].lower() if against else words[:1]}{words[1:]}")


def _redirects(check: Check) -> tuple[str, ...]:
    """Each hop with the status that sent the check on."""
    hops = [
        f"to {hop['location'] or 'an address it did not give'}{_said(hop)}"
        for hop in check.redirects
    ]
    return (f"It sent the check on {', then '.join(hops)}.",) if hops else ()


def _said(hop: Mapping[str, Any]) -> str:
    return f" ({hop['status']})" if hop.get("status") else ""


def _headers(check: Check) -> tuple[str, ...]:
    """The headers that a finding may rest on, where this check kept its answer."""
    seen = check.snapshot
    if seen is None or seen.captured_at < check.started_at:
        return ()
    sent = {str(name).lower(): str(value) for name, value in seen.headers}
    told = [f"{name}: {sent[name.lower()]}" for name in HEADERS if name.lower() in sent]
    return (f"Its headers said {'; '.join(told)}.",) if told else ()


def _answer(check: Check) -> str:
    if check.http_status is None:
        return "The site gave no answer."
    try:
        phrase = f" ({HTTPStatus(check.http_status).phrase})"
    except ValueError:
        phrase = ""
    return f"The site answered {check.http_status}{phrase}, {check.size:,} bytes."


def _outcome(check: Check) -> str:
    words = label_of(CheckOutcome(check.outcome))
    # The whole notice follows in a sentence of its own.
    why = "" if check.correction_notice else check.reason
    return f"Outcome: {words}: {why}" if why else f"Outcome: {words}."


def _changed(check: Check) -> tuple[str, ...]:
    if not (check.words_added or check.words_removed) or "words" in check.reason:
        return ()
    return (f"{check.words_added} words came, {check.words_removed} went.",)


def _notice(check: Check) -> tuple[str, ...]:
    if not check.correction_notice:
        return ()
    return (f"Correction notice: {check.correction_notice}",)


def _next(source: Source) -> tuple[str, ...]:
    if source.due_at is None:
        return ("It is not looked at again.",)
    why = tell_reason(source, datetime.now(UTC))
    return (f"Next look {source.due_at:%d %B %Y, %H:%M} UTC{why}.",)


def tell_reason(source: Source, now: datetime) -> str:
    """Why a look is due when it is, after a colon; empty where nobody said."""
    words = why_due(source, now)
    return f": {words[:1].lower()}{words[1:]}" if words else ""
