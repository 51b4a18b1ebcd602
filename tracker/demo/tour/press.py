"""The steps in which the press changes its pages and the desk is told."""

import os
import signal
import time
from collections import Counter
from datetime import UTC, datetime

import httpx

from tracker.demo import loading
from tracker.demo.captures import address_of
from tracker.demo.desk import SOURCES
from tracker.demo.press import STEP_PATH
from tracker.demo.timetable import LAST_STEP
from tracker.demo.tour.seeing import (
    POLL,
    NotSeen,
    item_about,
    must,
    story_of,
    wait_for,
)
from tracker.demo.tour.state import Tour
from tracker.models import (
    Check,
    Citation,
    CitationCheck,
    Claim,
    Party,
    ReviewItem,
    Source,
)
from tracker.rules.vocabulary import (
    CheckOutcome,
    CitationState,
    ReviewKind,
    SourceState,
    Urgency,
)

SOFTENED = "lantern/captured"
DELETED = "gazette/belgorod"
MOVED = "lantern/belgorod"
CORRECTED = "wire/no-basis"
CLUTTERED = "herald/kursk"
EDITED_POST = "channel/1285"
FINDINGS = {
    ReviewKind.WORDS_ALTERED: 2,
    ReviewKind.PAGE_GONE: 1,
    ReviewKind.PAGE_MOVED: 1,
    ReviewKind.CORRECTION_NOTICE: 1,
    ReviewKind.ANSWER_FOUND: 1,
}
NOTHING_NEW = frozenset({CheckOutcome.UNCHANGED, CheckOutcome.CHANGED_COSMETIC})


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


def softened_words_are_found(tour: Tour) -> list[str]:
    """A quoted sentence is softened: an item opens at once, unconfirmed."""
    turn_to(tour, 1)
    source = tour.sources[SOFTENED]
    item = wait_for(
        "an item “words altered”",
        lambda: item_about(source, ReviewKind.WORDS_ALTERED),
        instead=lambda: story_of(source),
    )
    must(not item.is_confirmed, "an unconfirmed item", instead="it is confirmed")
    tour.softened = item.pk
    return [
        f"was: {item.before}",
        f"is:  {item.after}",
        f"one review item: {about(item)}",
    ]


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
        begun = Source.objects.filter(started_at__isnull=False)
        tour.in_flight = dict(begun.values_list("pk", "check_seq"))
        os.killpg(tour.worker, signal.SIGKILL if tour.in_flight else signal.SIGCONT)
        time.sleep(POLL / 10)
    number = len(tour.in_flight)
    return [
        "all seven changes of the timetable are out now",
        f"killed with -9 while {number} check{'s were' if number > 1 else ' was'} "
        "under way; its keeper starts another worker",
    ]


def second_look_confirms(tour: Tour) -> list[str]:
    """A second look sees the same softened words: the item rises, and stays one."""
    item = wait_for(
        "a confirmed item",
        ReviewItem.objects.open().filter(pk=tour.softened, is_confirmed=True).first,
        instead=lambda: story_of(tour.sources[SOFTENED]),
    )
    must(
        item.urgency == Urgency.URGENT,
        "an urgent item",
        instead=item.get_urgency_display(),
    )
    same = ReviewItem.objects.filter(citation=item.citation_id, kind=item.kind)
    must(same.count() == 1, "one item for one finding", instead=same.count())
    return [f"the same item, not another one: {about(item)}"]


def deleted_page_is_suspected(tour: Tour) -> list[str]:
    """A 404 makes the page suspect; nobody says that its words are gone."""
    turn_to(tour, 2)
    source = tour.sources[DELETED]
    item = wait_for(
        "an item “page gone”",
        lambda: item_about(source, ReviewKind.PAGE_GONE),
        instead=lambda: story_of(source),
    )
    false_alarm = ReviewItem.objects.filter(kind=ReviewKind.WORDS_GONE)
    must(not false_alarm.exists(), "no alarm about words", instead="there is one")
    latest = CitationCheck.objects.filter(citation__source=source).order_by("-pk")[0]
    must(
        latest.state == CitationState.UNCHECKABLE,
        "a quotation that cannot be checked now",
        instead=latest.state,
    )
    return [
        f"{source.url} answers 404",
        f"{about(item)}; the quotation counts on, from its snapshot",
    ]


def deleted_page_is_dead(tour: Tour) -> list[str]:
    """After the last look of the row, the suspicion is a finding."""
    source = tour.sources[DELETED]
    item = wait_for(
        "a confirmed item “page gone”",
        ReviewItem.objects.open()
        .filter(source=source, kind=ReviewKind.PAGE_GONE, is_confirmed=True)
        .first,
        instead=lambda: story_of(source),
    )
    source.refresh_from_db()
    must(source.state == SourceState.DEAD, "a dead source", instead=source.state)
    looks = source.checks.filter(outcome=CheckOutcome.NOT_FOUND).count()
    return [f"404 at {looks} looks in a row; the same item: {about(item)}"]


def moved_page_is_followed(tour: Tour) -> list[str]:
    source = tour.sources[MOVED]
    item = wait_for(
        "an item “page moved”",
        lambda: item_about(source, ReviewKind.PAGE_MOVED),
        instead=lambda: story_of(source),
    )
    must("/archive/" in item.after, "the new address", instead=item.after)
    return [f"from {item.before}", f"to   {item.after}", about(item)]


def correction_is_raised(tour: Tour) -> list[str]:
    source = tour.sources[CORRECTED]
    item = wait_for(
        "an item “correction notice”",
        lambda: item_about(source, ReviewKind.CORRECTION_NOTICE),
        instead=lambda: story_of(source),
    )
    must("Correction" in item.after, "the notice's words", instead=item.after)
    return [f"“{shortened(item.after)}”", about(item)]


def clutter_is_ignored(tour: Tour) -> list[str]:
    """Advertising, counters and the date of the update change, and nobody is told."""
    source = tour.sources[CLUTTERED]
    since = source.checks.filter(started_at__gt=tour.changed_at)
    wait_for(
        "two more looks at the page",
        lambda: since.count() >= 2,
        instead=lambda: story_of(source),
    )
    outcomes = set(since.values_list("outcome", flat=True))
    must(outcomes <= NOTHING_NEW, "nothing new in its text", instead=outcomes)
    items = ReviewItem.objects.filter(source=source)
    must(not items.exists(), "no review item", instead=story_of(source))
    words = " and ".join(sorted(outcomes))
    return [f"looked at {since.count()} times since: {words}; no review item"]


def edited_post_is_found(tour: Tour) -> list[str]:
    source = tour.sources[EDITED_POST]
    item = wait_for(
        "an item “words altered”",
        lambda: item_about(source, ReviewKind.WORDS_ALTERED),
        instead=lambda: story_of(source),
    )
    return [f"was: {item.before}", f"is:  {item.after}", about(item)]


def answer_is_found(tour: Tour) -> list[str]:
    """The party that was silent for months speaks, on a channel that is watched."""
    found = ReviewItem.objects.open().filter(
        kind=ReviewKind.ANSWER_FOUND, party__slug="pyongyang"
    )
    item = wait_for(
        "an item “answer found” for Pyongyang",
        found.first,
        instead=lambda: (
            f"the open items are {', '.join(map(about, ReviewItem.objects.open()))}"
        ),
    )
    tour.answer = item.pk
    return [f"“{shortened(item.after)}”", f"{about(item)}, on the claim {item.claim}"]


def nothing_else_is_reported(tour: Tour) -> list[str]:
    """Six findings for seven changes, and no false alarm about the other pages."""
    items = ReviewItem.objects.open().exclude(kind=ReviewKind.INQUIRY_OVERDUE)
    found = Counter(items.values_list("kind", flat=True))
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(found.items()))
    must(found == Counter(FINDINGS), "six findings and no other", instead=told)
    quiet = Source.objects.exclude(pk__in=items.values("source"))
    looks = Check.objects.filter(source__in=quiet).count()
    return [
        f"{told}",
        f"{looks} looks at the other {quiet.count()} sources, and not one alarm",
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
    wrong = [source.url for source in Source.objects.all() if not is_whole(source)]
    must(not wrong, "checks numbered 1, 2, 3, ... for each source", instead=wrong)
    return [
        f"{Check.objects.count()} checks of {Source.objects.count()} sources: each "
        "source's are numbered without a gap and without a double",
    ]


def is_whole(source: Source) -> bool:
    """Whether a source's checks are 1 to n; read at once, as the workers go on."""
    numbers = list(source.checks.order_by("seq").values_list("seq", flat=True))
    return numbers == list(range(1, len(numbers) + 1))


def turn_to(tour: Tour, step: int) -> None:
    """Have the press go on to a step of its timetable."""
    address = f"{tour.origins['lantern']}{STEP_PATH}?to={step}"
    answer = httpx.post(address, trust_env=False).raise_for_status().json()
    must(answer["step"] >= step, f"the press at step {step}", instead=answer)


def about(item: ReviewItem) -> str:
    """ "Words altered, unconfirmed, high"."""
    sure = "confirmed" if item.is_confirmed else "unconfirmed"
    return f"{item.get_kind_display()}, {sure}, {item.get_urgency_display().lower()}"


def shortened(text: str, width: int = 150) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"
