"""All that one look at a page brought, and how like two texts are. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tracker.engine.fingerprints import host_of
from tracker.engine.marks import Marks, marks
from tracker.engine.types import Comparison, Fetched, Problem, Text
from tracker.text import words

# From so much on a text is the page's own, whatever differs; below, another one.
SAME_PAGE = 0.8
OTHER_PAGE = 0.2
_WHOLE_SHARE = 0.5
_SAMPLE = 60_000
# Kinds of documents that a site's guard or front may send in a page's place.
_SITES_OWN = frozenset({"html", "plain", "json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that one look at a page brought.

    `old` is the last good text and `home` the address that showed it; `new` the text of
    this answer, or `problem` why there is none. `shared_target` says that other sources
    of the host were led to the same address. `sibling` is what an address beside this
    one, made up for the purpose, shows with status 200.
    """

    fetched: Fetched
    old: Text | None = None
    home: str = ""
    new: Text | None = None
    comparison: Comparison | None = None
    problem: Problem | None = None
    shared_target: bool = False
    sibling: Text | None = None
    marks: Marks = field(default_factory=marks)

    @property
    def text(self) -> Text:
        """The new text, for rules that come after the one for looks without any."""
        if self.new is None:
            raise ValueError("this rule needs a text")
        return self.new

    @property
    def may_be_imitated(self) -> bool:
        """Whether what we got is of a kind that can stand in a page's place."""
        return self.new is None or self.new.signals.kind in _SITES_OWN

    @property
    def still_stands(self) -> bool:
        """Whether the page shows what it showed before: then it is the page, however
        like a challenge or a notice it looks."""
        if self.old is None or self.new is None:
            return False
        return similarity(self.old.full, self.new.full) >= SAME_PAGE

    @property
    def is_whole(self) -> bool:
        """Whether enough is shown to say of words that they are not there."""
        if self.old is None or self.new is None:
            return True
        return len(self.new.full) >= _WHOLE_SHARE * len(self.old.full)

    @property
    def is_at_home(self) -> bool:
        """Whether the answer came from where the last good text was found."""
        return bool(self.home) and same_address(self.home, self.fetched.final_url)


def similarity(one: str, other: str) -> float:
    """The share of neighbouring word pairs that two texts have in common.

    Two unrelated texts of one language share single words, but few pairs; paragraphs
    in another order share nearly all.
    """
    if one == other:
        # Most pages are what they were, and the rules ask this of every look.
        return 1.0
    first, second = _word_pairs(one), _word_pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def same_address(one: str, other: str) -> bool:
    """Whether two addresses differ only in form: http or https, with or without www or
    a final slash."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return host_of(url), parts.path.rstrip("/"), parts.query


def _word_pairs(text: str) -> Counter[tuple[str, str]]:
    spoken = [word.casefold() for word in words(text[:_SAMPLE])]
    return (
        Counter(zip(["", *spoken], [*spoken, ""], strict=True)) if spoken else Counter()
    )
