"""When a page says again what it said before."""

from tests.engine.pages import text
from tracker.engine.clutter import line_key
from tracker.engine.flaps import says_the_same

STORY = "The harbour office published its report.\nWork goes on until the summer."
TEASER, OTHER = "Mayor opens the new fish market", "Ferry company lowers its fares"
NOTICE = "Correction: an earlier version of this article misnamed the harbour."


def same(old: str, new: str, *known: str) -> bool:
    clutter = frozenset(map(line_key, known))
    return says_the_same(text(old), text(new), clutter=clutter)


def test_dates_counters_and_order_make_no_other_version() -> None:
    old = f"{STORY}\nUpdated: 8 April 2025, 09:30\n1,204 views"
    new = f"Updated: 9 April 2025, 17:45\n{STORY}\n3,871 views"
    assert same(old, new)


def test_known_clutter_makes_no_other_version() -> None:
    assert same(f"{STORY}\n{TEASER}", f"{STORY}\n{OTHER}", TEASER, OTHER)


def test_a_label_that_is_not_known_does() -> None:
    assert not same(f"{STORY}\n{TEASER}", f"{STORY}\n{OTHER}", TEASER)


def test_a_sentence_that_differs_does() -> None:
    assert not same(STORY, STORY.replace("until", "after"))


def test_a_notice_beside_the_same_article_does() -> None:
    old = text(STORY)
    full = f"{STORY}\n{NOTICE}"
    new = type(old)(old.title, STORY, full, None, "en", "test/1", old.signals)
    assert not says_the_same(old, new, clutter=frozenset())
