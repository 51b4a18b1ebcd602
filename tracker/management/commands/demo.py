"""The demo: its desk, its accounts, its press and the tour."""

import signal
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.demo import accounts, loading
from tracker.demo.outlets import FIRST_PORT, LOOPBACK, OUTLETS, origins
from tracker.demo.press import serving
from tracker.demo.progress import Progress
from tracker.demo.timetable import LAST_STEP, TIMETABLE
from tracker.demo.tour.guide import walk
from tracker.demo.tour.state import Tour
from tracker.models import Claim

PACE = 15.0
NOT_KNOWN = "its password is not known here; set one: manage.py changepassword {name}"


class Command(BaseCommand):
    help = (
        "The demo: `load` fills an empty desk, `accounts` tells who may open it, "
        "`press` serves the fictional press on loopback, `tour` walks through it all."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        load = parts.add_parser("load", help="load the demo desk into an empty desk")
        load.add_argument(
            "--first-port",
            type=int,
            default=FIRST_PORT,
            help="the first of the press's ports (default: %(default)s)",
        )
        tour = parts.add_parser(
            "tour", help="walk through the main job; make demo-tour"
        )
        tour.add_argument("--site", required=True, help="where the web server answers")
        tour.add_argument("--first-port", type=int, required=True)
        tour.add_argument("--worker", type=int, required=True, help="its process id")
        parts.add_parser("accounts", help="tell the demo accounts and their passwords")
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

    def handle(self, *args: Any, part: str, **options: Any) -> None:
        if part == "load":
            self.load(options["first_port"])
        elif part == "accounts":
            self.tell_accounts()
        elif part == "tour":
            self.tour(options["site"], options["first_port"], options["worker"])
        else:
            self.press(
                port=options["port"], pace=options["pace"], state=options["state"]
            )

    def load(self, first_port: int) -> None:
        if not loading.is_empty():
            self.stdout.write("The desk has claims already: nothing was loaded.")
            return
        began = time.monotonic()
        loading.load(origins=origins(first_port), say=self.say)
        seconds = time.monotonic() - began
        count = Claim.objects.count()
        self.say(f"The demo desk is loaded: {count} claims, in {seconds:.0f} seconds.")

    def tour(self, site: str, first_port: int, worker: int) -> None:
        tour = Tour(site=site, origins=origins(first_port), worker=worker)
        if not walk(tour, self.say):
            raise SystemExit(1)

    def tell_accounts(self) -> None:
        for account in accounts.kept():
            secret = account.password or NOT_KNOWN.format(name=account.name)
            self.say(f"  {account.role.capitalize():<14}{account.name} / {secret}")

    def press(self, *, port: int, pace: float, state: Path | None) -> None:
        try:
            self.serve_press(port=port, pace=pace, state=state)
        except OSError as error:
            last = port + len(OUTLETS) - 1
            raise CommandError(
                f"The demo press needs the ports {port} to {last} on "
                f"{LOOPBACK}: {error.strerror}. Choose others with --port."
            ) from error

    def serve_press(self, *, port: int, pace: float, state: Path | None) -> None:
        stopped = Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        progress = Progress(clock=time.time, pace=pace, file=state)
        clutter = Random()  # noqa: S311 - it shuffles advertising, and hides nothing
        with serving(progress, first_port=port, rng=clutter) as served:
            for outlet in OUTLETS:
                self.stdout.write(f"{outlet.name}: {served[outlet.key]}/")
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

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
