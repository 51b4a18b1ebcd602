"""What was used last stays; the oldest makes room."""

from tracker.reader.recent import Recent


def test_the_oldest_makes_room() -> None:
    kept = Recent[str, int](2)
    for number, name in enumerate("abc"):
        kept.put(name, number)

    assert [kept.get(name) for name in "abc"] == [None, 1, 2]


def test_what_was_asked_for_or_put_again_is_not_the_oldest() -> None:
    kept = Recent[str, int](2)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.get("a")
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b")) == (1, None)

    kept.put("a", 4)
    kept.put("d", 5)
    assert (kept.get("a"), kept.get("c"), len(kept)) == (4, None, 2)


def test_nothing_is_left_after_clearing() -> None:
    kept = Recent[str, int](2)
    kept.put("a", 1)
    kept.clear()
    assert (kept.get("a"), len(kept)) == (None, 0)
