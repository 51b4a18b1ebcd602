"""What the tests of the demo press ask it for."""

from random import Random

from tracker.demo.articles import plain_text
from tracker.demo.outlets import origins
from tracker.demo.site import Reply, Request, reply
from tracker.demo.timetable import LAST_STEP

__all__ = ["LAST_STEP", "ask", "html", "words"]


def ask(outlet: str, path: str, *, step: int = 0, seed: int = 1) -> Reply:
    return reply(Request(outlet, path, step, origins()), Random(seed))


def html(outlet: str, path: str, *, step: int = 0, seed: int = 1) -> str:
    answer = ask(outlet, path, step=step, seed=seed)
    assert answer.status == 200
    return answer.body.decode("utf-8")


def words(outlet: str, path: str, *, step: int = 0, seed: int = 1) -> str:
    return plain_text(html(outlet, path, step=step, seed=seed))
