"""The steps in which the workers begin, the press changes its pages, and one dies."""

import os
import signal
import time
from collections import Counter
from datetime import UTC, datetime

from tracker.demo import loading
from tracker.demo.captures import address_of
from tracker.demo.desk import SOURCES
from tracker.demo.timetable import LAST_STEP
from tracker.demo.tour.seeing import (
    NOTHING_NEW,
    POLL,
    NotSeen,
    must,
    wait_for,
)
from tracker.demo.tour.state import Tour, turn_to
from tracker.models import (
    Check,
    Citation,
    Claim,
    Party,
    ReviewItem,
    Source,
)
from tracker.rules.vocabulary import (
    ReviewKind,
)


def desk_is_loaded(tour: Tour) -> list[str]:
    """The demo desk goes into an empty database."""
    must(loading.is_empty(), "an empty desk", instead="it has claims already")
    loading.load(origins=tour.origins, say=lambda _: None)
    for row in SOURCES:
        url = address_of(row.article, tour.origins)
        tour.sources[row.article] = Source.objects.get(url=url)
    count = {t.__name__: t._default_manager.count() for t in (Claim, Party, Citation)}
    return [
        f"{count['Claim']} claims, {count['Party']} parties, {len(SOURCES)} sources "
        f"and {count['Citation']} citations, recorded as of February to April 2025",
    ]


def first_look_finds_nothing(tour: Tour) -> list[str]:
    """Every page is fetched once, and nothing that matters has changed."""
    waiting = Source.objects.filter(check_seq=0)
    wait_for(
        "a first check of every source",
        lambda: not waiting.exists(),
        instead=lambda: f"{waiting.count()} sources have no check yet",
    )
    pages = Check.objects.filter(seq=1, source__in=tour.sources.values())
    came_to = Counter(pages.values_list("outcome", flat=True))
    wrong = [row for row in pages if row.outcome not in NOTHING_NEW]
    must(
        not wrong,
        "pages that stand as they were quoted",
        instead="; ".join(f"{row.source.url}: {row.outcome}" for row in wrong),
    )
    items = ReviewItem.objects.open().exclude(kind=ReviewKind.INQUIRY_OVERDUE)
    must(not items.exists(), "no finding", instead=", ".join(map(str, items)))
    words = ", ".join(f"{number} {outcome}" for outcome, number in came_to.items())
    return [f"{pages.count()} pages: {words}; every quoted word stands, no finding"]


def worker_is_killed(tour: Tour) -> list[str]:
    """The press changes five more pages; the worker dies while it looks at them."""
    tour.changed_at = datetime.now(UTC)
    turn_to(tour, LAST_STEP)
    deadline = time.monotonic() + 20
    while not tour.in_flight:
        if time.monotonic() > deadline:
            raise NotSeen("a check in flight; instead the worker had none")
        # Held still, it cannot finish between our look and the blow.
        os.killpg(tour.worker, signal.SIGSTOP)
        begun = Source.objects.filter(lease_token__isnull=False)
        tour.in_flight = dict(begun.values_list("pk", "check_seq"))
        os.killpg(tour.worker, signal.SIGKILL if tour.in_flight else signal.SIGCONT)
        time.sleep(POLL / 10)
    number = len(tour.in_flight)
    return [
        "all seven changes of the timetable are out now",
        f"killed with -9 while {number} check{'s were' if number > 1 else ' was'} "
        "under way; its keeper starts another worker",
    ]


def nothing_is_lost_or_doubled(tour: Tour) -> list[str]:
    """Every source that was under way is looked at again; no look is there twice."""
    for pk, seq in tour.in_flight.items():
        again = Source.objects.filter(pk=pk, check_seq__gt=seq)
        wait_for(
            "a check of every source that was under way when the worker died",
            again.exists,
            instead=lambda: "one was not looked at again",
        )
    wrong = [
        source.url
        for source in Source.objects.all()
        if not is_whole(numbers_of(source))
    ]
    must(not wrong, "checks numbered 1, 2, 3, ... for each source", instead=wrong)
    return [
        f"{Check.objects.count()} checks of {Source.objects.count()} sources: each "
        "source's are numbered without a gap and without a double",
    ]


def is_whole(numbers: list[int]) -> bool:
    """Whether checks are numbered 1 to n, without a gap and without a double."""
    return numbers == list(range(1, len(numbers) + 1))


def numbers_of(source: Source) -> list[int]:
    """The numbers of a source's checks, read at once: the workers go on."""
    return list(source.checks.order_by("seq").values_list("seq", flat=True))
