"""Name the outcome of a check: the first rule that fits.

Only an answer that shows the page itself may become a version of it. Everything else
(a challenge, a paywall, a redirect stub, an empty shell) keeps the last good version.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.engine import fingerprints
from tracker.engine.types import Comparison, Fetched, Finding, Problem, Text
from tracker.rules.vocabulary import ChangeKind, CheckOutcome
from tracker.text import words

Out = CheckOutcome

PAGE_SHOWN = frozenset(
    {Out.MOVED, Out.UNCHANGED, Out.CHANGED_COSMETIC, Out.CHANGED_MINOR, Out.CHANGED}
)
"""The outcomes in which the page itself was seen; only these judge a quote."""

NEW_VERSION = frozenset(
    {Out.MOVED, Out.CHANGED_COSMETIC, Out.CHANGED_MINOR, Out.CHANGED}
)
"""The outcomes whose text may be kept as a version of the page."""

_THIN = 200
_ONCE_FULL = 600
_PAYWALL_SHARE = 0.6
_SAME_PAGE = 0.8
_OTHER_PAGE = 0.2
_SIMILAR_SAMPLE = 60_000
_CHANGES = {
    ChangeKind.UNCHANGED: Out.UNCHANGED,
    ChangeKind.COSMETIC: Out.CHANGED_COSMETIC,
    ChangeKind.MINOR: Out.CHANGED_MINOR,
    ChangeKind.MEANINGFUL: Out.CHANGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that one look at a page brought.

    `old` is the last good text, `new` the text of this answer, or `problem` why there
    is none. `shared_target` says that other sources of the host were led to the same
    address.
    """

    fetched: Fetched
    old: Text | None = None
    new: Text | None = None
    comparison: Comparison | None = None
    problem: Problem | None = None
    shared_target: bool = False


def decide(look: Look) -> Finding:
    """The outcome of a check and the sentence that says why."""
    for rule in _RULES:
        if finding := rule(look):
            return finding
    return Finding(Out.UNCHANGED, "first look at this page")


def similarity(one: str, other: str) -> float:
    """The share of neighbouring word pairs that two texts have in common.

    Two unrelated texts of one language share single words, but few pairs; paragraphs
    in another order share nearly all.
    """
    first, second = _word_pairs(one), _word_pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _word_pairs(text: str) -> Counter[tuple[str, str]]:
    spoken = [word.casefold() for word in words(text[:_SIMILAR_SAMPLE])]
    return (
        Counter(zip(["", *spoken], [*spoken, ""], strict=True)) if spoken else Counter()
    )


def _not_fetched(look: Look) -> Finding | None:
    problem = look.fetched.problem
    return Finding(problem.outcome, problem.reason) if problem else None


def _not_modified(look: Look) -> Finding | None:
    if look.fetched.status != 304:
        return None
    return Finding(Out.UNCHANGED, "the site says that nothing changed")


def _asked_to_wait(look: Look) -> Finding | None:
    status = look.fetched.status
    waits = status in (403, 503) and look.fetched.header("retry-after")
    if status == 429 or waits:
        return Finding(Out.RATE_LIMITED, f"the site asks for a pause (HTTP {status})")
    return None


def _blocked(look: Look) -> Finding | None:
    status = look.fetched.status
    if status == 451 and not fingerprints.is_geo_block(look.new):
        return Finding(Out.LEGAL_BLOCK, "withheld for legal reasons (HTTP 451)")
    if fingerprints.is_challenge(look.fetched, look.new):
        return Finding(Out.BLOCKED, "challenge: the site asks for proof of a human")
    if status == 401:
        return Finding(Out.BLOCKED, "login: the site asks for a password (HTTP 401)")
    if status == 451 or (status == 403 and fingerprints.is_geo_block(look.new)):
        return Finding(Out.BLOCKED, f"geo: not shown in our country (HTTP {status})")
    if status in (403, 406):
        return Finding(Out.BLOCKED, f"forbidden: the site refuses us (HTTP {status})")
    return None


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
    if look.new is None:
        return Finding(Out.EXTRACT_FAILED, "no text was extracted")
    return None


def _closed_or_deleted(look: Look) -> Finding | None:
    new = _text(look)
    if new.signals.deleted:
        return Finding(Out.GONE, "the post was deleted; its channel still answers")
    if fingerprints.asks_for_login(look.fetched, new):
        return Finding(Out.BLOCKED, "login: shown only to those who sign in")
    if len(new.full) < _THIN and fingerprints.is_geo_block(new):
        return Finding(Out.BLOCKED, "geo: not shown in our country")
    return None


def _parked(look: Look) -> Finding | None:
    new, old = _text(look), look.old
    if not fingerprints.is_parked(look.fetched, new):
        return None
    if old and similarity(old.article, new.article) >= _OTHER_PAGE:
        return None
    return Finding(Out.DOMAIN_PARKED, "the domain is parked or for sale")


def _paywalled(look: Look) -> Finding | None:
    new, old = _text(look), look.old
    if new.signals.free is not False or old is None:
        return None
    if len(new.article) < _PAYWALL_SHARE * len(old.article):
        return Finding(Out.PAYWALLED, "the page says it is not free, and shows less")
    return None


def _soft_404(look: Look) -> Finding | None:
    """Two signs of a page that is missing, though the status says it is there."""
    new, old = _text(look), look.old
    signs = []
    if fingerprints.says_not_found(look.fetched, new):
        signs.append("its title or address says so")
    if look.fetched.redirects and _leads_up(look.fetched):
        signs.append("it leads to the front page")
    if look.shared_target:
        signs.append("other pages lead to the same place")
    if _points_to_root(look.fetched, new):
        signs.append("it names the front page as its own address")
    if old and signs and similarity(old.article, new.article) < _OTHER_PAGE:
        signs.append("its text is another one")
    if len(signs) < 2 and not (signs and old is None and len(new.full) < _ONCE_FULL):
        return None
    return Finding(
        Out.SOFT_404, "answers as if it were there, but " + " and ".join(signs)
    )


def _stub_or_empty(look: Look) -> Finding | None:
    new, old = _text(look), look.old
    was_full = old is not None and len(old.full) > _ONCE_FULL
    if fingerprints.is_stub(new) and (old is None or was_full):
        return Finding(
            Out.EXTRACT_EMPTY, "the capture failed: a stub that leads elsewhere"
        )
    if len(new.full) < _THIN and (was_full or not new.full):
        if new.signals.needs_script:
            return Finding(
                Out.JS_REQUIRED, "the page shows its text only with JavaScript"
            )
        return Finding(Out.EXTRACT_EMPTY, "the page came without its text")
    return None


def _redirected(look: Look) -> Finding | None:
    """A page that answers from another place: moved, or not the page any more."""
    hops = look.fetched.redirects
    if not hops or look.old is None or _differs_only_in_form(look.fetched):
        return None
    new = _text(look)
    if similarity(look.old.article, new.article) < _SAME_PAGE:
        return Finding(Out.REDIRECTED_ELSEWHERE, f"leads to {look.fetched.final_url}")
    if all(hop.is_permanent for hop in hops):
        return Finding(
            Out.MOVED,
            f"moved to {look.fetched.final_url}",
            proposed_url=look.fetched.final_url,
        )
    return None


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


def _text(look: Look) -> Text:
    """The new text; the rule `_no_text` has answered for a look without one."""
    if look.new is None:
        raise ValueError("this rule needs a text")
    return look.new


def _leads_up(fetched: Fetched) -> bool:
    """Whether a deep address was led to the front page or to a section."""
    asked = [part for part in urlsplit(fetched.requested_url).path.split("/") if part]
    final = [part for part in urlsplit(fetched.final_url).path.split("/") if part]
    return len(final) <= 1 and len(final) < len(asked)


def _points_to_root(fetched: Fetched, text: Text) -> bool:
    canonical = text.signals.canonical
    if not canonical:
        return False
    is_root = urlsplit(canonical).path in ("", "/")
    return is_root and urlsplit(fetched.requested_url).path not in ("", "/")


def _differs_only_in_form(fetched: Fetched) -> bool:
    """http to https, with or without www or a final slash: the same address."""

    def plain(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return fingerprints.host_of(url), parts.path.rstrip("/"), parts.query

    return plain(fetched.requested_url) == plain(fetched.final_url)


_RULES: tuple[Callable[[Look], Finding | None], ...] = (
    _not_fetched,
    _not_modified,
    _asked_to_wait,
    _blocked,
    _error_status,
    _too_large,
    _no_text,
    _closed_or_deleted,
    _parked,
    _paywalled,
    _soft_404,
    _stub_or_empty,
    _redirected,
    _compared,
)
