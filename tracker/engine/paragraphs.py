"""The paragraphs of two texts side by side: where they differ, and between what.

A paragraph that only moved is left out, and so is all that is volatile.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein, Opcodes

from tracker.engine.types import Text
from tracker.engine.volatile import steady

IsKnown = Callable[[str], bool]
# A line as it is written, and what it comes to in a comparison.
Kept = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that differs, by its lines before and after.

    `above` and `below` are what the lines that stayed on either side come to; empty at
    the beginning and at the end of the text.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    above: str = ""
    below: str = ""


def paragraphs(text: Text) -> list[str]:
    """The headline and the article's lines; a headline is often among them."""
    lines = [line.strip() for line in text.article.splitlines() if line.strip()]
    title = text.title.strip()
    return lines if not title or title in lines else [title, *lines]


def changed_blocks(
    old: Sequence[str], new: Sequence[str], *, is_known: IsKnown
) -> list[Block]:
    """The stretches that differ, in the order of the new text; lines that `is_known`
    are left out on both sides."""
    head, tail = _common_ends(old, new)
    old_kept = _kept(old[head : len(old) - tail], is_known)
    new_kept = _kept(new[head : len(new) - tail], is_known)
    above = _nearest(reversed(new[:head]), is_known)
    below = _nearest(new[len(new) - tail :], is_known)
    steps = Levenshtein.opcodes([k for _, k in old_kept], [k for _, k in new_kept])
    keys = [above, *(key for _, key in new_kept), below]
    return without_moves(
        [
            Block(
                before=tuple(line for line, _ in old_kept[old_part]),
                after=tuple(line for line, _ in new_kept[new_part]),
                above=keys[new_part.start],
                below=keys[new_part.stop + 1],
            )
            for old_part, new_part in differing(steps)
        ]
    )


def differing(steps: Opcodes) -> Iterator[tuple[slice, slice]]:
    """The stretches that differ, neighbours joined into one."""
    for is_equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        if not is_equal:
            block = list(group)
            first, last = block[0], block[-1]
            yield (
                slice(first.src_start, last.src_end),
                slice(first.dest_start, last.dest_end),
            )


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many paragraphs both texts begin and end with alike."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return head, tail


def _kept(lines: Iterable[str], is_known: IsKnown) -> Kept:
    return [
        (line, key) for line in lines if (key := steady(line)) and not is_known(line)
    ]


def _nearest(lines: Iterable[str], is_known: IsKnown) -> str:
    """What the first line that counts comes to."""
    return next((steady(one) for one in lines if steady(one) and not is_known(one)), "")


def without_moves(blocks: Sequence[Block]) -> list[Block]:
    """Leave out the paragraphs that went in one place and came in another."""
    before = [line for block in blocks for line in block.before]
    after = [line for block in blocks for line in block.after]
    moved = Counter(map(steady, before)) & Counter(map(steady, after))
    if not moved:
        return list(blocks)
    went, came = Counter(moved), Counter(moved)
    left = [
        Block(
            tuple(_less(block.before, went)),
            tuple(_less(block.after, came)),
            block.above,
            block.below,
        )
        for block in blocks
    ]
    return [block for block in left if block.before or block.after]


def _less(lines: Iterable[str], taken: Counter[str]) -> list[str]:
    """The lines without so many of each; what is taken is counted down."""
    left = []
    for line in lines:
        key = steady(line)
        if taken[key] > 0:
            taken[key] -= 1
        else:
            left.append(line)
    return left
