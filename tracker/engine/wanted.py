"""A look that a person waits for: whether its address may be asked at all, how far it
is, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.engine.addresses import Target
from tracker.engine.fetch import parse_allow
from tracker.engine.lease import ASKED_FOR, turn
from tracker.models import Check, Source
from tracker.rules.decision import READ
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome
from tracker.rules.wording import label_of

# A page that was read so lately need not be read again for a quotation.
FRESH = timedelta(hours=1)
# A worker that is there begins at once.
_PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`is_held`: it will not be there within seconds, whatever one waits."""

    words: str
    is_done: bool = False
    is_held: bool = False


def refuse_address(url: str, *, limits: Limits) -> str:
    """The address as it is kept. Raises an `EngineError` for one that is never asked.

    Where its name leads is found out by the look itself.
    """
    target, allow = Target(url), parse_allow(limits.fetch_allow)
    target.check_form(ports=limits.fetch_ports, allow=allow)
    if target.is_literal:
        target.check_address(target.host, allow=allow)
    return target.url


def is_fresh(source: Source, now: datetime) -> bool:
    """Whether the page was read a short time ago."""
    last = source.last_checked_at
    is_read = last is not None and source.failures == 0 and now - last < FRESH
    return is_read and source.snapshots.exists()


def progress(source: Source, *, since: int, now: datetime) -> Progress:
    """How far the look is that was asked for after so many looks; the source comes with
    its host."""
    checks = Check.objects.filter(source=source, seq__gt=since).order_by("-seq")
    if check := checks.first():
        return Progress(words=outcome_in_words(check), is_done=True)
    if source.lease_until is not None and source.lease_until >= now:
        return Progress(words="The page is being asked for now.")
    if source.due_at is None or source.priority < ASKED_FOR:
        return Progress(words="Nobody has asked for it. Press “Read”.", is_held=True)
    return _in_line(source, now)


def outcome_in_words(check: Check) -> str:
    """What came of a look, in one sentence."""
    label = label_of(CheckOutcome(check.outcome))
    why = f": {check.reason}" if check.reason else ""
    if check.outcome in READ:
        return f"The page was read and is archived. {label}{why}."
    return f"The page could not be read. {label}{why}."


def _in_line(source: Source, now: datetime) -> Progress:
    wait = turn(source.host, now)
    if wait is not None:
        return Progress(
            words="It is next in line, but the site has to be left alone until "
            f"{wait.until:%-d %B %Y, %H:%M:%S} UTC: {wait.reason}.",
            is_held=wait.until - now > _PATIENCE,
        )
    waited = now - (source.due_at or now)
    if waited < _PATIENCE:
        return Progress(words="It is first in line.")
    return Progress(
        words=f"No worker has taken it for {waited.total_seconds():.0f} seconds. It "
        "stays first in line; “The re-check” on the desk's front page says what is "
        "wrong.",
        is_held=True,
    )
