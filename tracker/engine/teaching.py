"""What a person's click on a review item teaches: the block that it is about."""

from tracker.engine.clutter import MOST_LINES, count_key, line_key, places
from tracker.engine.compare import blocks_of
from tracker.engine.known import text_of
from tracker.engine.learning import sample_of, spared
from tracker.engine.types import Sign
from tracker.engine.volatile import is_label, steady
from tracker.models import Citation, ReviewItem, Snapshot
from tracker.rules.vocabulary import ReviewKind

TEACHING = frozenset({ReviewKind.PAGE_CHANGED, ReviewKind.CORRECTION_NOTICE})
"""The findings that may be about clutter; quoted words never are."""


def is_about_change(item: ReviewItem) -> bool:
    """Whether an item is about a change that a source may be known for."""
    return item.kind in TEACHING and item.source_id is not None


def samples_of(item: ReviewItem) -> dict[str, str]:
    """The keys of what an item is about, each with words to know it by.

    Empty where the whole page was rewritten, and where only quoted words changed.
    """
    if not is_about_change(item):
        return {}
    if item.kind == ReviewKind.CORRECTION_NOTICE:
        signs = _of_lines(item.after.splitlines())
    else:
        signs = _of_change(item)
    standing = Citation.objects.filter(
        source=item.source_id, is_void=False, corrected_by=None
    )
    quoted = list(standing.values_list("exact", flat=True))
    return {sign.key: sample_of(sign) for sign in spared(signs, quoted)}


def _of_change(item: ReviewItem) -> tuple[Sign, ...]:
    """The lines that changed when the item's words were seen, and where they stood."""
    check = item.last_check or item.check_run
    new = check.snapshot if check else None
    old = (
        Snapshot.objects.filter(source=item.source_id, pk__lt=new.pk).first()
        if new
        else None
    )
    was, now = (text_of(one) if one else None for one in (old, new))
    if was is None or now is None:
        return _of_lines([*item.before.splitlines(), *item.after.splitlines()])
    titles = was.title.strip(), now.title.strip()
    blocks = [
        block
        for block in blocks_of(was, now)
        if not {*block.before, *block.after} & {*titles}
    ]
    lines = [line for block in blocks for line in (*block.before, *block.after)]
    if len(lines) > MOST_LINES:
        return ()
    return (*_of_lines(lines), *places(blocks))


def _of_lines(lines: list[str]) -> tuple[Sign, ...]:
    """Each line word for word, and a label whatever its numbers."""
    kept = [line for line in lines if steady(line)]
    counts = ((count_key(line), line) for line in kept if is_label(line))
    return (
        *(Sign(line_key(line), (line,)) for line in kept),
        *(Sign(key, (line,)) for key, line in counts if key),
    )
