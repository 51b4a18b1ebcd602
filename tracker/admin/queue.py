"""The queue of review items through the filters that an address names.

The same address filters the desk, names the next item after a decision, and can be sent
to a colleague.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.http import QueryDict

from tracker.models import ClaimTopic, ReviewItem, Topic
from tracker.models.review import ReviewItemQuerySet
from tracker.review.reach import standing_on
from tracker.rules.vocabulary import ReviewKind, Urgency
from tracker.rules.wording import label_of

WHOSE = {"all": "All", "mine": "Mine", "nobody": "Nobody's", "waiting": "Waiting"}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is asked for; empty is everything that is in the queue."""

    whose: str = ""
    urgency: str = ""
    kind: str = ""
    topic: str = ""

    @property
    def query(self) -> str:
        """The part of an address that asks for the same, with its question mark."""
        asked = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    query: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Choices:
    """`kept` are the other filters that the topic's form carries along."""

    whose: tuple[Choice, ...]
    urgency: tuple[Choice, ...]
    kind: tuple[Choice, ...]
    topics: tuple[tuple[str, str, bool], ...]
    kept: tuple[tuple[str, str], ...]
    is_filtered: bool


def filters_of(asked: QueryDict) -> Filters:
    """The filters that an address names; what is no filter counts as none."""
    known = {
        "whose": [name for name in WHOSE if name != "all"],
        "urgency": [str(word.value) for word in Urgency],
        "kind": [word.value for word in ReviewKind],
    }
    found = {
        name: value
        for name, values in known.items()
        if (value := asked.get(name, "")) in values
    }
    return Filters(**found, topic=asked.get("topic", "")[:80])


def queue(
    filters: Filters, user: User | AnonymousUser, now: datetime
) -> ReviewItemQuerySet:
    """The items that the filters leave, the most urgent first."""
    items: ReviewItemQuerySet = ReviewItem.objects.all()
    is_waiting = filters.whose == "waiting"
    rows = items.waiting(now) if is_waiting else items.queued(now)
    if filters.whose == "mine":
        rows = rows.filter(assignee=user.pk)
    if filters.whose == "nobody":
        rows = rows.filter(assignee=None)
    if filters.urgency:
        rows = rows.filter(urgency=int(filters.urgency))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.topic:
        rows = of_topic(rows, filters.topic)
    return rows.most_urgent_first()


def of_topic(rows: ReviewItemQuerySet, slug: str) -> ReviewItemQuerySet:
    """Items about claims of a topic, or about pages that such claims quote."""
    later = ClaimTopic.objects.filter(
        claim=OuterRef("claim"), topic=OuterRef("topic"), pk__gt=OuterRef("pk")
    )
    held = ClaimTopic.objects.filter(~Exists(later), topic__slug=slug, is_ended=False)
    claims = held.values("claim")
    quoting = standing_on(OuterRef("source")).filter(claim__in=claims)
    return rows.filter(
        Q(claim__in=claims) | Q(claim=None, citation=None) & Exists(quoting)
    )


def choices(filters: Filters, user: User | AnonymousUser, now: datetime) -> Choices:
    """Every filter with the number of items behind it, counted in one query."""
    tally = _tally(user, now)
    shown = [one for one in tally if one.is_in(filters.whose)]
    return Choices(
        whose=tuple(
            Choice(
                query=replace(filters, whose=name.replace("all", "")).query or "?",
                label=label,
                count=sum(one.items for one in tally if one.is_in(name)),
                is_chosen=(filters.whose or "all") == name,
            )
            for name, label in WHOSE.items()
        ),
        urgency=tuple(
            _choice(filters, "urgency", str(word.value), label_of(word), shown)
            for word in reversed(Urgency)
        ),
        kind=tuple(
            _choice(filters, "kind", word.value, label_of(word), shown)
            for word in ReviewKind
        ),
        topics=tuple(
            (topic.slug, str(topic), topic.slug == filters.topic)
            for topic in Topic.objects.order_by("slug")
        ),
        kept=tuple(
            (name, value)
            for name, value in vars(filters).items()
            if value and name != "topic"
        ),
        is_filtered=filters != Filters(),
    )


@dataclass(frozen=True)
class Tally:
    """How many open items are alike in all that a filter may ask for."""

    urgency: str
    kind: str
    whose: str
    is_waiting: bool
    items: int

    def is_in(self, whose: str) -> bool:
        if whose == "waiting" or self.is_waiting:
            return whose == "waiting" and self.is_waiting
        return whose in ("", "all", self.whose)


def _tally(user: User | AnonymousUser, now: datetime) -> list[Tally]:
    hers = Case(
        When(assignee=user.pk, then=Value("mine")),
        When(assignee=None, then=Value("nobody")),
        default=Value("another's"),
    )
    put_off = Q(wait_until__gt=now, wait_until__isnull=False)
    rows = (
        ReviewItem.objects.open()
        .annotate(whose=hers, is_put_off=put_off)
        .order_by()
        .values_list("urgency", "kind", "whose", "is_put_off")
        .annotate(items=Count("pk"))
    )
    return [
        Tally(str(urgency), kind, whose, bool(is_put_off), items)
        for urgency, kind, whose, is_put_off, items in rows
    ]


def _choice(
    filters: Filters, name: str, value: str, label: str, shown: list[Tally]
) -> Choice:
    """One value of a filter; choosing it again lets it go."""
    is_chosen = getattr(filters, name) == value
    wanted = replace(filters, **{name: "" if is_chosen else value})
    count = sum(one.items for one in shown if getattr(one, name) == value)
    return Choice(
        query=wanted.query or "?", label=label, count=count, is_chosen=is_chosen
    )
