"""Where the demo press stands in its timetable.

The step follows from the time since the press first started, so a press that is
started again goes on where the clock says. A step may also be forced: the tour does.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tracker.demo.timetable import LAST_STEP

Clock = Callable[[], float]


@dataclass(frozen=True)
class State:
    """What a press writes down: its first start (seconds, epoch), its forced step."""

    started: float
    forced: int = 0


def step_at(state: State, *, now: float, pace: float) -> int:
    """The step of the timetable at a moment; a pace of 0 holds the clock still.

    Step n comes n times `pace` seconds after the start, and a forced step is never
    taken back.
    """
    timed = int((now - state.started) // pace) if pace > 0 else 0
    return max(0, min(LAST_STEP, max(timed, state.forced)))


class Progress:
    """The state of one running press, kept in a file when it is given one."""

    def __init__(self, *, clock: Clock, pace: float, file: Path | None = None) -> None:
        self.clock = clock
        self.pace = pace
        self.file = file
        self.lock = threading.Lock()
        self.state = self.remembered() or State(started=clock())
        self.remember()

    def step(self) -> int:
        return step_at(self.state, now=self.clock(), pace=self.pace)

    def advance(self, to: int | None = None) -> int:
        """Force the next step, or the named one, and return where the press stands."""
        with self.lock:
            target = self.step() + 1 if to is None else to
            forced = min(LAST_STEP, max(self.state.forced, target))
            self.state = State(started=self.state.started, forced=forced)
            self.remember()
        return self.step()

    def remembered(self) -> State | None:
        if self.file is None or not self.file.exists():
            return None
        saved = json.loads(self.file.read_text(encoding="utf-8"))
        return State(started=float(saved["started"]), forced=int(saved["forced"]))

    def remember(self) -> None:
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(asdict(self.state)), encoding="utf-8")
