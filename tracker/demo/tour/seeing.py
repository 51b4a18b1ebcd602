"""How the tour looks: it waits for something to happen, or insists that it is so."""

import time
from collections.abc import Callable
from typing import TypeVar

from tracker.models import ReviewItem, Source
from tracker.rules.vocabulary import CheckOutcome, ReviewKind

Seen = TypeVar("Seen")

PATIENCE = 40.0
POLL = 0.1
NOTHING_NEW = frozenset({CheckOutcome.UNCHANGED, CheckOutcome.CHANGED_COSMETIC})


class NotSeen(Exception):
    """A step did not happen; the text says what was expected and what was seen."""


def wait_for(
    what: str,
    look: Callable[[], Seen | None],
    *,
    instead: Callable[[], str],
    patience: float = PATIENCE,
) -> Seen:
    """Look again and again until there is something to see; give up after a while."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if seen := look():
            return seen
        time.sleep(POLL)
    raise NotSeen(f"{what} within {patience:.0f} seconds; instead {instead()}")


def must(is_so: object, expected: str, *, instead: object) -> None:
    """A step that cannot wait: it is so now, or the tour ends."""
    if not is_so:
        raise NotSeen(f"{expected}; instead {instead}")


def item_about(source: Source, kind: ReviewKind) -> ReviewItem | None:
    """The open item of that kind about a source; never more than one a citation."""
    return ReviewItem.objects.open().filter(source=source, kind=kind).first()


def story_of(source: Source) -> str:
    """What the checks and the desk know of a source, in one line."""
    checks = [row.outcome for row in source.checks.order_by("-seq")[:4]]
    items = ReviewItem.objects.filter(source=source).values_list("kind", flat=True)
    return (
        f"the last checks of {source.url} came to {', '.join(checks) or 'nothing'}, "
        f"and its review items are: {', '.join(items) or 'none'}"
    )


def about(item: ReviewItem) -> str:
    """ "Words altered, unconfirmed, high"."""
    sure = "confirmed" if item.is_confirmed else "unconfirmed"
    return f"{item.get_kind_display()}, {sure}, {item.get_urgency_display().lower()}"


def shortened(text: str, width: int = 150) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"
