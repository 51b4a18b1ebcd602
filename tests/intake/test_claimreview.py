"""ClaimReview in whatever wrapping it comes, and what is none."""

import json

import pytest

from tracker.intake.claimreview import NoClaimReview, Review, read

ONE = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "It is so.",
    "url": "https://facts.example/1",
    "author": {"@type": "Organization", "name": "Facts"},
    "itemReviewed": {"author": {"@type": "Person", "name": "Somebody"}},
    "reviewRating": {"ratingValue": "1", "alternateName": "False"},
}
FOUND = Review(
    statement="It is so.",
    author="Somebody",
    rating="False",
    reviewer="Facts",
    url="https://facts.example/1",
)


@pytest.mark.parametrize(
    "document",
    [
        ONE,
        [ONE, ONE],
        {"@graph": [{"@type": "WebPage"}, ONE]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [ONE]}]},
        ONE | {"@type": ["Review", "ClaimReview"]},
        ONE | {"itemReviewed": [ONE["itemReviewed"]]},
    ],
)
def test_a_review_is_found_in_every_wrapping(document: object) -> None:
    assert read(json.dumps(document)) == [FOUND]


def test_a_page_is_read_by_its_script_tags() -> None:
    page = f"<p>x</p><SCRIPT type='application/ld+json'>{json.dumps(ONE)}</SCRIPT>"
    assert read(f"{page}<script>var a = 1</script>") == [FOUND]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no ClaimReview"),
        ("<p>nothing</p>", "no ClaimReview"),
        ('{"@type": "Article"}', "no ClaimReview"),
        ("{not json", "cannot be read"),
        ('{"@type": "ClaimReview", "claimReviewed": NaN}', "NaN is not JSON"),
        ("[" * 100_000, "nested deeper"),
        ('{"a": ' + "9" * 10_000 + "}", "cannot be read"),
        ("x" * 50_000_000, "Split it"),
        (json.dumps(ONE | {"claimReviewed": ""}), "ClaimReview 1: claimReviewed"),
        (json.dumps(ONE | {"claimReviewed": "a\u202eb"}), "hidden character"),
        (json.dumps(ONE | {"url": "javascript:alert(1)"}), "https://"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(NoClaimReview, match=words):
        read(text)
