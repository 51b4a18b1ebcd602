"""Quotes that differ from their page in nothing but what is none of their words."""

import pytest

from tracker.engine.anchor import locate
from tracker.engine.types import Quote
from tracker.rules.vocabulary import CitationState as State

WORDS = "We have not closed the bridge to ambulances"
PAGE = f"The minister spoke to reporters. {WORDS}. Ferries run every hour."


@pytest.mark.parametrize(
    "exact",
    [
        f"“{WORDS}”",
        f"- {WORDS}",
        f"> {WORDS}.",
        f"| {WORDS} |",
        "We have **not** closed the bridge to _ambulances_.",
        "We have not closed the bridge[3] to ambulances.[a]",
    ],
)
def test_marks_of_the_editor_around_or_in_a_quote_are_typography(exact: str) -> None:
    anchor = locate(Quote(exact), PAGE)
    assert (anchor.state, anchor.matched.rstrip(".")) == (
        State.EXACT_TYPOGRAPHIC,
        WORDS,
    )


@pytest.mark.parametrize(
    "now",
    [
        "We have not closed the bridge[12] to ambulances",
        "We have not closed\n• the bridge to ambulances",
        "We have not clo-\nsed the bridge to ambu-\nlances",
        "We have not closed | the bridge<br>to ambulances",
        "We have *not* closed the bridge to ambulances",
    ],
)
def test_marks_of_the_page_in_the_words_are_typography(now: str) -> None:
    anchor = locate(Quote(f"{WORDS}."), PAGE.replace(WORDS, now))
    assert (anchor.state, anchor.matched) == (State.EXACT_TYPOGRAPHIC, f"{now}.")


def test_a_footnote_with_another_number_changes_no_word() -> None:
    page = PAGE.replace("bridge", "bridge[4]")
    exact = WORDS.replace("bridge", "bridge[3]")
    assert locate(Quote(exact), page).state is State.EXACT_TYPOGRAPHIC


@pytest.mark.parametrize(
    "exact",
    [
        "[W]e have not closed the bridge to ambulances",
        "[w]e have not closed the bridge to ambulances",
        "We [the port] have not closed the bridge to ambulances",
        "[The port has] not closed the bridge to [emergency services]",
        "We have not closed the bridge [over the canal] to ambulances",
    ],
)
def test_what_an_author_put_in_brackets_is_not_looked_for(exact: str) -> None:
    assert locate(Quote(exact), PAGE).state is State.EXACT_TYPOGRAPHIC


def test_a_sentence_that_ends_with_a_comma_in_the_page_is_the_same() -> None:
    page = f"“{WORDS},” the minister said."
    assert locate(Quote(f"“{WORDS}.”"), page).state is State.EXACT_TYPOGRAPHIC


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        (f"“{WORDS}”", "We have closed the bridge to ambulances"),
        (
            "[W]e have not closed the bridge to ambulances",
            "We have closed the bridge to ambulances",
        ),
        ("It fell by -5 % in the last of these years", "It fell by 5 % in the last"),
        (
            "We paid 10-20 crowns for all of it[1] then",
            "We paid 1020 crowns for all of it then",
        ),
        ("We have not closed the [old] bridge", "We have not closed any bridge"),
        (
            "They said that the port is safe now.",
            "They said that the port is safe now, allegedly.",
        ),
    ],
)
def test_other_words_beside_such_marks_are_still_altered(exact: str, now: str) -> None:
    page = f"The minister spoke to reporters. {now}. Ferries run every hour."
    found = locate(Quote(exact), page.replace("..", "."))
    assert found.state in (State.ALTERED, State.ALTERED_CRITICAL)


def test_a_negation_put_in_at_the_end_is_critical() -> None:
    page = "The rower spoke to us. The harbour is as rich as he says it is not. Then."
    anchor = locate(Quote("The harbour is as rich as he says it is."), page)
    assert anchor.state is State.ALTERED_CRITICAL
    assert anchor.matched.endswith("it is not.")


def test_a_word_of_one_letter_from_another_alphabet_is_critical() -> None:
    page = PAGE.replace("the bridge", "\u0430 bridge")
    exact = WORDS.replace("the bridge", "a bridge")
    assert locate(Quote(exact), page).state is State.ALTERED_CRITICAL
