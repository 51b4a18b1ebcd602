"""A wording says of itself whether readers are told of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import add_claim, day, move_claim
from tracker.models import Claim, ClaimWording
from tracker.models.changes import Span, latest
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db


def wording(claim: Claim, language: str, number: int, **more: bool) -> ClaimWording:
    return ClaimWording(
        claim=claim,
        language=language,
        statement="It is so, more or less.",
        recorded_at=day(number),
        **more,
    )


def news(claim: Claim) -> list[tuple[str, bool]]:
    rows = claim.wordings.order_by("id")
    return list(rows.values_list("language", "is_news"))


def test_other_words_are_news_and_the_first_in_a_language_are_not() -> None:
    claim = add_claim()
    for language in ("uk", "en", "uk"):
        wording(claim, language, 5).save()

    assert news(claim) == [("en", False), ("uk", False), ("en", True), ("uk", True)]


def test_what_a_draft_said_is_no_news() -> None:
    claim = add_claim(state=WorkflowState.DRAFT)
    wording(claim, "en", 5).save()
    published = day(6)
    move_claim(claim, WorkflowState.PUBLISHED, at=published)
    wording(claim, "en", 6).save()
    later = wording(claim, "en", 6)
    later.recorded_at = published + timedelta(microseconds=1)
    later.save()

    assert [is_news for _, is_news in news(claim)] == [False, False, False, True]


def test_nobody_says_so_in_its_stead() -> None:
    claim = add_claim()
    wording(claim, "en", 5, is_news=False).save()
    wording(claim, "ru", 5, is_news=True).save()

    assert news(claim) == [("en", False), ("en", True), ("ru", False)]


def test_rows_of_one_statement_see_each_other() -> None:
    claim = add_claim()
    ClaimWording.objects.bulk_create(wording(claim, "ru", 5) for _ in range(2))

    assert news(claim)[1:] == [("ru", False), ("ru", True)]


def test_claims_that_were_worded_anew_are_found_by_their_index() -> None:
    now = timezone.now()
    claim = add_claim()
    wording(claim, "en", 5).save()
    span = Span(moment=Moment(as_of=now, known_at=now), now=now, most=10)

    with CaptureQueriesContext(connection) as asked:
        found = latest(("wording",), span)

    assert [row.claim for _key, row in found] == [claim]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "claim_wording_news" in plan
