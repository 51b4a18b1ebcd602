"""Structured data: a verdict only where the desk has one, and never a broken one."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.claimreview import RATED, Stated, as_script, document, faults
from tracker.intake.claimreview import read
from tracker.rules.vocabulary import Status

SAID = Stated(
    statement="Troops hold positions.",
    language="en",
    url="https://desk.example/claims/troops/",
    key="confirmed",
    label="Confirmed by Moscow",
    headline="Confirmed by Moscow. Acknowledged by Kyiv",
    decided="2025-04-27T12:00:00Z",
    claimants=("Kyiv",),
    publisher="On Record",
    site="https://desk.example",
)


@pytest.mark.parametrize("status", Status)
def test_only_a_decided_status_is_a_review(status: Status) -> None:
    found = document(replace(SAID, key=status.value))

    decided = {"confirmed", "partly_confirmed", "false", "retracted"}
    assert found["@type"] == ("ClaimReview" if status.value in decided else "Claim")
    assert found["@context"] == "https://schema.org"
    assert ("ratingValue" in json.dumps(found)) == (RATED.get(status) is not None)


def test_a_claim_without_a_status_is_a_claim() -> None:
    found = document(replace(SAID, key="not_assessed", decided=""))

    assert found["@type"] == "Claim"
    assert found["text"] == "Troops hold positions."


def test_a_review_has_all_that_is_asked_for() -> None:
    found = document(SAID)

    assert faults(found) == []
    assert found["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Confirmed by Moscow",
        "ratingValue": 5,
        "worstRating": 1,
        "bestRating": 5,
    }
    assert found["itemReviewed"]["author"] == [
        {"@type": "Organization", "name": "Kyiv"}
    ]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"url": "/claims/"}, "url"),
        ({"url": "http://["}, "url"),
        ({"claimReviewed": " "}, "claimReviewed"),
        ({"datePublished": "soon"}, "datePublished"),
        ({"author": {}}, "author"),
        ({"itemReviewed": {}}, "itemReviewed"),
        ({"reviewRating": {"ratingValue": 3}}, "reviewRating"),
        ({"reviewRating": {"alternateName": "So", "ratingValue": 3}}, "ratingValue"),
        (
            {
                "reviewRating": {
                    "alternateName": "So",
                    "ratingValue": 9,
                    "worstRating": 1,
                    "bestRating": 5,
                }
            },
            "ratingValue",
        ),
        ({"@type": "Review"}, "@type"),
    ],
)
def test_the_validator_names_what_is_wrong(
    wrong: dict[str, object], named: str
) -> None:
    assert named in faults(document(SAID) | wrong)


def test_what_does_not_pass_becomes_a_claim() -> None:
    assert document(replace(SAID, statement=" "))["@type"] == "Claim"
    assert document(replace(SAID, decided=""))["@type"] == "Claim"


def test_our_own_intake_can_read_it() -> None:
    (review,) = read(f"[{as_script(document(SAID))}]")

    assert (review.statement, review.rating, review.reviewer, review.author) == (
        "Troops hold positions.",
        "Confirmed by Moscow",
        "On Record",
        "Kyiv",
    )


@given(st.text(), st.text())
def test_no_words_end_the_script(statement: str, name: str) -> None:
    said = replace(SAID, statement=f"</script>{statement}", claimants=(name,))

    text = as_script(document(said))

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@context"] == "https://schema.org"
