"""What becomes of a quote's words."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.pages import extracted
from tracker.engine.anchor import locate
from tracker.engine.types import Anchor, Quote
from tracker.rules.vocabulary import CitationState as State

WORDS = "We have not closed the bridge to ambulances"
BEFORE = "the minister told reporters in the harbour this morning:"
AFTER = "He added that ferries run every twenty minutes."
PAGE = f"Home\nNews\n{BEFORE} {WORDS}. {AFTER}\nImprint"


def found(exact: str, page: str = PAGE, prefix: str = "", suffix: str = "") -> Anchor:
    return locate(Quote(exact, prefix, suffix), page)


def test_the_same_words_are_exact_where_they_stand() -> None:
    anchor = found(WORDS)
    assert (anchor.state, anchor.matched) == (State.EXACT, WORDS)
    assert PAGE[anchor.start : anchor.end] == WORDS


@pytest.mark.parametrize(
    "written",
    [
        WORDS.replace(" ", "\u00a0", 1),
        WORDS.replace("bridge", "bri\u00addge"),
        WORDS.replace(" ", "\n", 2),
        WORDS.replace("closed", "clo\u200bsed"),
    ],
)
def test_spacing_and_invisible_marks_are_still_exact(written: str) -> None:
    anchor = found(WORDS, PAGE.replace(WORDS, written))
    assert (anchor.state, anchor.matched) == (State.EXACT, written)


def test_other_quotation_marks_and_dashes_are_typographic() -> None:
    anchor = found(
        'He said "no" - twice, it\'s so', "So: He said “no” — twice, it’s so."
    )
    assert anchor.state is State.EXACT_TYPOGRAPHIC
    assert anchor.matched == "He said “no” — twice, it’s so"


def test_the_same_words_in_other_surroundings_have_moved() -> None:
    other = f"Letters from readers this week were long. {WORDS}. Weather follows below."
    assert found(WORDS, other, BEFORE, AFTER).state is State.EXACT_MOVED


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        (WORDS, WORDS.replace("not ", "")),
        ("There are 120 workers on the site", "There are 210 workers on the site"),
        ("The works will end in the summer", "The works may end in the summer"),
        ("He met Jonas Weil in the harbour", "He met Peter Lang in the harbour"),
        ("They arrived here on 5 April 2025", "They arrived here on 6 April 2025"),
        ("Prices rose by 3.5% over the year", "Prices rose by 35% over the year"),
        ("Мы не закрывали этот мост для машин", "Мы закрывали этот мост для машин"),
        ("Ми не закривали цей міст для машин", "Ми закривали цей міст для машин"),
        ("Wir haben die Brücke nicht gesperrt", "Wir haben die Brücke gesperrt"),
        ("Nous ne fermerons pas le pont ce soir", "Nous fermerons le pont ce soir"),
        ("我们没有关闭这座通往港口的大桥", "我们关闭这座通往港口的大桥"),
        (
            "لم يتم إغلاق الجسر أمام سيارات الإسعاف",
            "تم إغلاق الجسر أمام سيارات الإسعاف",
        ),
        (
            "the council was able to lawful action",
            "the council was able to unlawful action",
        ),
    ],
)
def test_a_changed_critical_word_is_told(exact: str, now: str) -> None:
    anchor = found(exact, f"Intro words here. {now}. More words there.")
    assert anchor.state is State.ALTERED_CRITICAL


def test_a_lighter_rewording_is_altered_and_shown() -> None:
    now = WORDS.replace("closed", "shut")
    anchor = found(WORDS, PAGE.replace(WORDS, now))
    assert (anchor.state, anchor.matched) == (State.ALTERED, now)
    changed = [
        (step.before, step.after) for step in anchor.edits if step.edit != "equal"
    ]
    assert changed == [("closed", "shut")]


def test_a_look_alike_letter_is_altered() -> None:
    anchor = found(WORDS, PAGE.replace("closed", "cl\u043esed"))
    assert anchor.state is State.ALTERED_CRITICAL


def test_words_that_are_nowhere_are_gone() -> None:
    anchor = found("Nobody ever mentioned a harbour tax at any meeting of the council")
    assert (anchor.state, anchor.start, anchor.matched) == (State.GONE, None, "")


def test_another_sentence_with_some_characters_in_common_is_not_the_quote() -> None:
    exact = "大多数店主给每个开口的人端上咖啡，在港务会的两场会议之间数清了断桥"
    page = (
        "前文。医院的医生们给每个开口的人端上咖啡，在山上还有积雪的时节弄丢钥匙。后文。"
    )
    assert found(exact, page).state is State.GONE


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b"])
def test_an_empty_quote_or_page_finds_nothing(nothing: str) -> None:
    assert found(nothing).state is State.GONE
    assert found(WORDS, nothing).state is State.GONE


REPEATED = "Monday: no comment. Tuesday: no comment. Wednesday: no comment."


def test_a_repeated_quote_is_found_by_its_surroundings() -> None:
    anchor = found("no comment", REPEATED, "Tuesday:", "Wednesday:")
    assert anchor.state is State.EXACT
    assert anchor.start == REPEATED.index("Tuesday: ") + len("Tuesday: ")


def test_a_repeated_quote_is_found_by_its_old_place() -> None:
    third = REPEATED.rindex("no comment")
    anchor = locate(Quote("no comment", start=third), REPEATED)
    assert (anchor.state, anchor.start) == (State.EXACT, third)


def test_a_short_repeated_quote_without_surroundings_is_ambiguous() -> None:
    assert found("no comment", REPEATED).state is State.AMBIGUOUS


@pytest.mark.parametrize("mark", ["...", "…", "[...]", "[…]", "(...)"])
def test_a_quote_with_an_omission_is_found_part_by_part(mark: str) -> None:
    anchor = found(f"We have not closed the bridge {mark} every twenty minutes")
    assert anchor.state is State.EXACT
    assert anchor.matched.startswith("We have not")
    assert anchor.matched.endswith("every twenty minutes")


def test_the_rest_of_a_quote_tells_which_of_its_beginnings_is_meant() -> None:
    page = "We were told to wait. Then it rained. We were told to go home at once."
    anchor = found("We were told to ... home at once", page)
    assert (anchor.state, anchor.start) == (State.EXACT, page.rindex("We were told"))


def test_the_parts_of_a_quote_must_come_in_order() -> None:
    assert found(f"every twenty minutes ... {WORDS}").state is State.GONE


def test_an_altered_part_alters_the_quote() -> None:
    page = PAGE.replace("not ", "", 1)
    state = found(f"{WORDS} ... every twenty minutes", page).state
    assert state is State.ALTERED_CRITICAL


def test_the_softened_page_is_caught_and_the_cluttered_one_is_not() -> None:
    quote = Quote(
        "We have not closed the bridge to ambulances", "“", ",” said the minister"
    )
    assert locate(quote, extracted("article_clutter.html").full).state is State.EXACT
    softened = locate(quote, extracted("article_softened.html").full)
    assert softened.state is State.ALTERED_CRITICAL


def test_words_hyphenated_for_line_breaks_are_still_exact() -> None:
    written = (
        "We have not clo\u00adsed the bri\u00addge to am\u00adbu\u00adlan\u00adces"
    )
    page = f"Some news of the day.\n{written}.\nOther news of the day."
    assert found(WORDS, page).matched == written
    assert found(WORDS, page).state is State.EXACT


def test_decomposed_accents_are_still_exact() -> None:
    exact = "Président d’une fédération très âgée"
    page = unicodedata.normalize("NFD", f"Avant. {exact}. Après.")
    assert found(exact, page).state is State.EXACT


def test_every_word_may_be_misspelled_and_the_quote_is_found() -> None:
    now = "We haave nott closd the briddge too ambulancs"
    page = PAGE.replace(WORDS, now) + " Words of no importance." * 200
    assert found(WORDS, page).matched == now


def test_a_word_put_in_at_the_edge_belongs_to_the_surroundings() -> None:
    page = f"{BEFORE} {WORDS.replace('closed', 'shut')} today and always. {AFTER}"
    anchor = found(WORDS, page, BEFORE, "today and always. He added that ferries")
    assert anchor.matched == WORDS.replace("closed", "shut")


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        (
            "Маємо інформацію, що в підрозділах значно більше двох громадян.",
            "Перевіряємо інформацію, що в підрозділах може бути більше двох громадян.",
        ),
        (
            "The engineers confirmed that both piers are safe for ships.",
            "The engineers reported that both piers may be safe for ships.",
        ),
        (
            "All piers of the bridge are safe for heavy ships again.",
            "All piers of the bridge are safe for heavy ships soon.",
        ),
    ],
)
def test_a_word_replaced_at_the_edge_is_shown(exact: str, now: str) -> None:
    page = f"The harbour was opened. The town came. {now} The end."
    assert found(exact, page).matched == now


def test_of_very_many_places_the_one_with_the_surroundings_is_found() -> None:
    page = "no comment. " * 500 + "The mayor said: no comment. Then he left. "
    page += "no comment. " * 500
    anchor = found("no comment", page, "The mayor said: ", ". Then he left.")
    assert anchor.start == page.index("mayor") + len("mayor said: ")


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        ("3 people were hurt at the bridge", "13 people were hurt at the bridge"),
        ("5 million crowns were spent on it", "4.5 million crowns were spent on it"),
        (
            "The fee for a boat was raised to 3",
            "The fee for a boat was raised to 3,500",
        ),
        (
            "lawful action was taken by the port",
            "unlawful action was taken by the port",
        ),
        ("законные меры приняты этим портом", "незаконные меры приняты этим портом"),
    ],
)
def test_words_cut_out_of_others_are_not_the_same(exact: str, now: str) -> None:
    page = f"Words before it. In town {now} this week. Words behind it."
    assert found(exact, page).state is State.ALTERED_CRITICAL


def test_a_quote_that_was_cut_out_of_a_word_stands_as_it_stood() -> None:
    page = "Words before it. In town 4.5 million crowns were spent on it. Words behind."
    anchor = found("5 million crowns were spent on it", page, "In town 4.", ". Words")
    assert anchor.state is State.EXACT


def test_capitals_alone_do_not_hide_a_quote() -> None:
    page = PAGE.replace(WORDS, WORDS.upper())
    assert found(WORDS, page).matched == WORDS.upper()
    assert found(
        "Мы не закрывали этот мост", "Да. МЫ НЕ ЗАКРЫВАЛИ ЭТОТ МОСТ. Нет."
    ).start


BUILT_TO_TAKE_LONG = {
    "one word": "ambulances ",
    "the words before the end": "We have not closed the bridge to ",
    "the quote altered": f"{WORDS.replace('not', 'now')}. ",
    "the surroundings": f"{BEFORE} {AFTER} ",
    "words with soft hyphens": "am\u00adbu\u00adlan\u00adces clo\u00adsed ",
    "combining marks": "e\u0301",
    "brackets": "[a",
    "line breaks": "a\n",
}


@pytest.mark.parametrize("piece", BUILT_TO_TAKE_LONG.values(), ids=BUILT_TO_TAKE_LONG)
def test_a_text_built_to_take_long_takes_no_more_than_its_length(piece: str) -> None:
    """Four times the text may take ten times as long, not sixteen times."""
    quote = Quote(f"{WORDS} … [the] {WORDS}", BEFORE, AFTER)
    short, long = (_seconds(quote, piece, size) for size in (50_000, 200_000))
    assert long <= max(10 * short, 0.05)


def _seconds(quote: Quote, piece: str, size: int) -> float:
    """The quickest of three; every text is a new one."""
    taken = []
    for number in range(3):
        page = f"{number} " + piece * (size // len(piece))
        begun = time.thread_time()
        locate(quote, page)
        taken.append(time.thread_time() - begun)
    return min(taken)


TEXTS = st.text(
    alphabet=st.sampled_from("abcdeé жшї 中文 قلم .,’“”-\n\u00a0"),
    min_size=1,
    max_size=120,
)


@given(TEXTS, st.data())
def test_any_slice_that_stands_once_is_found_exactly_there(
    page: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(page) - 1))
    end = data.draw(st.integers(start + 1, len(page)))
    part = page[start:end]
    if not part.strip() or page.find(part) != page.rfind(part):
        return
    anchor = locate(Quote(part), page)
    assert (anchor.state, anchor.start, anchor.end) == (State.EXACT, start, end)


@given(TEXTS, TEXTS)
def test_no_quote_and_page_bring_it_down(exact: str, page: str) -> None:
    anchor = locate(Quote(exact), page)
    assert 0.0 <= anchor.similarity <= 1.0
    if anchor.start is not None and anchor.end is not None:
        assert page[anchor.start : anchor.end] == anchor.matched


CUT_SHORT = (
    "We may change these opening hours from time to time at our sole discretion."
)


def test_a_sentence_that_was_cut_short_is_altered() -> None:
    now = "We may change these opening hours from time to time"
    page = f"The library of the harbour. {now}. The cellar is closed in winter."
    anchor = found(CUT_SHORT, page)
    assert (anchor.state, anchor.matched) == (State.ALTERED, now + ".")


LISTED = "The ferry office: for selling tickets and storing bicycles."
LIKE_IT = "The rowing club: for selling tickets and storing bicycles."


def test_a_sentence_like_one_that_was_taken_out_is_another() -> None:
    page = f"We share the hall with these. Thank you for reading all this. {LIKE_IT}"
    anchor = found(
        LISTED, page, "share the hall with these. ", " Thank you for reading"
    )
    assert anchor.state is State.GONE


def test_a_sentence_in_the_place_of_the_quote_is_its_new_wording() -> None:
    page = f"We share the hall with these. {LIKE_IT} Thank you for reading all this."
    anchor = found(LISTED, page, "the hall with these. ", " Thank you for reading")
    assert anchor.matched == LIKE_IT


def test_words_that_were_moved_and_touched_up_are_altered() -> None:
    now = "The ferry office: for selling tickets and for storing bicycles."
    page = f"We share the hall. Thank you for reading all this. Also: {now}"
    anchor = found(LISTED, page, "We share the hall. ", " Thank you for reading")
    assert anchor.matched == now


def test_words_altered_in_their_place_are_told_though_a_copy_stands_elsewhere() -> None:
    now = WORDS.replace("not ", "")
    page = f"Read more: {WORDS}\n{PAGE.replace(WORDS, now)}"
    anchor = found(WORDS, page, BEFORE + " ", ". He added that ferries")
    assert (anchor.state, anchor.matched) == (State.ALTERED_CRITICAL, now)


def test_words_taken_out_of_their_place_have_moved_to_their_copy() -> None:
    page = f"Read more: {WORDS}\n{BEFORE} {AFTER}"
    anchor = found(WORDS, page, BEFORE + " ", AFTER)
    assert (anchor.state, anchor.matched) == (State.EXACT_MOVED, WORDS)


def test_words_in_their_place_are_exact_though_an_altered_copy_is_elsewhere() -> None:
    page = f"Read more: {WORDS.replace('not ', '')}\n{PAGE}"
    anchor = found(WORDS, page, BEFORE + " ", ". He added that ferries")
    assert (anchor.state, anchor.matched) == (State.EXACT, WORDS)
