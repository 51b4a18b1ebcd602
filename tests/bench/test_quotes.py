"""A small part of the generated cases; the whole of them is `make bench`."""

from collections import Counter

from tests.bench.quotes import KINDS, cases, results


def test_nearly_every_generated_quote_is_told_and_placed_rightly() -> None:
    found = list(results(count=20 * len(KINDS), length=12_000, seed=7))
    wrong = Counter(one.case.kind for one in found if not one.is_right)
    assert 1 - wrong.total() / len(found) >= 0.98, wrong


def test_the_words_themselves_are_never_missed() -> None:
    found = list(results(count=10 * len(KINDS), length=12_000, seed=8))
    same = [one for one in found if one.case.kind in ("exact", "split", "repeated")]
    assert same
    assert all(one.found.start == one.case.start for one in same)


def test_the_same_seed_gives_the_same_cases() -> None:
    once, again = (list(cases(count=18, length=4_000, seed=3)) for _ in range(2))
    assert once == again
