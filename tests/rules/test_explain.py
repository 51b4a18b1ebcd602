"""The reasons of a proposal in words."""

import pytest

from tests.rules.make import BEIJING, LATER, MOSCOW, record, said, silent
from tracker.rules.explain import REASON_WORDS, explain
from tracker.rules.phrasebook import PHRASES
from tracker.rules.phrases import phrase
from tracker.rules.speech import Speech
from tracker.rules.status import ReasonCode, propose
from tracker.rules.vocabulary import Stance


def test_every_reason_has_words_that_are_translated() -> None:
    assert set(REASON_WORDS) == set(ReasonCode)
    assert set(REASON_WORDS.values()) <= set(PHRASES)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ("acknowledged by Moscow", "outweighed: denied or disputed by Beijing")),
     ("ru", ("Москва: признано",
             "Пекин: отрицается или оспаривается, но перевесило другое"))],
)  # fmt: skip
def test_reasons_name_the_parties(language: str, expected: tuple[str, ...]) -> None:
    claim = record(said(MOSCOW, Stance.ACKNOWLEDGES), said(BEIJING, Stance.DENIES))
    speech = Speech(
        translate=phrase(language), language=language, record=claim, moment=LATER
    )
    assert explain(propose(claim, LATER), speech) == expected


def test_who_was_looked_for_is_told_from_who_was_not() -> None:
    claim = record(silent(MOSCOW))
    speech = Speech(translate=phrase("en"), language="en", record=claim, moment=LATER)
    assert explain(propose(claim, LATER), speech) == (
        "not acknowledged by Moscow",
        "Beijing not yet checked",
    )
