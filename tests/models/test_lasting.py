"""What must stay readable for ever: every date, and every address."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories as make
from tests.factories import day
from tracker.models import Claim, Party, SlugRedirect, Source

pytestmark = pytest.mark.django_db

UNREADABLE = ("infinity", "-infinity", "0044-03-15 BC", "20000-01-01")


@pytest.mark.parametrize("moment", UNREADABLE)
@pytest.mark.parametrize("column", ["effective_at", "recorded_at"])
def test_a_date_that_no_page_could_show_is_refused(column: str, moment: str) -> None:
    row = make.add_position(make.add_claim(), make.add_party(), at=day(1))
    dates = {"effective_at": "effective_at", "recorded_at": "recorded_at"}
    dates[column] = f"timestamptz '{moment}'"
    copy = f"""
        INSERT INTO tracker_position (claim_id, party_id, stance, voice, precision,
            is_void, reason, speaker, gist, effective_at, recorded_at)
        SELECT claim_id, party_id, stance, voice, precision,
            is_void, reason, speaker, gist, {dates["effective_at"]},
            {dates["recorded_at"]}
        FROM tracker_position WHERE id = {row.pk}"""  # noqa: S608 -- nothing foreign
    with (
        pytest.raises(IntegrityError, match="position_dates_can_be_read"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(copy)


def test_a_source_never_gets_another_address() -> None:
    source = make.add_source(url="https://press.example/1")
    with (
        pytest.raises(IntegrityError, match="keeps its address"),
        transaction.atomic(),
    ):
        Source.objects.filter(pk=source.pk).update(url="https://press.example/2")
    Source.objects.filter(pk=source.pk).update(url=source.url, priority=1)


@pytest.mark.parametrize("model", [Claim, Party])
def test_a_slug_that_changes_leads_on(model: type[Claim | Party]) -> None:
    row = make.add_claim() if model is Claim else make.add_party()
    before = row.slug
    model.objects.filter(pk=row.pk).update(slug="another")
    redirect = SlugRedirect.objects.get()
    assert (redirect.old_slug, redirect.claim or redirect.party) == (before, row)


def test_a_slug_that_comes_back_leads_nowhere_else() -> None:
    claim = make.add_claim()
    for slug in ("second", "third", "second"):
        Claim.objects.filter(pk=claim.pk).update(slug=slug)
    old = set(SlugRedirect.objects.values_list("old_slug", flat=True))
    assert old == {claim.slug, "third"}


def test_a_slug_that_another_claim_takes_leads_to_the_last_that_gave_it_up() -> None:
    first, second = make.add_claim(), make.add_claim()
    Claim.objects.filter(pk=first.pk).update(slug="first-again")
    Claim.objects.filter(pk=second.pk).update(slug=first.slug)
    Claim.objects.filter(pk=second.pk).update(slug="second-again")
    assert SlugRedirect.objects.get(old_slug=first.slug).claim == second
