"""What happens to the pages of the demo press, and in which order.

Step 0 is the press as the demo desk found it. Each later step changes one page, and
every change stays: the press at a step is its pages with all changes up to that step.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.demo.articles import Article


class Kind(StrEnum):
    """What becomes of a page."""

    SOFTENED = "softened"
    DELETED = "deleted"
    MOVED = "moved"
    CORRECTED = "corrected"
    CLUTTER = "clutter"
    ANSWERED = "answered"
    POST_EDITED = "post edited"


@dataclass(frozen=True)
class Edit:
    """Words of a page's HTML before and after; `before` stands there once."""

    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One step of the timetable: the page, what happens, and what a desk should see."""

    step: int
    article: str
    kind: Kind
    says: str
    edits: tuple[Edit, ...] = ()
    moved_to: str = ""
    updated: datetime | None = None


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


TIMETABLE: tuple[Change, ...] = (
    Change(
        step=1,
        article="lantern/captured",
        kind=Kind.SOFTENED,
        says="A quoted sentence is softened: “confirmed” becomes “reported”, "
        "“are” becomes “may be”.",
        edits=(
            Edit(
                "The security service confirmed that both men are in its custody",
                "The security service reported that both men may be in its custody",
            ),
        ),
        updated=moment("2025-04-08T20:35:00+00:00"),
    ),
    Change(
        step=2,
        article="gazette/belgorod",
        kind=Kind.DELETED,
        says="The page with the words of Belgorod’s authorities is deleted (404).",
    ),
    Change(
        step=3,
        article="lantern/belgorod",
        kind=Kind.MOVED,
        says="The page moves to the archive (301) and says the same there.",
        moved_to="/archive/2025/04/kyiv-acknowledges-troops-in-belgorod-region",
    ),
    Change(
        step=4,
        article="wire/no-basis",
        kind=Kind.CORRECTED,
        says="The agency corrects itself: Beijing did not deny the capture.",
        edits=(
            Edit(
                "China on Wednesday denied that any of its citizens had been captured "
                "in Ukraine, a day after Kyiv showed two men who it said had fought "
                "with Russian forces.",
                "China on Wednesday rejected a statement that many of its citizens "
                "fight for Russia, a day after Kyiv showed two men who it said had "
                "fought with Russian forces.",
            ),
            Edit(
                "<p>China calls itself neutral in the war and has offered to mediate."
                "</p>",
                "<p>China calls itself neutral in the war and has offered to mediate."
                "</p>\n"
                '<p class="correction"><strong>Correction, 10 April:</strong> An '
                "earlier version of this report said that China had denied the "
                "capture of the two men. The foreign ministry said that it was "
                "verifying that case; what it called baseless was the statement about "
                "many more.</p>",
            ),
        ),
        updated=moment("2025-04-10T11:05:00+00:00"),
    ),
    Change(
        step=5,
        article="herald/kursk",
        kind=Kind.CLUTTER,
        says="Only the date of the update and the clutter around the text change.",
        updated=moment("2025-04-09T06:30:00+00:00"),
    ),
    Change(
        step=6,
        article="statements/pyongyang-commission",
        kind=Kind.ANSWERED,
        says="Pyongyang, silent until now, publishes a statement on its page and in "
        "its feed.",
    ),
    Change(
        step=7,
        article="channel/1285",
        kind=Kind.POST_EDITED,
        says="A post is edited in the channel: “we have information” becomes “we are "
        "checking information”.",
        edits=(
            Edit(
                "Маємо інформацію, що в підрозділах окупанта значно більше ніж двоє "
                "громадян Китаю.",
                "Перевіряємо інформацію, що в підрозділах окупанта може бути більше "
                "ніж двоє громадян Китаю.",
            ),
        ),
    ),
)

LAST_STEP = max(change.step for change in TIMETABLE)


@dataclass(frozen=True)
class Served:
    """A page as it stands at one step: `moved_from` is its address before."""

    article: Article
    body: str
    path: str
    updated: datetime
    moved_from: str = ""
    deleted: bool = False
    edited: bool = False


def as_served(article: Article, step: int) -> Served | None:
    """The page at a step of the timetable; None before it was published."""
    if step < article.since:
        return None
    served = Served(article, article.body, article.path, article.updated)
    for change in TIMETABLE:
        if change.article == article.key and change.step <= step:
            served = apply(change, served)
    return served


def apply(change: Change, served: Served) -> Served:
    body = served.body
    for edit in change.edits:
        body = body.replace(edit.before, edit.after)
    moved = bool(change.moved_to)
    return Served(
        article=served.article,
        body=body,
        path=change.moved_to or served.path,
        updated=change.updated or served.updated,
        moved_from=served.path if moved else served.moved_from,
        deleted=served.deleted or change.kind is Kind.DELETED,
        edited=served.edited or bool(change.edits),
    )
