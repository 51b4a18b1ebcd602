"""The twelve claims of the founding case, from their facts to their labels."""

import pytest

from tests.rules.make import (
    ANALYSTS,
    BEIJING,
    BELGOROD,
    CLAIMED_BY_KYIV,
    DEFENCE,
    FOREIGN,
    KYIV,
    MOSCOW,
    PYONGYANG,
    SBU,
    asked,
    at,
    decided,
    on,
    plays,
    record,
    said,
    shown,
    silent,
)
from tracker.rules.facts import Record
from tracker.rules.headline import headline
from tracker.rules.label import label
from tracker.rules.phrases import phrase
from tracker.rules.reversals import ReversalKind, reversals
from tracker.rules.status import propose
from tracker.rules.vocabulary import Role, SilenceKind, Stance, Status

CAPTURED_ROLES = (
    CLAIMED_BY_KYIV,
    plays(MOSCOW, Role.AFFECTED),
    plays(BEIJING, Role.AFFECTED),
)
CAPTURED = record(
    said(KYIV, Stance.ASSERTS, at(8, 10)),
    said(SBU, Stance.ASSERTS, at(8, 11)),
    silent(MOSCOW, SilenceKind.ASKED_NO_RESPONSE, at(8, 18)),
    silent(BEIJING, SilenceKind.ASKED_NO_RESPONSE, at(8, 18)),
    said(BEIJING, Stance.VERIFYING, at(9)),
    said(MOSCOW, Stance.DECLINES_TO_COMMENT, at(9)),
    said(BEIJING, Stance.VERIFYING, at(15)),
    roles=CAPTURED_ROLES,
)
SERVED = record(
    said(KYIV, Stance.ASSERTS, at(8)),
    said(MOSCOW, Stance.DECLINES_TO_COMMENT, at(9)),
    said(BEIJING, Stance.VERIFYING, at(9)),
    roles=CAPTURED_ROLES,
)
MANY_MORE = record(
    said(KYIV, Stance.ASSERTS, at(8)),
    said(BEIJING, Stance.DENIES, at(9)),
    roles=(
        CLAIMED_BY_KYIV,
        plays(BEIJING, Role.AFFECTED),
        plays(MOSCOW, Role.ACCUSED),
    ),
)
BELGOROD_HELD = record(
    said(KYIV, Stance.NO_CLEAR_POSITION, at(18, month=3)),
    said(KYIV, Stance.ACKNOWLEDGES, at(7, 21)),
    silent(MOSCOW),
    said(BELGOROD, Stance.ACKNOWLEDGES, at(8), gist="acknowledge military activity"),
    shown(origin=ANALYSTS),
    roles=(
        CLAIMED_BY_KYIV,
        plays(MOSCOW, Role.AFFECTED),
        plays(BELGOROD, Role.THIRD_PARTY, burdened=False, expected=False),
    ),
)
CROSSING = record(
    said(DEFENCE, Stance.ASSERTS, at(18, month=3)),
    said(KYIV, Stance.NO_CLEAR_POSITION, at(18, 18, month=3)),
    roles=(
        plays(DEFENCE, Role.CLAIMANT, burdened=False, expected=False),
        plays(KYIV, Role.ACCUSED, burdened=False),
    ),
)
KURSK_GOES_ON = record(
    said(KYIV, Stance.ASSERTS, at(7)),
    roles=(CLAIMED_BY_KYIV, plays(MOSCOW, Role.AFFECTED)),
)
WITHDRAWN = record(
    shown(origin=ANALYSTS),
    said(KYIV, Stance.NO_CLEAR_POSITION, at(7)),
    roles=(
        plays(ANALYSTS, Role.THIRD_PARTY, burdened=False, expected=False),
        plays(KYIV, Role.ACCUSED),
    ),
)
NORTH_KOREANS = record(
    *(shown(when=at(1)) for _ in range(3)),
    silent(MOSCOW, when=at(10)),
    silent(PYONGYANG, when=at(10)),
    said(MOSCOW, Stance.ACKNOWLEDGES, at(26)),
    said(PYONGYANG, Stance.ACKNOWLEDGES, at(28)),
    roles=(plays(MOSCOW, Role.ACCUSED), plays(PYONGYANG, Role.ACCUSED)),
)
ASKED_BEIJING = record(
    said(FOREIGN, Stance.ASSERTS, at(8)),
    silent(BEIJING, when=at(9)),
    roles=(CLAIMED_BY_KYIV, plays(BEIJING, Role.AFFECTED, burdened=False)),
)
ADDRESSEE = record(
    said(KYIV, Stance.ASSERTS, at(10)),
    decided(Status.UNVERIFIABLE, when=at(11)),
    roles=(CLAIMED_BY_KYIV, plays(BEIJING, Role.AFFECTED)),
)
VOLUNTEERS = record(roles=(plays(KYIV, Role.ACCUSED),))

CASES = [
    ("two men captured", CAPTURED, 20, "Unconfirmed by Moscow and Beijing"),
    ("they served", SERVED, 20, "Unconfirmed by Moscow and Beijing"),
    ("many more", MANY_MORE, 20, "Denied by Beijing"),
    ("positions in Belgorod", BELGOROD_HELD, 13, "Unconfirmed by Moscow"),
    ("a crossing in March", CROSSING, 20, "Unconfirmed by Kyiv"),
    ("Kursk goes on", KURSK_GOES_ON, 20, "Unconfirmed; Moscow not yet checked"),
    ("withdrawn from Kursk", WITHDRAWN, 20, "Unconfirmed by Kyiv"),
    ("North Koreans, before", NORTH_KOREANS, 25,
     "Corroborated by 3 independent origins"),
    ("North Koreans, one word", NORTH_KOREANS, 26, "Confirmed by Moscow"),
    ("North Koreans, both", NORTH_KOREANS, 28, "Confirmed by Moscow and Pyongyang"),
    ("Beijing was asked", ASKED_BEIJING, 20, "Unconfirmed by Beijing"),
    ("volunteers", VOLUNTEERS, 20, "Unconfirmed; Kyiv not yet checked"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "day", "words"), [pytest.param(*row[1:], id=row[0]) for row in CASES]
)
def test_the_founding_claims_have_their_labels(
    claim: Record, day: int, words: str
) -> None:
    found = label(
        propose(claim, on(day)),
        record=claim,
        moment=on(day),
        translate=phrase("en"),
        language="en",
    )
    assert found == words


def test_what_belgorod_acknowledges_confirms_nothing_for_moscow() -> None:
    assert propose(BELGOROD_HELD, on(13)).parties == (MOSCOW,)


def test_a_criticism_without_an_addressee_is_unverifiable_by_a_persons_word() -> None:
    sentence = headline(ADDRESSEE, on(20), translate=phrase("en"), language="en")
    assert sentence == "Unverifiable. Claimed by Kyiv; Beijing not yet checked"


def test_two_answers_of_beijing_stay_apart() -> None:
    sentence = headline(CAPTURED, on(20), translate=phrase("en"), language="en")
    assert sentence == (
        "Not yet assessed. Claimed by Kyiv; Beijing is verifying;"
        " Moscow declines to comment"
    )


def test_moscow_and_pyongyang_broke_their_silence() -> None:
    found = reversals(NORTH_KOREANS, on(30))
    assert [(one.kind, one.party, one.days) for one in found] == [
        (ReversalKind.BROKE_SILENCE, MOSCOW, 16),
        (ReversalKind.BROKE_SILENCE, PYONGYANG, 18),
    ]


def test_before_the_acknowledgement_nothing_of_it_is_seen() -> None:
    sentence = headline(NORTH_KOREANS, on(25), translate=phrase("en"), language="en")
    assert "acknowledged" not in sentence


def test_kyivs_request_awaits_its_answer_until_the_deadline() -> None:
    claim = record(
        asked(BEIJING, at(8), deadline=at(12)),
        roles=(CLAIMED_BY_KYIV, plays(BEIJING, Role.AFFECTED)),
    )
    sentence = headline(claim, on(9), translate=phrase("en"), language="en")
    assert sentence == "Not yet assessed. Beijing asked, answer awaited"
