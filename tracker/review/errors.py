"""Why the desk refuses to write something down.

    Refused
    ├── ReasonMissing      a decision that nobody explained
    ├── NothingNew         a decision that is in force already
    ├── IllegalMove        a step that the work on a claim does not know
    ├── NotReady           a claim that lacks what its readers need
    ├── AlreadyCorrected   a row that another row has replaced
    ├── AlreadyClosed      a review item that somebody has decided on
    ├── AlreadyAnswered    something that waits for nobody any more
    ├── StillWaiting       a second thing while the first waits for an answer
    ├── OwnWork            an approval of what one did oneself
    ├── MovedOn            what somebody else has changed meanwhile
    ├── Mismatch           rows that do not belong together
    ├── WrongDate          a date that cannot be
    └── Invalid            a value that the record cannot hold

The message is for the person who tried: it says what to do next.
"""


class Refused(Exception):
    """Nothing was written; the message says what to do next. `field` names what the
    person has to change, where it is one thing."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ReasonMissing(Refused):
    """A decision that nobody explained."""


class NothingNew(Refused):
    """A decision that is in force already."""


class IllegalMove(Refused):
    """A step that the work on a claim does not know."""


class NotReady(Refused):
    """A claim that lacks what its readers need."""


class AlreadyCorrected(Refused):
    """A row that another row has replaced."""


class AlreadyClosed(Refused):
    """A review item that somebody has decided on."""


class AlreadyAnswered(Refused):
    """Something that waits for nobody any more."""


class StillWaiting(Refused):
    """A second thing while the first waits for an answer."""


class OwnWork(Refused):
    """An approval of what one did oneself."""


class MovedOn(Refused):
    """What somebody else has changed meanwhile."""


class Mismatch(Refused):
    """Rows that do not belong together."""


class WrongDate(Refused):
    """A date that cannot be."""


class Invalid(Refused):
    """A value that the record cannot hold."""
