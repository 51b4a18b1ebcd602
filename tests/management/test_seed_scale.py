"""A desk of any size, drawn from a seed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from tests.factories import add_claim
from tracker.management.scale.sizes import sizes_for
from tracker.models import (
    Citation,
    Claim,
    ClaimCard,
    ClaimLine,
    ClaimVersion,
    ClaimWording,
    EvidenceTurn,
    Position,
    ReviewItem,
)
from tracker.review.rows import at

pytestmark = pytest.mark.django_db(transaction=True)


def seed(claims: int = 120, **options: object) -> str:
    out = StringIO()
    call_command("seed_scale", claims=claims, stdout=out, **options)
    return out.getvalue()


def test_a_desk_has_the_sizes_that_were_asked_for() -> None:
    told = seed(open_items=30, citations=200)

    assert Claim.objects.count() == 120
    assert Position.objects.filter(corrects=None).count() == 600
    assert Citation.objects.count() == 200
    assert ReviewItem.objects.open().count() == 30
    assert "positions: 600 of 600 (100 %)" in told


def test_most_claims_are_published_and_a_few_are_busy() -> None:
    seed()

    published = Claim.objects.published(at(timezone.now())).count()
    numbers = Position.objects.values("claim").annotate(number=Count("pk"))
    busiest = max(numbers.values_list("number", flat=True))

    assert published >= 90
    assert busiest >= 15


def test_the_same_seed_draws_the_same_words() -> None:
    seed(seed=7)
    first = list(ClaimWording.objects.order_by("pk").values_list("statement"))
    seed(seed=7, add=True)
    both = list(ClaimWording.objects.order_by("pk").values_list("statement"))

    assert both == first + first


def test_a_database_with_claims_is_left_alone() -> None:
    add_claim()

    with pytest.raises(CommandError, match="--add"):
        seed()

    assert Claim.objects.count() == 1


def test_rows_can_be_added_beside_others_by_hand_afterwards() -> None:
    seed()

    assert add_claim().pk > Claim.objects.order_by("-pk")[1].pk


@pytest.mark.parametrize("quick", [False, True])
def test_readers_find_the_claims(client: Client, quick: bool) -> None:
    seed(claims=20, quick=quick)

    assert "on day" in client.get("/claims/").content.decode()


def test_a_quick_seed_keeps_what_triggers_would_have_kept() -> None:
    seed(quick=True)
    quick = what_triggers_keep()
    seed(add=True)

    assert quick[0]
    assert what_triggers_keep() == tuple(2 * number for number in quick)


def what_triggers_keep() -> tuple[int, ...]:
    tables = (ClaimLine, ClaimVersion, ClaimCard, EvidenceTurn)
    return tuple(table._default_manager.count() for table in tables)


def test_a_million_claims_keep_the_proportions() -> None:
    sizes = sizes_for(1_000_000, parties=500)

    assert (sizes.positions, sizes.open_items) == (5_000_000, 100_000)
    assert sizes.parties == 500
