"""What the desk is told about each change, and what it is rightly not told."""

from collections import Counter

from tracker.demo.tour.seeing import (
    NOTHING_NEW,
    about,
    item_about,
    must,
    shortened,
    story_of,
    wait_for,
)
from tracker.demo.tour.state import Tour, turn_to
from tracker.models import (
    Check,
    CitationCheck,
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
