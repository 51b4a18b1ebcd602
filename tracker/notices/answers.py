"""What can come of sending a message. Values that mail and webhooks share."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """It was taken."""


@dataclass(frozen=True, slots=True)
class Later:
    """This one message was not taken, and may be another time."""

    problem: str


@dataclass(frozen=True, slots=True)
class Never:
    """This one message will never be taken as it is."""

    problem: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """The line itself: every other message would hear the same. `until` is when the
    other side wants to be asked again."""

    problem: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The other side wants nothing more, ever."""

    problem: str


Answered = Sent | Later | Never | Trouble | Ended
