"""The generated captures and edits, every one of them."""

from tests.bench.changes import churned, edits, is_told
from tracker.rules.vocabulary import ChangeKind

QUIET = (ChangeKind.UNCHANGED, ChangeKind.COSMETIC)


def test_what_only_a_site_changed_is_silent() -> None:
    found = list(churned())
    assert len(found) > 60
    assert [name for name, kind in found if kind not in QUIET] == []


def test_what_an_editor_changed_is_told_among_all_that_the_site_changed() -> None:
    found = list(edits())
    assert len(found) > 60
    missed = [name for name, one in found if not is_told(name.split(" in ")[0], one)]
    assert missed == []
