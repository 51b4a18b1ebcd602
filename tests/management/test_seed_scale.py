"""A desk of any size, drawn from a seed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from tests.factories import add_claim
from tracker.management.scale.quick import can_be_quick
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


def test_readers_find_the_claims(client: Client) -> None:
    seed(claims=20)

    assert "on day" in client.get("/claims/").content.decode()


def test_readers_find_the_claims_of_a_quick_seed(client: Client) -> None:
    quick_seed(claims=20)

    assert "on day" in client.get("/claims/").content.decode()


def test_a_quick_seed_keeps_what_triggers_would_have_kept() -> None:
    quick_seed()
    quick = what_triggers_keep()
    seed(add=True)

    assert quick[0]
    assert what_triggers_keep() == tuple(2 * number for number in quick)


def test_a_quick_seed_without_the_right_to_it_writes_nothing() -> None:
    superuser = can_be_quick()
    with connection.cursor() as cursor:
        if superuser:
            cursor.execute("SET ROLE pg_read_all_data")
        try:
            with pytest.raises(CommandError, match="only a superuser"):
                seed(quick=True)
        finally:
            cursor.execute("RESET ROLE")

    assert not Claim.objects.exists()


def quick_seed(**options: int) -> None:
    if not can_be_quick():
        pytest.skip("this database does not let its user put triggers aside")
    seed(quick=True, **options)


def what_triggers_keep() -> tuple[int, ...]:
    tables = (ClaimLine, ClaimVersion, ClaimCard, EvidenceTurn)
    return tuple(table._default_manager.count() for table in tables)


def test_a_million_claims_keep_the_proportions() -> None:
    sizes = sizes_for(1_000_000, parties=500)

    assert (sizes.positions, sizes.open_items) == (5_000_000, 100_000)
    assert sizes.parties == 500
