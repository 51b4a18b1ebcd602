"""How the re-check stands: the operator's page in the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.admin.outbox import mail_trouble
from tracker.admin.pages import refuse_unless, show_in
from tracker.engine.health import Readings, Verdict, told, verdict
from tracker.engine.readings import read
from tracker.review.permissions import may_see_desk
from tracker.rules.wording import label_of


@dataclass(frozen=True, kw_only=True)
class EnginePage:
    """Readings as they are shown: counts in words, outcomes and states by label."""

    verdict: Verdict
    seen: Readings
    numbers: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]


def engine_page(request: HttpRequest, office: AdminSite) -> HttpResponse:
    """A fixed number of queries, whatever is due."""
    refuse_unless(may_see_desk(request.user))
    seen = read(timezone.now(), limits=settings.ON_RECORD)
    return show_in(
        request,
        office,
        "engine.html",
        title="The re-check",
        page=_page(seen),
        mail=mail_trouble(request.user, seen.taken_at),
    )


def _page(seen: Readings) -> EnginePage:
    found = verdict(seen, limits=settings.ON_RECORD)
    return EnginePage(
        verdict=found,
        seen=seen,
        numbers=(
            ("Due", told(seen.due)),
            ("Due for more than a minute", told(seen.overdue)),
            ("Asked for by an editor", told(seen.asked_for)),
            ("Being looked at", told(seen.in_flight)),
        ),
        outcomes=_labelled(seen.outcomes),
        states=_labelled(seen.states),
    )


def _labelled(numbers: Mapping[Any, int]) -> tuple[tuple[str, str], ...]:
    return tuple((label_of(word), told(number)) for word, number in numbers.items())
