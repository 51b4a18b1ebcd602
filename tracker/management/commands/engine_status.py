"""`manage.py engine_status`: does the re-check work, and what waits for it?"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from tracker.engine.health import Condition, Readings, Verdict, told, verdict
from tracker.engine.readings import read
from tracker.management.outcome import clock
from tracker.notices.health import Outbox, outbox
from tracker.rules.wording import label_of


class Command(BaseCommand):
    help = (
        "Say whether the re-check works: what is due, what is being looked at, what"
        " came of it. Ends with status 1 when it is stuck, so monitoring can ask it."
    )

    # They would import every page of the site, which takes longer than the reading.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object, one line")

    def handle(self, *args: Any, **options: Any) -> None:
        seen = read(datetime.now(UTC), limits=settings.ON_RECORD)
        found = verdict(seen, limits=settings.ON_RECORD)
        mail = outbox(seen.taken_at)
        if options["json"]:
            told_whole = asdict(found) | asdict(seen) | {"outbox": asdict(mail)}
            self.stdout.write(json.dumps(told_whole, cls=DjangoJSONEncoder))
        else:
            self.stdout.write("\n".join([*_lines(seen, found), *_mail_lines(mail)]))
        if found.condition is Condition.STUCK:
            sys.exit(1)


def _lines(seen: Readings, found: Verdict) -> Iterator[str]:
    yield found.sentence
    if found.advice:
        yield found.advice
    yield ""
    yield f"due          {told(seen.due)}, {told(seen.overdue)} for over a minute"
    yield f"oldest due   {_moment(seen.oldest_due_at, 'nothing is due')}"
    yield f"asked for    {told(seen.asked_for)}"
    yield f"in flight    {seen.in_flight}"
    yield f"last result  {_moment(seen.last_result_at, 'none yet')}"
    yield from _table("Checks of the last 24 hours, by outcome", seen.outcomes)
    yield from _table("Sources, by state", seen.states)
    if seen.backing_off:
        yield f"\nSites that asked to be left alone: {told(seen.backing_off)}"
    for site in seen.backoffs:
        yield f"  {site.name:<40} until {_moment(site.backoff_until, '')}"
    if seen.busiest:
        yield "\nSites with the most sources that wait"
    for site in seen.busiest:
        yield f"  {site.sources:>9,}  {site.name}"
    if seen.failing:
        yield "\nSites with the most of the latest checks that saw no page"
    for site in seen.failing:
        yield f"  {site.checks:>9,}  {site.name}"


def _mail_lines(mail: Outbox) -> Iterator[str]:
    yield "\nMail and webhooks" + (
        "" if mail.is_mail_set_up else ": mail is not set up"
    )
    yield f"  {told(mail.waiting):>9}  waiting"
    yield f"  {told(mail.failed):>9}  could not be delivered"
    if mail.unsent_since:
        yield f"  no worker has sent anything since {clock(mail.unsent_since)}"
    for line in mail.lines:
        yield f"  {line.name} fails since {_moment(line.since, '')}: {line.problem}"
    for hook in mail.stopped:
        yield f"  {hook.name} was switched off: {hook.why}"


def _table(title: str, numbers: Mapping[Any, int]) -> Iterator[str]:
    if numbers:
        yield f"\n{title}"
    for word, number in numbers.items():
        yield f"  {told(number):>9}  {_label(word)}"


def _label(word: Enum) -> str:
    return str(label_of(word))


def _moment(moment: datetime | None, otherwise: str) -> str:
    return clock(moment) if moment else otherwise
