"""Two people who merge at one moment: one comes first, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import add_claim, add_party, add_position, day
from tracker.models import Claim, Position
from tracker.review.errors import Refused
from tracker.review.merging import merge
from tracker.review.splitting import Dealt, move_facts

pytestmark = pytest.mark.django_db(transaction=True)


def both(*deeds: Callable[[], object]) -> list[str]:
    """What came of deeds that begin together: nothing, or the refusal's words."""
    start = Barrier(len(deeds), timeout=30)

    def run(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            deed()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def unite(one: Claim, into: Claim) -> Callable[[], object]:
    return lambda: merge(one, into, reason="The same.", by=None, now=timezone.now())


@pytest.fixture
def pair() -> tuple[Claim, Claim]:
    party, pair = add_party(), (add_claim(), add_claim())
    for claim in pair:
        for number in range(1, 6):
            add_position(claim, party, at=day(number))
    return pair


def standing() -> dict[int, int]:
    rows = Position.objects.filter(corrected_by=None)
    found: dict[int, int] = {}
    for row in rows:
        found[row.claim_id] = found.get(row.claim_id, 0) + 1
    return found


@pytest.mark.parametrize("is_crossed", [False, True])
def test_of_two_merges_one_is_refused_and_no_row_is_twice(
    pair: tuple[Claim, Claim], is_crossed: bool
) -> None:
    one, other = pair
    second = unite(other, one) if is_crossed else unite(one, other)

    done, refused = both(unite(one, other), second)

    assert done == ""
    assert "merged into" in refused
    assert list(standing().values()) == [10]


def test_a_merge_and_a_split_of_the_same_rows_agree(pair: tuple[Claim, Claim]) -> None:
    one, other = pair
    third, row = add_claim(), one.positions.first()
    assert row is not None
    dealt = Dealt(positions=[row.pk])

    both(
        unite(one, other),
        lambda: move_facts(
            one, third, dealt=dealt, reason="Two.", by=None, now=timezone.now()
        ),
    )

    assert sum(standing().values()) == 10
