"""`manage.py demo press`: the fictional press that the demo desk cites."""

import signal
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.demo.outlets import FIRST_PORT, LOOPBACK, OUTLETS
from tracker.demo.press import serving
from tracker.demo.progress import Progress
from tracker.demo.timetable import LAST_STEP, TIMETABLE

PACE = 15.0


class Command(BaseCommand):
    help = "The demo: `press` serves the fictional press on loopback."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        press = parts.add_parser("press", help="serve the demo press until stopped")
        press.add_argument(
            "--port",
            type=int,
            default=FIRST_PORT,
            help="the first of its ports, one an outlet (default: %(default)s)",
        )
        press.add_argument(
            "--pace",
            type=float,
            default=PACE,
            help="seconds between two steps of its timetable; 0 waits to be told "
            "(default: %(default)s)",
        )
        press.add_argument(
            "--state",
            type=Path,
            help="a file that remembers when the press first started",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.serve_press(
                port=options["port"], pace=options["pace"], state=options["state"]
            )
        except OSError as error:
            last = options["port"] + len(OUTLETS) - 1
            raise CommandError(
                f"The demo press needs the ports {options['port']} to {last} on "
                f"{LOOPBACK}: {error.strerror}. Choose others with --port."
            ) from error

    def serve_press(self, *, port: int, pace: float, state: Path | None) -> None:
        stopped = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        progress = Progress(clock=time.time, pace=pace, file=state)
        clutter = Random()  # noqa: S311 - it shuffles advertising, and hides nothing
        with serving(progress, first_port=port, rng=clutter) as origins:
            for outlet in OUTLETS:
                self.stdout.write(f"{outlet.name}: {origins[outlet.key]}/")
            self.follow(progress, stopped)

    def follow(self, progress: Progress, stopped: Event) -> None:
        """Say each step as it comes, until the press is stopped."""
        said = progress.step()
        self.stdout.write(f"The demo press is at step {said} of {LAST_STEP}.")
        while not stopped.wait(timeout=0.5):
            step = progress.step()
            for change in TIMETABLE:
                if said < change.step <= step:
                    self.stdout.write(f"Demo press, step {change.step}: {change.says}")
            said = step
            sys.stdout.flush()
