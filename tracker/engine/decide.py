"""Name the outcome of a check: the first rule that fits.

Only an answer that shows the page itself may become a version of it. Everything else
(a challenge, a paywall, a redirect stub, an empty shell) keeps the last good version.
"""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from tracker.engine import fingerprints, instead
from tracker.engine.look import SAME_PAGE, same_address, similarity
from tracker.engine.look import Look as Look
from tracker.engine.missing import signs
from tracker.engine.pauses import asks_for_peace
from tracker.engine.types import Comparison, Finding
from tracker.rules.decision import READ
from tracker.rules.vocabulary import ChangeKind, CheckOutcome

Out = CheckOutcome

PAGE_SHOWN = READ
"""The outcomes in which the page itself was seen: only these may become a version of it
and judge a quote."""

_ONCE_FULL = 600
_CHANGES = {
    ChangeKind.UNCHANGED: Out.UNCHANGED,
    ChangeKind.COSMETIC: Out.CHANGED_COSMETIC,
    ChangeKind.MINOR: Out.CHANGED_MINOR,
    ChangeKind.MEANINGFUL: Out.CHANGED,
}


def decide(look: Look) -> Finding:
    """The outcome of a check and the sentence that says why."""
    found = (finding for rule in _RULES if (finding := rule(look)))
    finding = next(found, Finding(Out.UNCHANGED, "first look at this page"))
    if look.fetched.was_downgraded:
        return replace(finding, reason=f"{finding.reason}; led from https to http")
    return finding


def weighed(finding: Finding, *, is_quoted: bool) -> Finding:
    """The finding, where quoted words may be among those that changed: then no change
    is a minor one."""
    if finding.outcome is not Out.CHANGED_MINOR or not is_quoted:
        return finding
    reason = f"{finding.reason}, quoted words among them"
    return replace(finding, outcome=Out.CHANGED, reason=reason)


def _not_fetched(look: Look) -> Finding | None:
    problem = look.fetched.problem
    return Finding(problem.outcome, problem.reason) if problem else None


def _not_modified(look: Look) -> Finding | None:
    if look.fetched.status != 304:
        return None
    if look.old is None:
        return Finding(
            Out.PROTOCOL_ERROR, "says that nothing changed, which nobody asked"
        )
    return Finding(Out.UNCHANGED, "the site says that nothing changed")


def _asked_to_wait(look: Look) -> Finding | None:
    if not asks_for_peace(look.fetched):
        return None
    status = look.fetched.status
    return Finding(Out.RATE_LIMITED, f"the site asks for a pause (HTTP {status})")


def _blocked(look: Look) -> Finding | None:
    status, is_geo = look.fetched.status, fingerprints.is_geo_block
    if status == 451 and not is_geo(look.marks, look.new):
        return Finding(Out.LEGAL_BLOCK, "withheld for legal reasons (HTTP 451)")
    if _is_challenge(look):
        return Finding(Out.BLOCKED, "challenge: the site asks for proof of a human")
    if status == 401:
        return Finding(Out.BLOCKED, "login: the site asks for a password (HTTP 401)")
    if status == 451 or (status == 403 and is_geo(look.marks, look.new)):
        return Finding(Out.BLOCKED, f"geo: not shown in our country (HTTP {status})")
    if status in (403, 406):
        return Finding(Out.BLOCKED, f"forbidden: the site refuses us (HTTP {status})")
    return None


def _is_challenge(look: Look) -> bool:
    if fingerprints.names_a_challenge(look.marks, look.fetched):
        return True
    if not look.may_be_imitated:
        return False
    seems = fingerprints.is_challenge(look.marks, look.fetched, look.new)
    return seems and not look.still_stands


def _error_status(look: Look) -> Finding | None:
    status = look.fetched.status
    if status == 402:
        return Finding(Out.PAYWALLED, "payment required (HTTP 402)")
    if status == 410:
        return Finding(Out.GONE, "removed for good (HTTP 410)")
    if status >= 500:
        return Finding(Out.SERVER_ERROR, f"the site failed (HTTP {status})")
    if status == 404:
        return Finding(Out.NOT_FOUND, "no such page (HTTP 404)")
    if status == 408:
        return Finding(Out.TIMEOUT, "the site gave up waiting (HTTP 408)")
    if 400 <= status < 500:
        return Finding(Out.BLOCKED, f"forbidden: the site refuses us (HTTP {status})")
    if not 200 <= status < 300 or status in (204, 205, 206):
        return Finding(Out.PROTOCOL_ERROR, f"an answer without a page (HTTP {status})")
    return None


def _too_large(look: Look) -> Finding | None:
    if not look.fetched.truncated:
        return None
    return Finding(Out.TOO_LARGE, "the page is larger than is read")


def _no_text(look: Look) -> Finding | None:
    if look.problem:
        return Finding(look.problem.outcome, look.problem.reason)
    if not look.fetched.body and look.new is None:
        return Finding(Out.EXTRACT_EMPTY, "an answer without a single byte")
    if look.new is None:
        return Finding(Out.EXTRACT_FAILED, "no text was extracted")
    return None


def _soft_404(look: Look) -> Finding | None:
    """Two signs of a page that is missing, though the status says it is there; one
    where the page was never seen and has nothing else to say."""
    found = signs(look)
    is_all = look.old is None and len(look.text.full) < _ONCE_FULL
    if len(found) < (1 if is_all else 2):
        return None
    return Finding(
        Out.SOFT_404, "answers as if it were there, but " + " and ".join(found)
    )


def _redirected(look: Look) -> Finding | None:
    """A page that answers from another place: moved, or not the page any more.

    What answers from where the last good text was found is the page, as it is now.
    """
    fetched, hops = look.fetched, look.fetched.redirects
    if not hops or look.old is None:
        return None
    if same_address(fetched.requested_url, fetched.final_url):
        return None
    is_same = similarity(look.old.article, look.text.article) >= SAME_PAGE
    if not is_same and not look.is_at_home:
        return Finding(Out.REDIRECTED_ELSEWHERE, f"leads to {fetched.final_url}")
    if all(hop.is_permanent for hop in hops):
        return _moved(fetched.final_url)
    return None


def _renamed(look: Look) -> Finding | None:
    """A page that has come to name another address as its own."""
    if look.old is None:
        return None
    before, now = look.old.signals.canonical, look.text.signals.canonical
    if not before or not now or same_address(before, now):
        return None
    fetched = look.fetched
    own = (fetched.requested_url, fetched.final_url)
    if any(same_address(now, one) for one in own) or not _is_place(now):
        return None
    is_same = similarity(look.old.article, look.text.article) >= SAME_PAGE
    return _moved(now) if is_same else None


def _moved(to: str) -> Finding:
    return Finding(Out.MOVED, f"moved to {to}", proposed_url=to)


def _is_place(url: str) -> bool:
    """Whether an address can be where a page moved to: not a front page."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.path not in ("", "/")


def _compared(look: Look) -> Finding | None:
    comparison = look.comparison
    if comparison is None:
        return None
    outcome = _CHANGES[comparison.kind]
    return Finding(outcome, _in_words(comparison))


def _in_words(comparison: Comparison) -> str:
    if comparison.correction:
        return f"a correction notice: {comparison.correction[:200]}"
    if comparison.kind is ChangeKind.UNCHANGED:
        return "the text is the same"
    if comparison.kind is ChangeKind.COSMETIC:
        if comparison.is_clutter_aside:
            return "only known clutter differs"
        return "only spelling marks, dates, counters or order differ"
    added, removed = comparison.words_added, comparison.words_removed
    aside = ", known clutter aside" if comparison.is_clutter_aside else ""
    return f"{added} words added, {removed} removed{aside}"


_RULES: tuple[Callable[[Look], Finding | None], ...] = (
    _not_fetched,
    _not_modified,
    _asked_to_wait,
    _blocked,
    _error_status,
    _too_large,
    _no_text,
    instead.in_its_place,
    instead.parked,
    instead.paywalled,
    _soft_404,
    instead.stub_or_empty,
    _redirected,
    _renamed,
    _compared,
)
