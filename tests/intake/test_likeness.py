"""Which statements speak to a claim, and which only share a word with it."""

import pytest

from tracker.intake.likeness import meanings, speaks_to, weights_of

NORTH = "North Korean troops fought for Russia in the war against Ukraine."
TWO_MEN = "Ukraine’s forces captured two Chinese nationals in the Donetsk region."
HOLD = "Ukrainian troops hold positions in Russia’s Belgorod region."
CLAIMS = (
    NORTH,
    TWO_MEN,
    HOLD,
    "Ukrainian military operations continue in Russia’s Kursk region (April 2025).",
    "Many more than two Chinese citizens fight in Russia’s forces.",
    "Kyiv asked Beijing for an official answer about the two captured men.",
)
WEIGHTS = weights_of(CLAIMS)
PYONGYANG = ("Pyongyang", "North Korea (Democratic People’s Republic of Korea)")
BEIJING = ("Beijing", "China, Ministry of Foreign Affairs")
MOSCOW = ("Moscow", "Russia, Kremlin")


@pytest.mark.parametrize(
    ("said", "statement", "names"),
    [
        (
            "Units of our armed forces took part in the operations to liberate the"
            " Kursk region, in keeping with the treaty with the Russian Federation.",
            NORTH,
            PYONGYANG,
        ),
        (
            "Ukraine’s president says that two Chinese citizens were captured while"
            " they fought for Russia. China is verifying the information.",
            TWO_MEN,
            BEIJING,
        ),
        (
            "Units of the enemy still hold two positions in the border strip of the"
            " Belgorod region, the ministry said of the Ukrainian army.",
            HOLD,
            MOSCOW,
        ),
    ],
)
def test_statement_on_the_matter_speaks_to_the_claim(
    said: str, statement: str, names: tuple[str, ...]
) -> None:
    assert speaks_to(said, statement, without=names, weights=WEIGHTS)


@pytest.mark.parametrize(
    ("said", "statement", "names"),
    [
        (
            "Work teams on the western plain have finished preparing the paddies ahead"
            " of schedule, the agriculture commission of the republic announced.",
            NORTH,
            PYONGYANG,
        ),
        (
            "China and Russia agreed to build a second bridge for trains over the"
            " river at the border, and citizens of both will cross without a visa.",
            TWO_MEN,
            BEIJING,
        ),
        (
            "The Russian army fought off two attacks of Ukrainian forces near the"
            " village, the ministry of defence said about the war in its report.",
            NORTH,
            MOSCOW,
        ),
        ("The president congratulated the army on its holiday.", HOLD, MOSCOW),
        ("", HOLD, MOSCOW),
    ],
)
def test_statement_on_something_else_does_not(
    said: str, statement: str, names: tuple[str, ...]
) -> None:
    assert speaks_to(said, statement, without=names, weights=WEIGHTS) == ()


def test_statement_is_met_in_the_language_of_its_wording() -> None:
    said = "Двох громадян Китаю, яких взяли в полон українські військові, допитують."
    claim = "Українські сили взяли в полон двох громадян Китаю в Донецькій області."

    assert speaks_to(said, claim)


def test_words_that_stand_for_each_other_are_one_meaning() -> None:
    assert meanings("soldiers") == meanings("troops") == meanings("війська")


def test_word_that_many_claims_use_tells_less_than_a_rare_one() -> None:
    weights = weights_of(["ships sail", "ships wait", "ships burn", "lighthouse"])

    assert weights["ships"] < weights["lighthouse"]


def test_one_shared_word_is_never_enough() -> None:
    assert speaks_to("The lighthouse is open.", "The lighthouse burned.") == ()
