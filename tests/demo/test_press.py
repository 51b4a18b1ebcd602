"""The demo press as a running server, and what it remembers of its own progress."""

import json
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import httpx
import pytest

from tracker.demo.outlets import OUTLETS
from tracker.demo.press import serving
from tracker.demo.progress import Progress, State, step_at
from tracker.demo.timetable import LAST_STEP


@pytest.fixture
def origins() -> Iterator[Mapping[str, str]]:
    held = Progress(clock=lambda: 0.0, pace=0)
    with serving(held, first_port=0, rng=Random(3)) as addresses:
        yield addresses


def test_every_outlet_answers_at_its_own_port(origins: Mapping[str, str]) -> None:
    robots = [httpx.get(f"{origin}/robots.txt") for origin in origins.values()]
    assert len(robots) == len(OUTLETS)
    assert {answer.status_code for answer in robots} == {200}


def test_a_step_is_forced_by_a_post_and_every_outlet_follows(
    origins: Mapping[str, str],
) -> None:
    deleted = f"{origins['gazette']}/news/2025/04/08/belgorod-prigranichye"
    assert httpx.get(deleted).status_code == 200
    answer = httpx.post(f"{origins['lantern']}/_press/step?to=2")
    assert answer.json()["step"] == 2
    assert "deleted" in answer.json()["says"][0]
    assert httpx.get(deleted).status_code == 404


def test_steps_come_one_by_one_and_end_at_the_last(origins: Mapping[str, str]) -> None:
    address = f"{origins['wire']}/_press/step"
    steps = [httpx.post(address).json()["step"] for _ in range(LAST_STEP + 1)]
    assert steps == [*range(1, LAST_STEP + 1), LAST_STEP]


def test_asking_for_the_step_forces_nothing(origins: Mapping[str, str]) -> None:
    address = f"{origins['wire']}/_press/step"
    assert httpx.get(address).json()["step"] == 0
    assert httpx.get(address).json()["step"] == 0


def test_a_step_that_is_no_number_is_refused(origins: Mapping[str, str]) -> None:
    answer = httpx.post(f"{origins['wire']}/_press/step?to=soon")
    assert answer.status_code == 400


def test_head_is_answered_without_a_body_and_put_is_refused(
    origins: Mapping[str, str],
) -> None:
    head = httpx.head(f"{origins['wire']}/")
    assert head.status_code == 200
    assert head.content == b""
    assert httpx.put(f"{origins['wire']}/").status_code == 405


def test_a_taken_port_leaves_nothing_listening() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        # The press begins at the port below, so that one outlet opens first.
        first = taken.getsockname()[1] - 1
        held = Progress(clock=lambda: 0.0, pace=0)
        with (
            pytest.raises(OSError, match="in use"),
            serving(held, first_port=first, rng=Random(3)),
        ):
            pytest.fail("it started on a taken port")
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{first}/robots.txt")


@pytest.mark.parametrize(
    ("now", "pace", "forced", "step"),
    [
        (1000, 15, 0, 0),
        (1014.9, 15, 0, 0),
        (1015, 15, 0, 1),
        (1030, 15, 5, 5),
        (9000, 15, 0, LAST_STEP),
        (9000, 0, 0, 0),
        (9000, 0, 3, 3),
        (900, 15, 0, 0),
    ],
)
def test_the_step_follows_from_the_clock_and_from_what_was_forced(
    now: float, pace: float, forced: int, step: int
) -> None:
    assert step_at(State(started=1000, forced=forced), now=now, pace=pace) == step


def test_a_press_that_starts_again_goes_on_where_the_clock_says(
    tmp_path: Path,
) -> None:
    file = tmp_path / "var" / "press.json"
    Progress(clock=lambda: 1000.0, pace=15, file=file)
    again = Progress(clock=lambda: 5000.0, pace=15, file=file)
    assert again.step() == LAST_STEP
    assert json.loads(file.read_text())["started"] == 1000.0


def test_a_forced_step_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "press.json"
    Progress(clock=lambda: 1000.0, pace=0, file=file).advance(4)
    assert Progress(clock=lambda: 1000.0, pace=0, file=file).step() == 4
