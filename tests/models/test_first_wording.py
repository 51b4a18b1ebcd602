"""A wording says of itself whether it is the claim's first in its language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import BEGIN, add_claim, day
from tracker.models import Claim, ClaimWording
from tracker.models.changes import Span, latest
from tracker.rules.facts import Moment

pytestmark = pytest.mark.django_db


def word(claim: Claim, language: str, *, is_first: bool = True) -> None:
    ClaimWording.objects.create(
        claim=claim,
        language=language,
        statement="It is so, more or less.",
        is_first=is_first,
        recorded_at=day(5),
    )


def firsts(claim: Claim) -> list[tuple[str, bool]]:
    rows = claim.wordings.order_by("id")
    return list(rows.values_list("language", "is_first"))


def test_the_first_words_in_each_language_are_first_and_no_other() -> None:
    claim = add_claim()
    for language in ("uk", "en", "uk"):
        word(claim, language)

    assert firsts(claim) == [
        ("en", True),
        ("uk", True),
        ("en", False),
        ("uk", False),
    ]


def test_nobody_says_so_in_its_stead() -> None:
    claim = add_claim()
    word(claim, "en", is_first=True)
    word(claim, "ru", is_first=False)

    assert firsts(claim) == [("en", True), ("en", False), ("ru", True)]


def test_rows_of_one_statement_see_each_other() -> None:
    claim = Claim.objects.create(slug="two-at-once")
    ClaimWording.objects.bulk_create(
        ClaimWording(claim=claim, language="en", statement=text, recorded_at=BEGIN)
        for text in ("It is so.", "It is not so.")
    )

    assert firsts(claim) == [("en", True), ("en", False)]


def test_claims_that_were_worded_anew_are_found_by_their_index() -> None:
    now = timezone.now()
    claim = add_claim()
    word(claim, "en")
    span = Span(moment=Moment(as_of=now, known_at=now), now=now, most=10)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = latest(("wording",), span)

    assert [row.claim for _key, row in found] == [claim]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "claim_wording_anew" in plan
