"""Structured data of a claim, by schema.org. Pure.

"ClaimReview only when the status allows it and our validator passes, Claim otherwise
(never a numeric rating for contested or unverified)": a number is a verdict, so only a
decided status has one. `intake/claimreview.py` reads what others write in these words.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from tracker.rules.vocabulary import Status
from tracker.text import storable

CONTEXT = "https://schema.org"
WORST, BEST = 1, 5
# The decided statuses, and how true each says the claim is; a claim that was taken
# back by its own maker is decided without a number.
RATED: Mapping[str, int | None] = MappingProxyType(
    {
        Status.CONFIRMED.value: BEST,
        Status.PARTLY_CONFIRMED.value: 3,
        Status.FALSE.value: WORST,
        Status.RETRACTED.value: None,
    }
)
Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page says of its claim. `decided` is the day of the status, if any."""

    statement: str
    language: str
    url: str
    key: str
    label: str
    headline: str
    decided: str
    claimants: tuple[str, ...]
    publisher: str
    site: str


def document(said: Stated) -> Document:
    """A ClaimReview where the status is decided and nothing is missing; or a Claim."""
    if said.key in RATED:
        review = _review(said)
        if not faults(review):
            return review
    return _claim(said) | {
        "@context": CONTEXT,
        "url": said.url,
        "inLanguage": said.language,
        "description": storable(said.headline),
    }


def as_script(found: Document) -> str:
    """JSON that can stand inside a script element: no `<` ends it, whatever it says."""
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def faults(found: Document) -> list[str]:
    """What a ClaimReview lacks of what schema.org and search engines ask for."""
    rating, author = found.get("reviewRating", {}), found.get("author", {})
    checks = (
        (found.get("@context") == CONTEXT, "@context"),
        (found.get("@type") == "ClaimReview", "@type"),
        (_is_address(found.get("url", "")), "url"),
        (bool(str(found.get("claimReviewed", "")).strip()), "claimReviewed"),
        (_is_date(found.get("datePublished", "")), "datePublished"),
        (bool(author.get("name")) and "@type" in author, "author"),
        (found.get("itemReviewed", {}).get("@type") == "Claim", "itemReviewed"),
        (bool(str(rating.get("alternateName", "")).strip()), "reviewRating"),
        (_is_on_scale(rating), "ratingValue"),
    )
    return [name for is_fine, name in checks if not is_fine]


def _review(said: Stated) -> Document:
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": said.url,
        "inLanguage": said.language,
        "claimReviewed": storable(said.statement),
        "datePublished": said.decided[:10],
        "author": {
            "@type": "Organization",
            "name": said.publisher,
            "url": said.site,
        },
        "itemReviewed": _claim(said),
        "reviewRating": _rating(said),
        "reviewBody": storable(said.headline),
    }


def _claim(said: Stated) -> Document:
    claim: Document = {"@type": "Claim", "text": storable(said.statement)}
    if said.claimants:
        claim["author"] = [
            {"@type": "Organization", "name": storable(name)} for name in said.claimants
        ]
    return claim


def _rating(said: Stated) -> Document:
    rating: Document = {"@type": "Rating", "alternateName": storable(said.label)}
    value = RATED[said.key]
    if value is not None:
        rating |= {"ratingValue": value, "worstRating": WORST, "bestRating": BEST}
    return rating


def _is_on_scale(rating: Document) -> bool:
    if "ratingValue" not in rating:
        return not {"worstRating", "bestRating"} & rating.keys()
    parts = (rating.get("worstRating"), rating["ratingValue"], rating.get("bestRating"))
    numbers = [part for part in parts if type(part) is int]
    return len(numbers) == len(parts) and numbers == sorted(numbers)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_date(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False
