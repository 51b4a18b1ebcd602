"""The latest changes are the same however their streams are read."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.models.test_cards import World
from tracker.models import Claim, changes
from tracker.models.among import EVERYTHING, Among, has_part
from tracker.models.changes import Key, Span, latest
from tracker.models.streams import CORRECTIONS, COUNTING, EVERY, claim_of, fullest_first
from tracker.rules.facts import Moment

pytestmark = pytest.mark.django_db

LISTS = (EVERY, COUNTING, CORRECTIONS)


@pytest.fixture
def world() -> World:
    """Many things happen, some of them at the same moment."""
    world, begin = World(3), timezone.now() - timedelta(days=1)
    for number in range(90):
        world.grow(begin + timedelta(minutes=number // 3))
    return world


def keys(streams: Iterable[str], span: Span) -> list[Key]:
    return [key for key, _row in latest(streams, span)]


def one_by_one(streams: Iterable[str], span: Span) -> list[Key]:
    """As if no stream knew of another."""
    each = [key for name in streams for key in keys([name], span)]
    return sorted(each, reverse=True)[: span.most]


def amongs(world: World, moment: Moment) -> tuple[Among, ...]:
    party = [world.parties[3].pk]  # it has a part in some of the claims
    return (
        EVERYTHING,
        Among(narrow=lambda rows, path: rows.filter(has_part(party, moment, path))),
        Among(claims=frozenset(claim.pk for claim in world.claims[:3])),
    )


@pytest.mark.parametrize("stretch", [1, 3, 200])
def test_what_one_stream_has_ends_the_others_where_it_may(
    world: World, stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    moment = Moment(as_of=now, known_at=now)
    spans = [
        Span(moment=moment, now=now, most=most, among=among)
        for most in (1, 4, 30)
        for among in amongs(world, moment)
    ]
    whole = [one_by_one(streams, span) for streams in LISTS for span in spans]
    assert any(len(found) == 30 for found in whole)

    monkeypatch.setattr(changes, "STRETCH", stretch)
    monkeypatch.setattr(changes, "EACH", 4 * stretch)

    assert [keys(streams, span) for streams in LISTS for span in spans] == whole


@pytest.mark.parametrize("each", [0, 2000])
def test_only_changes_of_the_claims_that_are_asked_for_are_told(
    world: World, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    moment = Moment(as_of=now, known_at=now)
    monkeypatch.setattr(changes, "EACH", each)
    whole = latest(EVERY, Span(moment=moment, now=now, most=1000))
    for among in amongs(world, moment):
        claims = set(among.of(Claim.objects.all(), "pk").values_list("pk", flat=True))
        wanted = [key for key, row in whole if claim_of(row) in claims]
        span = Span(moment=moment, now=now, most=1000, among=among)

        assert keys(EVERY, span) == wanted
        assert among is EVERYTHING or 0 < len(wanted) < len(whole)


def test_pages_of_changes_follow_each_other_without_a_gap(world: World) -> None:
    now = timezone.now()
    span = Span(moment=Moment(as_of=now, known_at=now), now=now, most=1000)
    whole = keys(EVERY, span)
    assert len(whole) > 40

    paged: list[Key] = []
    while page := keys(
        EVERY,
        Span(
            moment=span.moment,
            now=now,
            most=7,
            before=paged[-1] if paged else None,
        ),
    ):
        paged += page

    assert paged == whole


def test_each_stream_that_is_asked_for_is_read_once() -> None:
    for streams in LISTS:
        assert sorted(fullest_first(streams)) == sorted(streams)
