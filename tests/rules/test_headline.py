"""The sentence on the badge, its label and its news, in three languages."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.rules.make import (
    ANALYSTS,
    BEIJING,
    BELGOROD,
    CLAIMED_BY_KYIV,
    DEFENCE,
    KYIV,
    LATER,
    MOSCOW,
    PYONGYANG,
    SBU,
    asked,
    at,
    decided,
    on,
    plays,
    proof,
    record,
    said,
    shown,
    silent,
)
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import Headline, compose, headline, news
from tracker.rules.label import ClauseKind, label
from tracker.rules.phrasebook import PHRASES
from tracker.rules.phrases import phrase
from tracker.rules.status import propose
from tracker.rules.vocabulary import (
    Bearing,
    Precision,
    Role,
    SilenceKind,
    Stance,
    Status,
)

AGAINST = Bearing.CONTRADICTS
MOSCOW_ONLY = (CLAIMED_BY_KYIV, plays(MOSCOW, Role.AFFECTED))
CLAIMED = said(KYIV, Stance.ASSERTS, at(7))


def say(claim: Record, moment: Moment = LATER, language: str = "en") -> str:
    return headline(claim, moment, translate=phrase(language), language=language)


def label_of(claim: Record, moment: Moment = LATER, language: str = "en") -> str:
    return label(
        propose(claim, moment),
        record=claim,
        moment=moment,
        translate=phrase(language),
        language=language,
    )


def parts(claim: Record) -> Headline:
    return compose(claim, LATER, translate=phrase("en"), language="en")


BELGOROD_HELD = record(
    said(KYIV, Stance.NO_CLEAR_POSITION, at(18, month=3)),
    said(KYIV, Stance.ACKNOWLEDGES, at(7, 21)),
    silent(MOSCOW, when=at(12)),
    replace(
        said(BELGOROD, Stance.ACKNOWLEDGES, at(8)),
        gist={
            "en": "acknowledge military activity",
            "uk": "визнає бойові дії",
            "ru": "признают боевые действия",
        },
    ),
    shown(origin=ANALYSTS),
    decided(Status.UNCONFIRMED, MOSCOW, when=at(13)),
    roles=(*MOSCOW_ONLY, plays(BELGOROD, Role.THIRD_PARTY, expected=False)),
)

FOUNDING = {
    "en": (
        "Unconfirmed by Moscow. Acknowledged by Kyiv; no statement found from Moscow,"
        " last looked 12 April; Belgorod's authorities acknowledge military activity"
    ),
    "uk": (
        "Москва: підтвердження немає. Київ: визнано; Москва: заяви не знайдено,"
        " останній пошук 12 квітня; Влада Бєлгорода: визнає бойові дії"
    ),
    "ru": (
        "Москва: подтверждения нет. Киев: признано; Москва: заявления не найдено,"
        " последний поиск 12 апреля; Власти Белгорода: признают боевые действия"
    ),
}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_founding_case_reads_as_designed(language: str) -> None:
    assert say(BELGOROD_HELD, language=language) == FOUNDING[language]


def test_a_year_is_said_when_it_is_not_the_moments_own() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    sentence = say(BELGOROD_HELD, Moment(as_of=now, known_at=now))
    assert "last looked 12 April 2025;" in sentence


def test_an_approximate_day_is_said_to_be_one() -> None:
    looked = replace(silent(MOSCOW), precision=Precision.APPROXIMATE)
    assert "last looked about 12 April" in say(record(looked))


def test_a_headline_before_any_decision_says_not_yet_assessed() -> None:
    claim = record(CLAIMED, roles=MOSCOW_ONLY)
    assert say(claim) == "Not yet assessed. Claimed by Kyiv; Moscow not yet checked"


ANSWERS = [
    (Stance.ASSERTS, "claimed by Moscow"),
    (Stance.ACKNOWLEDGES, "acknowledged by Moscow"),
    (Stance.ACKNOWLEDGES_PARTLY, "partly acknowledged by Moscow"),
    (Stance.DENIES, "denied by Moscow"),
    (Stance.DISPUTES_DETAILS, "disputed in detail by Moscow"),
    (Stance.VERIFYING, "Moscow is verifying"),
    (Stance.DECLINES_TO_COMMENT, "Moscow declines to comment"),
    (Stance.NO_CLEAR_POSITION, "no clear position from Moscow"),
    (Stance.RETRACTS, "retracted by Moscow"),
]


@pytest.mark.parametrize(("stance", "words"), ANSWERS)
def test_each_answer_has_its_words(stance: Stance, words: str) -> None:
    claim = record(CLAIMED, said(MOSCOW, stance), roles=MOSCOW_ONLY)
    assert say(claim) == f"Not yet assessed. Claimed by Kyiv; {words}"


def test_answers_come_in_the_order_of_their_weight() -> None:
    roles = (
        CLAIMED_BY_KYIV,
        *(plays(id, Role.ACCUSED) for id in (MOSCOW, BEIJING, PYONGYANG, ANALYSTS)),
    )
    claim = record(
        said(MOSCOW, Stance.VERIFYING),
        said(BEIJING, Stance.DENIES),
        said(PYONGYANG, Stance.ACKNOWLEDGES),
        silent(ANALYSTS),
        roles=roles,
    )
    assert say(claim) == (
        "Not yet assessed. Acknowledged by Pyongyang; denied by Beijing;"
        " Moscow is verifying; no statement found from analysts, last looked 12 April"
    )


def test_parties_that_say_the_same_share_a_clause() -> None:
    claim = record(said(BEIJING, Stance.VERIFYING), said(MOSCOW, Stance.VERIFYING))
    assert say(claim) == "Not yet assessed. Moscow and Beijing are verifying"


def test_an_answer_beside_a_stance_is_said_with_it() -> None:
    claim = record(
        said(MOSCOW, Stance.DENIES, at(8)),
        said(MOSCOW, Stance.VERIFYING, at(9)),
        roles=MOSCOW_ONLY,
    )
    assert say(claim) == "Not yet assessed. Denied by Moscow (now verifying)"


def test_a_request_without_an_answer_is_told_from_a_search_without_a_find() -> None:
    claim = record(
        silent(MOSCOW, SilenceKind.ASKED_NO_RESPONSE, at(8)), silent(BEIJING)
    )
    assert say(claim) == (
        "Not yet assessed. No response from Moscow, asked 8 April;"
        " no statement found from Beijing, last looked 12 April"
    )


def test_a_request_is_dated_by_the_question_and_not_by_the_look_for_an_answer() -> None:
    claim = record(
        asked(MOSCOW, at(8), deadline=at(10), id=500),
        silent(MOSCOW, SilenceKind.ASKED_NO_RESPONSE, at(11), inquiry=500),
        roles=MOSCOW_ONLY,
    )
    assert say(claim) == "Not yet assessed. No response from Moscow, asked 8 April"


def test_who_publishes_the_words_of_an_answering_party_reports_nothing() -> None:
    claim = record(
        said(MOSCOW, Stance.ACKNOWLEDGES),
        shown(publisher="A daily", origin=MOSCOW),
        shown(publisher="B weekly"),
        roles=MOSCOW_ONLY,
    )
    assert "Reported by B weekly; acknowledged by Moscow" in say(claim)


def test_a_claimant_that_retracts_is_said_to() -> None:
    claim = record(CLAIMED, said(KYIV, Stance.RETRACTS, at(9)), roles=MOSCOW_ONLY)
    assert "Retracted by Kyiv" in say(claim)


def test_with_no_claimant_it_says_who_reported() -> None:
    claim = record(
        said(ANALYSTS, Stance.ASSERTS),
        shown(publisher="A daily", origin=ANALYSTS),
        shown(publisher="B weekly"),
        roles=(),
    )
    assert "Reported by analysts and B weekly" in say(claim)


def test_many_reporters_are_counted_after_the_third() -> None:
    claim = record(*(shown(publisher=name) for name in "ABCDE"), roles=())
    assert "Reported by A, B, C and 2 more" in say(claim)


def test_a_page_that_contradicts_a_claim_did_not_report_it() -> None:
    claim = record(shown(AGAINST, publisher="A daily"), roles=())
    assert "Reported" not in say(claim)


def test_a_subordinate_without_a_gist_in_this_language_has_its_stance_said() -> None:
    claim = record(said(BELGOROD, Stance.DENIES, gist="say no"), roles=MOSCOW_ONLY)
    assert "Власти Белгорода: отрицается" in say(claim, language="ru")


def test_one_origin_is_not_in_the_headline_and_two_are() -> None:
    one, two = record(shown()), record(shown(), shown())
    assert "origin" not in say(one)
    assert "supported by 2 independent origins" in say(two)


def test_verified_evidence_is_in_the_headline() -> None:
    assert "contradicted by verified evidence" in say(record(proof(AGAINST)))


def test_the_body_does_not_repeat_the_label() -> None:
    claim = record(
        CLAIMED,
        said(MOSCOW, Stance.DENIES),
        decided(Status.DENIED, MOSCOW),
        roles=MOSCOW_ONLY,
    )
    assert say(claim) == "Denied by Moscow. Claimed by Kyiv"


def test_the_body_does_not_count_the_labels_origins_again() -> None:
    claim = record(shown(), shown(), decided(Status.CORROBORATED), roles=())
    assert say(claim) == "Corroborated by 2 independent origins"


def test_clauses_carry_their_kind_and_their_parties() -> None:
    found = parts(BELGOROD_HELD)
    assert [(clause.kind, clause.parties) for clause in found.clauses] == [
        (ClauseKind.CLAIMED, (KYIV,)),
        (ClauseKind.SILENT, (MOSCOW,)),
        (ClauseKind.SUBORDINATE, (BELGOROD,)),
    ]


LABELS = [
    (record(silent(MOSCOW), silent(BEIJING)), "Unconfirmed by Moscow and Beijing"),
    (record(silent(MOSCOW)), "Unconfirmed by Moscow; Beijing not yet checked"),
    (record(roles=MOSCOW_ONLY), "Unconfirmed; Moscow not yet checked"),
    (record(roles=()), "Unconfirmed"),
    (record(said(BEIJING, Stance.DENIES)), "Denied by Beijing"),
    (record(said(MOSCOW, Stance.ACKNOWLEDGES)), "Confirmed by Moscow"),
    (record(proof()), "Confirmed by verified evidence"),
    (record(proof(AGAINST)), "False by verified evidence"),
    (record(said(MOSCOW, Stance.ACKNOWLEDGES_PARTLY)), "Partly confirmed by Moscow"),
    (record(shown(), shown(), shown()), "Corroborated by 3 independent origins"),
    (record(shown(), shown(), said(MOSCOW, Stance.DENIES)),
     "Corroborated by 2 independent origins; denied by Moscow"),
    (record(shown(), said(MOSCOW, Stance.DENIES)), "Disputed by Moscow"),
    (record(shown(), shown(AGAINST)), "Disputed by the evidence"),
    (record(CLAIMED, said(KYIV, Stance.RETRACTS, at(9))), "Retracted by Kyiv"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "words"), LABELS)
def test_a_label_names_what_the_status_turns_on(claim: Record, words: str) -> None:
    assert label_of(claim) == words


def test_before_a_deadline_the_answer_is_awaited() -> None:
    claim = record(asked(MOSCOW, at(8), deadline=at(10)), roles=MOSCOW_ONLY)
    assert label_of(claim, on(9)) == "Unconfirmed; Moscow asked, answer awaited"
    assert label_of(claim, on(10)) == "Unconfirmed by Moscow"


def test_a_party_that_nobody_checked_is_not_named_even_if_a_person_did() -> None:
    claim = record(decided(Status.UNCONFIRMED, MOSCOW), roles=MOSCOW_ONLY)
    assert say(claim) == "Unconfirmed; Moscow not yet checked"


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.CONFIRMED, "Confirmed"), (Status.FALSE, "False"),
     (Status.CORROBORATED, "Corroborated"), (Status.DISPUTED, "Disputed"),
     (Status.UNVERIFIABLE, "Unverifiable"),
     (Status.SUPERSEDED, "Superseded by a later claim")],
)  # fmt: skip
def test_a_persons_label_never_invents_evidence(status: Status, words: str) -> None:
    assert say(record(decided(status), roles=())) == words


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [("uk", 1, "1 незалежне першоджерело"), ("uk", 2, "2 незалежні першоджерела"),
     ("uk", 5, "5 незалежних першоджерел"), ("uk", 11, "11 незалежних першоджерел"),
     ("uk", 21, "21 незалежне першоджерело"), ("uk", 12, "12 незалежних"),
     ("ru", 1, "1 независимый первоисточник"), ("ru", 22, "22 независимых перв"),
     ("ru", 25, "25 независимых первоисточников"), ("ru", 111, "111 независимых"),
     ("en", 1, "1 independent origin"), ("en", 2, "2 independent origins")],
)  # fmt: skip
def test_numbers_take_their_plural_form(language: str, count: int, words: str) -> None:
    text = phrase(language)("corroborated by {count} independent origins", count)
    assert words in text.format(count=count)


def test_an_unknown_language_stays_english() -> None:
    assert phrase("de")("{parties} is verifying", 2) == "{parties} are verifying"


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def test_every_phrase_has_both_translations_with_the_same_places() -> None:
    for text, known in PHRASES.items():
        for language in ("uk", "ru"):
            for form in known[language]:
                assert places(form) == places(text), form


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("claim", [row[0] for row in LABELS])
def test_no_english_is_left_in_another_language(claim: Record, language: str) -> None:
    sentence = say(claim, language=language) + label_of(claim, language=language)
    assert not any("a" <= letter.lower() <= "z" for letter in sentence), sentence


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_names_are_never_declined(language: str) -> None:
    for known in PHRASES.values():
        for form in known[language]:
            before_colon = form.startswith(("{parties}:", "{party}:"))
            at_the_end = form.endswith(": {parties}")
            assert "{part" not in form or before_colon or at_the_end, form


def news_of(claim: Record, moment: Moment, *, decided_on: Moment) -> str:
    then = propose(claim, decided_on)
    return news(claim, moment, then=then, translate=phrase("en"), language="en")


def test_an_answer_after_the_decision_is_news() -> None:
    claim = record(
        silent(MOSCOW, when=at(8)),
        decided(Status.UNCONFIRMED, MOSCOW, when=at(9)),
        said(DEFENCE, Stance.ACKNOWLEDGES, at(26)),
        roles=MOSCOW_ONLY,
    )
    assert news_of(claim, LATER, decided_on=on(9)) == (
        "New since this status: Moscow acknowledges (under review)"
    )


def test_evidence_after_the_decision_is_news() -> None:
    claim = record(
        silent(MOSCOW, when=at(8)),
        decided(Status.UNCONFIRMED, MOSCOW, when=at(9)),
        shown(when=at(10)),
        shown(when=at(11)),
        roles=MOSCOW_ONLY,
    )
    assert news_of(claim, LATER, decided_on=on(9)) == (
        "New since this status: the record now speaks for"
        " “Corroborated by 2 independent origins” (under review)"
    )


def test_nothing_new_says_nothing() -> None:
    claim = record(silent(MOSCOW), decided(Status.UNVERIFIABLE), roles=MOSCOW_ONLY)
    assert news_of(claim, LATER, decided_on=LATER) == ""


def test_a_mouths_word_is_said_in_its_parents_name() -> None:
    claim = record(said(SBU, Stance.ASSERTS), roles=(CLAIMED_BY_KYIV,))
    assert say(claim) == "Not yet assessed. Claimed by Kyiv"
