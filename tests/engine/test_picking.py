"""Words that a person picked are found again in the stored text, or refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.demo.pdf import pdf
from tracker.engine.extract import extract
from tracker.engine.picking import Missing, Picked, Several, pick, sentences

PAGES = Path(__file__).parents[1] / "pages"
ENGLISH = (
    "The harbour is open. Both piers are safe for ships.\nWork goes on until June."
)
CYRILLIC = "Порт відкрито. Обидва пірси безпечні для суден.\nРоботи тривають."
CHINESE = "港口已经开放。两个码头对船只都是安全的。\n工程将继续到六月。"
ARABIC = "الميناء مفتوح. الرصيفان آمنان للسفن.\nالعمل مستمر حتى يونيو."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ENGLISH, "Both piers are safe for ships."),
        (CYRILLIC, "Обидва пірси безпечні для суден."),
        (CHINESE, "两个码头对船只都是安全的。"),
        (ARABIC, "الرصيفان آمنان للسفن."),
        (ENGLISH, "safe for ships.\nWork goes on"),
    ],
)
def test_typed_words_get_their_place_and_surroundings(text: str, words: str) -> None:
    found = pick(words, text)

    assert isinstance(found, Picked)
    assert text[found.start : found.end] == found.exact == words
    assert text.startswith(
        found.prefix + words + found.suffix, found.start - len(found.prefix)
    )


def test_words_over_the_end_of_a_paragraph_are_kept_as_the_text_has_them() -> None:
    found = pick("safe for ships. Work goes on", ENGLISH)

    assert isinstance(found, Picked)
    assert found.exact == "safe for ships.\nWork goes on"


def test_other_quotation_marks_are_no_other_words() -> None:
    found = pick(
        'He said "it is so" twice', "Then: He said “it is so” twice, and left."
    )

    assert isinstance(found, Picked)
    assert found.exact == "He said “it is so” twice"


def test_words_in_several_places_are_not_guessed() -> None:
    found = pick("It is so", "It is so. We say: It is so.")

    assert isinstance(found, Several)
    assert [place.start for place in found.places] == [0, 18]


def test_a_marked_place_is_the_one_that_is_meant() -> None:
    found = pick("It is so", "It is so. We say: It is so.", start=18, end=26)

    assert isinstance(found, Picked)
    assert found.start == 18


def test_a_chosen_start_alone_tells_the_place_too() -> None:
    found = pick("It is so", "It is so. We say: It is so.", start=18)

    assert isinstance(found, Picked)
    assert found.start == 18


def test_a_mark_that_does_not_fit_its_words_is_not_believed() -> None:
    found = pick("Work goes on", ENGLISH, start=0, end=11)

    assert isinstance(found, Picked)
    assert found.start == ENGLISH.index("Work")


def test_words_with_an_omission_span_from_the_first_to_the_last() -> None:
    found = pick("The harbour is open … safe for ships", ENGLISH)

    assert isinstance(found, Picked)
    assert found.exact == "The harbour is open … safe for ships"
    assert ENGLISH[found.start : found.end].endswith("safe for ships")


def test_other_words_are_refused_with_the_nearest() -> None:
    found = pick("Both piers are unsafe for ships.", ENGLISH)

    assert isinstance(found, Missing)
    assert "piers are safe" in found.nearest


@pytest.mark.parametrize("words", ["", "  ", "…", "Nothing of the kind was ever said."])
def test_words_that_stand_nowhere_have_no_place(words: str) -> None:
    assert isinstance(pick(words, ENGLISH), Missing)


def test_a_megabyte_is_searched() -> None:
    long = "Nothing is said here at all.\n" * 40_000 + ENGLISH

    found = pick("Both piers are safe", long)

    assert isinstance(found, Picked)
    assert long[found.start : found.end] == "Both piers are safe"


@given(st.text(), st.text())
def test_what_is_picked_stands_in_the_text(words: str, text: str) -> None:
    found = pick(words, text)

    for place in found.places if isinstance(found, Several) else [found]:
        if isinstance(place, Picked):
            assert 0 <= place.start <= place.end <= len(text)


@given(st.text(alphabet='ab.!? 。…"»\n', max_size=60))
def test_sentences_are_the_whole_line_in_order(line: str) -> None:
    assert "".join(line[low:high] for low, high in sentences(line)) == line


@pytest.mark.parametrize(
    ("line", "count"), [("One. Two! Three?", 3), (CHINESE.split("\n")[0], 2), ("", 0)]
)
def test_a_line_has_so_many_sentences(line: str, count: int) -> None:
    assert len(sentences(line)) == count


def test_words_of_a_paper_are_found_across_its_lines() -> None:
    body = pdf("Report", ["The harbour is open. " * 6 + "Both piers are safe."])
    text = extract(body, url="https://a.example/r.pdf", content_type="application/pdf")

    found = pick("is open. Both piers are safe.", text.full)

    assert isinstance(found, Picked)
    assert text.full[found.start : found.end] == found.exact


def test_words_of_a_telegram_post_are_found() -> None:
    body = (PAGES / "post.html").read_bytes()
    address = "https://t.me/harbourpress/42?embed=1&mode=tme"
    text = extract(body, url=address, content_type="text/html; charset=utf-8")

    found = pick("Мост не закрыт", text.full)

    assert isinstance(found, Picked)
    assert text.full[found.start : found.end] == "Мост не закрыт"
