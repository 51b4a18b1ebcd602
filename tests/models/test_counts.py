"""Counts of a list that are kept are the counts that would be made now."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests.factories import move_claim
from tests.models.test_cards import World, questions
from tracker.models import found
from tracker.models.cards import fold, refresh
from tracker.models.found import find
from tracker.rules.asked import Asked, read
from tracker.rules.facets import Facet
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db(transaction=True)

DENIED = read({"status": ["denied"]})


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    found._kept.cache_clear()
    yield
    found._kept.cache_clear()


def counts(asked: Asked) -> Mapping[Facet, int]:
    return find(asked, size=5).counts


def counted_now(asked: Asked) -> Mapping[Facet, int]:
    """As nobody kept them: inside a transaction none are."""
    with transaction.atomic():
        return counts(asked)


def is_counted(asked: Asked) -> bool:
    """Whether the database is asked for the counts."""
    with CaptureQueriesContext(connection) as asking:
        counts(asked)
    return any("unnest(facets)" in query["sql"] for query in asking)


def test_what_nobody_changed_is_counted_once() -> None:
    claim = make.add_claim("one")
    make.add_status(claim, Status.DENIED, at=timezone.now())

    assert [is_counted(DENIED) for _ in range(3)] == [True, False, False]


def test_all_pages_and_sorts_of_a_list_share_its_counts() -> None:
    for number in range(8):
        claim = make.add_claim(f"c{number}")
        make.add_status(claim, Status.DENIED, at=timezone.now())
    first = find(DENIED, size=5)
    assert first.later is not None
    later = first.later.asked

    for asked in ({"sort": ["oldest"]}, {name: [key] for name, key in later.items()}):
        assert not is_counted(read({"status": ["denied"], **asked}))


def test_each_list_has_counts_of_its_own() -> None:
    kept = [counts(asked) for asked in questions()]

    assert kept == [counted_now(asked) for asked in questions()]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written_is_counted_by_the_next_list(seed: int) -> None:
    world = World(seed)
    for _ in range(25):
        world.grow(timezone.now())
        for asked in questions():
            assert counts(asked) == counted_now(asked)


def test_what_leaves_the_readers_is_counted_no_more() -> None:
    claim = make.add_claim("one")
    make.add_status(claim, Status.DENIED, at=timezone.now())
    assert counts(DENIED)

    move_claim(claim, WorkflowState.DRAFT, at=timezone.now())

    assert not counts(DENIED)


def test_adding_changes_to_the_counts_of_all_changes_none_of_them() -> None:
    claim = make.add_claim("one")
    make.add_status(claim, Status.DENIED, at=timezone.now())
    refresh()
    before = counts(DENIED)

    fold()

    assert not is_counted(DENIED)
    assert counts(DENIED) == before == counted_now(DENIED)


def test_what_is_written_and_taken_back_is_not_kept() -> None:
    claim = make.add_claim("one")
    make.add_status(claim, Status.DENIED, at=timezone.now())
    before = counts(DENIED)

    with transaction.atomic():
        make.add_status(claim, Status.FALSE, at=timezone.now())
        connection.check_constraints()
        inside = counts(DENIED)
        transaction.set_rollback(True)

    assert inside != before
    assert counts(DENIED) == before == counted_now(DENIED)
