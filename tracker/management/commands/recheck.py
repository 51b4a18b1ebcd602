"""`manage.py recheck`: look at a source, or at everything that is due, right now."""

import json
import math
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.engine import planning
from tracker.engine.addresses import Target
from tracker.engine.asking import tools
from tracker.engine.errors import EngineError
from tracker.engine.known import Known
from tracker.engine.lease import Freed, Wait, claim_one, give_back, next_turn, turn
from tracker.engine.pauses import gap_after
from tracker.engine.run import look_at
from tracker.intake.sources import add_source, find_source
from tracker.management import outcome
from tracker.models import Check, Host, Source
from tracker.tasks import look, look_at_due

T = TypeVar("T")

# A pause between two requests is waited for; a site's back-off is only reported.
LONGEST_WAIT = 60.0
_SHOWN = 200


class Command(BaseCommand):
    help = (
        "Look at one source (by its number or address) and say what was found, or at"
        " every source that is due. An address that is no source is looked at without"
        " keeping anything."
    )

    # They would import every page of the site, which takes as long as the look.
    requires_system_checks = ()

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
        what = options["what"].strip()
        try:
            self._look(what, keep=options["keep"], as_json=options["json"])
        except CommandError as error:
            if options["json"]:
                self._say_json(outcome.failure_object(what, error))
            raise

    def _look(self, what: str, *, keep: bool, as_json: bool) -> None:
        try:
            source = self._source(what, keep=keep)
            if source is None:
                self._stranger(what, as_json=as_json)
            else:
                self._check(source, as_json=as_json)
        except EngineError as error:
            hint = "" if "://" in what else " (it begins with http:// or https://)"
            raise CommandError(
                f"{what[:_SHOWN]}: {error}{hint}", returncode=2
            ) from error

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
        """Look at an address that is no source; its site, if we know it, has its
        pauses all the same."""
        target = Target(what)
        host = Host.objects.filter(name=target.site).first()
        if host is not None:
            self._wait(lambda now: turn(host, now))
        seen = look_at(Known(url=target.url, host=host), tools=tools())
        if host is not None:
            gap = gap_after(
                host.gap, crawl_delay=seen.crawl_delay, limits=settings.ON_RECORD
            )
            Host.objects.filter(pk=host.pk).update(
                next_allowed_at=datetime.now(UTC) + gap
            )
        self._print(
            outcome.seen_lines(seen),
            outcome.seen_object(seen),
            as_json=as_json,
        )

    def _check(self, source: Source, *, as_json: bool) -> None:
        lease = self._wait(
            lambda now: claim_one(source.pk, now, limits=settings.ON_RECORD)
        )
        try:
            check = look(lease)
        except KeyboardInterrupt:
            # Nobody shall wait for the end of a lease that nobody uses any more.
            gap = timedelta(seconds=settings.ON_RECORD.host_gap)
            give_back([Freed(lease, datetime.now(UTC) + gap)])
            raise
        if check is None:
            raise CommandError("another look at this source was quicker, and counts")
        self._print(
            outcome.check_lines(check), outcome.check_object(check), as_json=as_json
        )

    def _wait(self, ask: Callable[[datetime], T | Wait]) -> T:
        """Ask until it is not told to wait; a short pause of a site is waited for."""
        began = time.monotonic()
        while isinstance(answer := ask(datetime.now(UTC)), Wait):
            seconds = (answer.until - datetime.now(UTC)).total_seconds()
            if time.monotonic() - began + seconds > LONGEST_WAIT:
                when = outcome.clock(answer.until)
                raise CommandError(f"not before {when}: {answer.reason}")
            self.stderr.write(f"waiting {max(seconds, 0):.1f} s: {answer.reason}")
            time.sleep(max(seconds, 0.01))
        return answer

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
            self._say_json(result)
        else:
            self.stdout.write("\n".join(lines))

    def _say_json(self, result: dict[str, object]) -> None:
        self.stdout.write(json.dumps(result, ensure_ascii=False))
