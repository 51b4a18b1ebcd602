"""`manage.py refresh_cards`: write anew by what lists find claims."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from tracker.management.progress import counted
from tracker.models import ClaimCard, cards

BATCH = 500


class Command(BaseCommand):
    help = (
        "Write the cards anew by which lists find claims. Workers do so by"
        " themselves; this is for a desk that was restored or filled by other means."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also those that seem to be fresh"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        write = cards.refresh_all if options["all"] else cards.refresh_stale
        steps = write(BATCH)
        batches = ClaimCard.objects.count() // BATCH + 1
        done = 0
        for done in counted(steps, self.stdout, words="batches", total=batches):  # noqa: B007
            pass
        self._tidy()
        took = time.monotonic() - began
        self.stdout.write(f"{done:,} cards written: {took:.0f} s")

    def _tidy(self) -> None:
        """Searches are planned by what the tables hold now."""
        with connection.cursor() as cursor:
            for table in ("claimcard", "stalecard", "facetcount", "wordcount"):
                cursor.execute(f"VACUUM ANALYZE tracker_{table}")
