"""`manage.py recheck`: look at a source, or at everything that is due, right now."""

import json
import math
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.engine import planning
from tracker.engine.addresses import normalise
from tracker.engine.asking import tools
from tracker.engine.errors import EngineError
from tracker.engine.known import Known
from tracker.engine.lease import Lease, claim_one, next_turn
from tracker.engine.run import look_at
from tracker.intake.sources import add_source, find_source
from tracker.management import outcome
from tracker.models import Check, Source
from tracker.tasks import look, look_at_due

# A pause between two requests is waited for; a site's back-off is only reported.
LONGEST_WAIT = 60.0


class Command(BaseCommand):
    help = (
        "Look at one source (by its number or address) and say what was found, or at"
        " every source that is due. An address that is no source is looked at without"
        " keeping anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", default="", metavar="ID|URL")
        parser.add_argument("--json", action="store_true", help="one object, last line")
        parser.add_argument(
            "--keep", action="store_true", help="make a new address a source"
        )
        parser.add_argument(
            "--drain", action="store_true", help="look at everything that is due"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["drain"]:
            self._drain()
            return
        try:
            source = self._source(options["what"], keep=options["keep"])
            if source is None:
                self._stranger(options["what"], as_json=options["json"])
            else:
                self._check(source, as_json=options["json"])
        except EngineError as error:
            raise CommandError(f"{options['what']}: {error}", returncode=2) from error

    def _source(self, what: str, *, keep: bool) -> Source | None:
        if not what:
            raise CommandError("say which source: its number or address", returncode=2)
        if what.isdecimal():
            source = Source.objects.filter(pk=int(what[:18])).first()
            if source is None:
                raise CommandError(f"there is no source {what}", returncode=2)
            return source
        if source := find_source(what):
            return source
        return add_source(what, by=None, now=datetime.now(UTC)) if keep else None

    def _stranger(self, what: str, *, as_json: bool) -> None:
        seen = look_at(Known(url=normalise(what)), tools=tools())
        self._print(
            outcome.seen_lines(seen),
            outcome.seen_object(seen),
            as_json=as_json,
        )

    def _check(self, source: Source, *, as_json: bool) -> None:
        check = look(self._claimed(source))
        if check is None:
            raise CommandError("another look at this source was quicker, and counts")
        self._print(
            outcome.check_lines(check), outcome.check_object(check), as_json=as_json
        )

    def _claimed(self, source: Source) -> Lease:
        """Claim the source; a short pause of its site is waited for."""
        began = time.monotonic()
        while True:
            now = datetime.now(UTC)
            lease = claim_one(source.pk, now, limits=settings.ON_RECORD)
            if isinstance(lease, Lease):
                return lease
            seconds = (lease.until - now).total_seconds()
            if time.monotonic() - began + seconds > LONGEST_WAIT:
                when = outcome.clock(lease.until)
                raise CommandError(f"not before {when}: {lease.reason}")
            self.stderr.write(f"waiting {seconds:.1f} s: {lease.reason}")
            time.sleep(max(seconds, 0.01))

    def _drain(self) -> None:
        """Look until nothing is due, after the pauses that sites need."""
        if planning.latest() is None:
            planning.replan(datetime.now(UTC), limits=settings.ON_RECORD)
        began, number = time.monotonic(), 0

        def tell(checks: Sequence[Check]) -> None:
            nonlocal number
            for check in checks:
                number += 1
                rate = number / max(time.monotonic() - began, 0.001) * 60
                self.stdout.write(
                    f"{number} ({rate:.0f} a minute)  {check.source.url}"
                    f"  {check.outcome}"
                )

        seconds = 0.0
        while seconds <= LONGEST_WAIT:
            time.sleep(seconds)
            look_at_due(math.inf, then=tell)
            now = datetime.now(UTC)
            if (following := next_turn(now)) is None:
                break
            seconds = max((following.until - now).total_seconds(), 0.01)
        checks = "1 check" if number == 1 else f"{number} checks"
        self.stdout.write(f"{checks}, nothing more is due now")
        if following:
            self.stdout.write(
                f"from {outcome.clock(following.until)}: {following.reason}"
            )

    def _print(
        self, lines: Iterable[str], result: dict[str, object], *, as_json: bool
    ) -> None:
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines))
