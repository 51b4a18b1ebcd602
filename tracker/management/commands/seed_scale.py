"""`manage.py seed_scale`: a desk of many claims, for measuring."""

import time
from argparse import ArgumentParser
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.management.scale.quick import (
    can_be_quick,
    nothing_in_the_way,
    write_what_triggers_keep,
)
from tracker.management.scale.seeding import Step, is_empty, seed, tidy
from tracker.management.scale.sizes import NAMES, sizes_for

CLAIMS = 100_000


class Command(BaseCommand):
    help = (
        "Fill an empty database with a desk of many claims, drawn from a seed, to"
        " measure with. Nobody can log in as its people, and no page is looked at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, default=CLAIMS)
        for name in NAMES:
            words = name.replace("_", "-")
            parser.add_argument(f"--{words}", type=int, help="default: by the claims")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--quick",
            action="store_true",
            help="without the lines of who changed what; as the server's owner",
        )
        parser.add_argument(
            "--add", action="store_true", help="beside what the database holds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = {name: options[name] for name in NAMES}
        if options["claims"] < 1 or any(
            n is not None and n < 0 for n in asked.values()
        ):
            raise CommandError("sizes are whole numbers; one claim is the least")
        if not options["add"] and not is_empty():
            raise CommandError(
                "the database holds claims or sources; name another one in"
                " DATABASE_URL, or say --add to put these rows beside them"
            )
        if options["quick"] and not can_be_quick():
            raise CommandError(
                "--quick puts triggers aside, which only a superuser of the database"
                " may; leave it out, or name another one in DATABASE_URL"
            )
        sizes, began = sizes_for(options["claims"], **asked), time.monotonic()
        now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        with nothing_in_the_way() if options["quick"] else nullcontext():
            seed(sizes, number=options["seed"], now=now, told=self._tell)
        if options["quick"]:
            write_what_triggers_keep()
        tidy()
        took = time.monotonic() - began
        self.stdout.write(
            f"{sizes.claims:,} claims, {sizes.positions:,} positions,"
            f" {sizes.citations:,} citations, {sizes.open_items:,} open review items:"
            f" {took:.0f} s"
        )

    def _tell(self, step: Step) -> None:
        """A terminal sees one line a table that counts up; a pipe, its last state."""
        line = (
            f"{step.words}: {step.done:,} of {step.total:,}"
            f" ({100 * step.done // step.total} %), {step.rate:,.0f} rows a second"
        )
        is_done = step.done == step.total
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{line}", ending="\n" if is_done else "")
            self.stdout.flush()
        elif is_done:
            self.stdout.write(line)
