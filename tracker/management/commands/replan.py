"""`manage.py replan`: share the budget of checks among all sources, now."""

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.engine.planning import replan


class Command(BaseCommand):
    help = "Plan anew how often each source is looked at. Beat does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        plan = replan(datetime.now(UTC), limits=settings.ON_RECORD)
        self.stdout.write(
            f"Sources: {plan.sources:,}; checks a day: {plan.checks:,.0f} of"
            f" {plan.budget:,.0f}; {time.monotonic() - began:.1f} s"
        )
