"""What the tour knows: where everything runs, and what earlier steps found."""

from dataclasses import dataclass, field
from datetime import datetime

import httpx

from tracker.demo.press import STEP_PATH
from tracker.demo.tour.seeing import must
from tracker.demo.tour.visitor import Visitor
from tracker.models import Source


@dataclass
class Tour:
    """Where everything runs, and what earlier steps found.

    `site` and `origins` begin addresses; `worker` is the process id of the worker, the
    head of its process group. `softened` and `answer` are review items.
    """

    site: str
    origins: dict[str, str]
    worker: int
    sources: dict[str, Source] = field(default_factory=dict)
    changed_at: datetime = field(init=False)
    decided_at: datetime = field(init=False)
    softened: int = field(init=False)
    answer: int = field(init=False)
    editor: Visitor = field(init=False)
    in_flight: dict[int, int] = field(default_factory=dict)


def turn_to(tour: Tour, step: int) -> None:
    """Have the press go on to a step of its timetable."""
    address = f"{tour.origins['lantern']}{STEP_PATH}?to={step}"
    answer = httpx.post(address, trust_env=False).raise_for_status().json()
    must(answer["step"] >= step, f"the press at step {step}", instead=answer)
