"""A check's story in words: what was asked, what was answered, when it goes on."""

from http import HTTPStatus

from tracker.models import Check
from tracker.rules.schedule import DueReason
from tracker.rules.vocabulary import CheckOutcome
from tracker.rules.wording import label_of


def tell_check(check: Check) -> tuple[str, ...]:
    """Sentences, in the order in which things happened."""
    return (
        f"Asked {check.started_at:%d %B %Y, %H:%M} UTC.",
        *_redirects(check),
        _answer(check),
        _outcome(check),
        *_changed(check),
        *_notice(check),
        *_next(check),
    )


def _redirects(check: Check) -> tuple[str, ...]:
    hops = [hop["location"] or "an address it did not give" for hop in check.redirects]
    return (f"It sent the check on to {', then '.join(hops)}.",) if hops else ()


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
    return f"Outcome: {words}: {check.reason}" if check.reason else f"Outcome: {words}."


def _changed(check: Check) -> tuple[str, ...]:
    if not (check.words_added or check.words_removed):
        return ()
    return (f"{check.words_added} words came, {check.words_removed} went.",)


def _notice(check: Check) -> tuple[str, ...]:
    if not check.correction_notice:
        return ()
    return (f"Correction notice: {check.correction_notice}",)


def _next(check: Check) -> tuple[str, ...]:
    if check.next_due_at is None:
        return ("It is not looked at again.",)
    return (
        f"Next look {check.next_due_at:%d %B %Y, %H:%M} UTC"
        f"{tell_reason(check.next_due_reason)}.",
    )


def tell_reason(reason: str) -> str:
    """Why a look is due when it is, after a colon; empty where nobody said."""
    if not reason:
        return ""
    known = {word.value: word for word in DueReason}
    words = label_of(known[reason]) if reason in known else reason
    return f": {words[:1].lower()}{words[1:]}"
