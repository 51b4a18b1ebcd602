"""What a change shows of clutter, and what is left out because it is known."""

import pytest

from tests.engine.pages import text
from tracker.engine.clutter import count_key, line_key, places
from tracker.engine.compare import blocks_of, compare
from tracker.engine.learning import spared
from tracker.engine.types import Sign
from tracker.rules.vocabulary import ChangeKind

ABOVE = "The harbour office published its report on the winter repairs this morning."
BELOW = "Work on the lighthouse road goes on until the end of the summer."
TEASER, OTHER = "Mayor opens the new fish market", "Ferry company lowers its fares"


def page(*between: str, above: str = ABOVE, title: str = "Harbour report") -> str:
    return "\n".join([title, above, *between, BELOW])


def kinds(old: str, new: str, *, title: str = "Harbour report") -> set[str]:
    comparison = compare(text(old, title=title), text(new, title=title))
    return {sign.key.partition(":")[0] for sign in comparison.signs}


def place_of(old: str, new: str) -> str:
    signs = compare(text(old), text(new)).signs
    return next(sign.key for sign in signs if sign.key.startswith("place:"))


def test_a_label_that_changed_is_a_sign_of_itself_and_of_its_place() -> None:
    assert kinds(page(TEASER), page(OTHER)) == {"line", "place"}


def test_a_label_that_differs_in_its_numbers_is_a_count() -> None:
    assert kinds(page("Water level 12"), page("Water level 14")) == {"line", "count"}


def test_beside_a_sentence_that_changed_no_place_is_a_sign() -> None:
    new = page(OTHER, above=ABOVE.replace("winter", "spring"))
    assert kinds(page(TEASER), new) == {"line", "sentence"}


def test_a_headline_and_a_notice_are_never_a_sign() -> None:
    notice = "Correction: an earlier version of this article misnamed the harbour."
    old, new = page(), page(notice, title="Harbour is safe")
    assert compare(text(old, title="Harbour report"), text(new)).signs
    titled = compare(
        text(old, title="Harbour report"), text(new, title="Harbour is safe")
    )
    assert titled.signs == ()


def test_an_edit_of_the_whole_page_shows_nothing_of_its_furniture() -> None:
    many = [f"A line of its own {'abcdefghijklmnopqrstuvwxyz'[at]}" for at in range(26)]
    assert kinds(page(), page(*many)) == set()


@pytest.mark.parametrize("line", [TEASER, "A sentence that came and went."])
def test_a_known_line_is_left_out_and_that_is_said(line: str) -> None:
    known = frozenset({line_key(line)})
    comparison = compare(text(page()), text(page(line)), clutter=known)
    assert comparison.kind is ChangeKind.COSMETIC
    assert comparison.is_clutter_aside
    assert comparison.passages == ()


def test_a_known_count_is_left_out_whatever_it_says() -> None:
    known = frozenset({count_key("Water level 12")})
    old, new = text(page("Water level 40")), text(page("Water level 71"))
    assert compare(old, new, clutter=known).kind is ChangeKind.COSMETIC


def test_in_a_known_place_a_label_is_left_out_that_nobody_saw() -> None:
    known = frozenset({place_of(page(TEASER), page(OTHER))})
    comparison = compare(
        text(page(TEASER)), text(page("School choir wins a prize")), clutter=known
    )
    assert comparison.kind is ChangeKind.COSMETIC


def test_in_a_known_place_a_sentence_is_told() -> None:
    known = frozenset({place_of(page(TEASER), page(OTHER))})
    said = "The engineers now say that the pier is not safe."
    comparison = compare(text(page(TEASER)), text(page(said)), clutter=known)
    assert comparison.kind is ChangeKind.MEANINGFUL
    assert said in [passage.after for passage in comparison.passages]


def test_a_label_elsewhere_is_told() -> None:
    known = frozenset({place_of(page(TEASER), page(OTHER))})
    new = f"{page(TEASER)}\nTwo piers closed"
    assert compare(text(page(TEASER)), text(new), clutter=known).passages


def test_a_place_that_a_person_taught_takes_short_sentences_and_no_long_ones() -> None:
    old, new = text(page("It rains today.")), text(page("The sun is out."))
    known = frozenset(sign.key for sign in places(blocks_of(old, new)))
    storm = text(page("A storm is coming, so stay at home."))
    report = text(page("The engineers say that the pier is not safe. " * 12))
    assert compare(old, storm, clutter=known).kind is ChangeKind.COSMETIC
    assert compare(old, report, clutter=known).kind is ChangeKind.MEANINGFUL


def test_a_notice_is_told_in_a_place_that_is_clutter() -> None:
    old, new = text(page("It rains today.")), text(page("The sun is out."))
    known = frozenset(sign.key for sign in places(blocks_of(old, new)))
    notice = "Correction: an earlier version of this article misnamed the harbour."
    comparison = compare(old, text(page(notice)), clutter=known)
    assert comparison.correction == notice
    assert comparison.kind is ChangeKind.MEANINGFUL


def test_a_change_beside_known_clutter_is_told_alone() -> None:
    known = frozenset({line_key(TEASER), line_key(OTHER)})
    new = page(OTHER, above=ABOVE.replace("winter", "spring"))
    comparison = compare(text(page(TEASER)), text(new), clutter=known)
    assert (comparison.words_added, comparison.words_removed) == (1, 1)
    assert comparison.is_clutter_aside


@pytest.mark.parametrize(
    "quote",
    [
        "opens the new fish market",
        f"He read: {TEASER}, and laughed.",
        "Mayor ... the new fish market",
    ],
)
def test_a_line_that_shares_its_words_with_a_quotation_is_never_learnt(
    quote: str,
) -> None:
    signs = (Sign("line:1", (TEASER,)), Sign("line:2", (OTHER,)))
    assert spared(signs, [quote]) == (signs[1],)


def test_a_place_with_quoted_words_in_it_is_never_learnt() -> None:
    assert spared((Sign("place:1", (OTHER, TEASER)),), [TEASER]) == ()
