"""Claims that say nearly the same are found, whatever small change was made."""

import pytest
from django.utils import timezone

from tests.factories import add_claim
from tracker.intake.duplicates import nearly_same
from tracker.models import Claim
from tracker.review.claims import reword

pytestmark = pytest.mark.django_db

EN = "Ukrainian forces captured two Chinese nationals in the Donetsk region."
UK = "Українські військові захопили двох громадян Китаю в Донецькій області."
RU = "Украинские военные захватили двух граждан Китая в Донецкой области."


@pytest.fixture
def captured(db: None) -> Claim:
    claim = add_claim("captured")
    words = {"en": EN, "uk": UK, "ru": RU}
    reword(claim, statements=words, reason="Worded.", by=None, now=timezone.now())
    other = add_claim("grain")
    words = {"en": "The port of Odesa exported no grain in April."}
    reword(other, statements=words, reason="Worded.", by=None, now=timezone.now())
    return claim


def found(text: str, without: Claim | None = None) -> list[int]:
    return [
        one.claim for one in nearly_same({"en": text}, timezone.now(), without=without)
    ]


@pytest.mark.parametrize(
    "text",
    [
        EN,
        "Ukraine's forces captured two Chinese nationals in Donetsk region",
        "Two Chinese nationals were captured by Ukrainian forces in the Donetsk region",
        "UKRAINIAN FORCES CAPTURE THREE CHINESE NATIONALS IN THE DONETSK REGION",
        "Українські військові захопили трьох громадян Китаю у Донецькій області",
        "Двох громадян Китаю захоплено українськими військовими в Донецькій області",
        "Украинские военные захватили граждан Китая в Донецкой области",
        "В Донецкой области украинскими военными захвачены двое граждан Китая",
    ],
)
def test_a_claim_is_found_across_small_changes(text: str, captured: Claim) -> None:
    assert found(text) == [captured.pk]


@pytest.mark.parametrize(
    "text",
    [
        "Beijing says that it is verifying the reports.",
        "Russian forces shelled a hospital in the Kharkiv region.",
        "Chinese",
        "",
        "the and of",
        "' | & ! :* ( <->",
    ],
)
def test_another_claim_is_not_found(text: str, captured: Claim) -> None:
    assert found(text) == []


def test_a_claim_is_not_like_itself(captured: Claim) -> None:
    assert found(EN, without=captured) == []


def test_words_that_were_given_up_warn_no_more(captured: Claim) -> None:
    words = {"en": "Kyiv holds prisoners whose passports are Chinese, it says."}
    reword(captured, statements=words, reason="Again.", by=None, now=timezone.now())

    assert found(EN) == []


def test_the_likest_comes_first(captured: Claim) -> None:
    nearer = add_claim("nearer")
    words = {"en": EN.replace("two", "five")}
    reword(nearer, statements=words, reason="Worded.", by=None, now=timezone.now())

    assert found(EN.replace("two", "five")) == [nearer.pk, captured.pk]
