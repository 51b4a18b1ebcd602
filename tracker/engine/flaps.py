"""Pages that go back and forth between versions: A, B, and A again."""

from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from django.db import connection

from tracker.engine.clutter import is_known_line
from tracker.engine.compare import compare
from tracker.engine.extractor import EXTRACTOR
from tracker.engine.known import texts_of
from tracker.engine.outlook import Brought
from tracker.engine.paragraphs import paragraphs
from tracker.engine.types import Finding, Text
from tracker.engine.volatile import is_label, steady
from tracker.rules.vocabulary import ChangeKind, CheckOutcome

# A page that goes back to one of this many versions is flapping, not changing.
VERSIONS = 8
_CHANGED = frozenset({CheckOutcome.CHANGED, CheckOutcome.CHANGED_MINOR})
_SAME_WORDS = frozenset({ChangeKind.UNCHANGED, ChangeKind.COSMETIC})
_FLAP = Finding(CheckOutcome.CHANGED_COSMETIC, "back to a version seen before")

_EARLIER = """
SELECT source.id, earlier.id FROM unnest(%s::bigint[]) AS source(id)
CROSS JOIN LATERAL (
    SELECT id FROM tracker_snapshot WHERE source_id = source.id
    ORDER BY captured_at DESC, id DESC OFFSET 1 LIMIT %s - 1
) earlier
"""


def with_flaps(looks: Sequence[Brought]) -> list[Brought]:
    """A look that saw an earlier version again is told as nothing new.

    Only looks that saw new words are held against the versions before the last one;
    what became of quoted words is told all the same.
    """
    changed = [one for one in looks if one.seen.finding.outcome in _CHANGED]
    earlier = _earlier_texts([one.lease.source for one in changed])
    return [
        replace(one, seen=replace(one.seen, finding=_FLAP))
        if _saw_again(one, earlier.get(one.lease.source, ()))
        else one
        for one in looks
    ]


def says_the_same(old: Text, new: Text, *, clutter: Set[str]) -> bool:
    """Whether two texts have the same words, moves and known clutter aside.

    Where a sentence differs, that is known without a comparison. A notice that only
    one of them carries is no word of the article, and counts.
    """
    before, after = (_lines(text, clutter) for text in (old, new))
    differing = before.keys() ^ after.keys()
    if not all(is_label(before.get(key) or after[key]) for key in differing):
        return False
    return compare(old, new, clutter=clutter).kind in _SAME_WORDS


def _saw_again(one: Brought, earlier: Sequence[Text]) -> bool:
    new = one.seen.text
    if new is None or one.seen.finding.outcome not in _CHANGED:
        return False
    clutter = one.before.clutter
    return any(says_the_same(old, new, clutter=clutter) for old in earlier)


def _lines(text: Text, clutter: Set[str]) -> dict[str, str]:
    """The lines that count, by what they come to in a comparison."""
    return {
        key: line
        for line in paragraphs(text)
        if (key := steady(line)) and not is_known_line(line, clutter)
    }


def _earlier_texts(sources: Collection[int]) -> dict[int, list[Text]]:
    """Each source's versions before the last one."""
    if not sources:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, (list(sources), VERSIONS))
        rows = cursor.fetchall()
    texts = texts_of([snapshot for _, snapshot in rows], EXTRACTOR)
    found: dict[int, list[Text]] = {}
    for source, snapshot in rows:
        if snapshot in texts:
            found.setdefault(source, []).append(texts[snapshot])
    return found
