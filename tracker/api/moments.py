"""The moment that a request asks for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tracker.rules.facts import Moment
from tracker.rules.moments import moment_of, parse_moment

# Longer than any moment that can be meant.
LONGEST = 40
REFUSAL = "Use a date such as 2025-04-09, or a moment such as 2025-04-09T12:00:00Z."


@dataclass(frozen=True)
class Asked:
    """`moment` is what the request asks for, `now` when it asked."""

    moment: Moment
    now: datetime
    is_past: bool = False  # the request names a moment


def asked(request: Request) -> Asked:
    """Read `as_of` and `known_at`; answers 400 where one cannot be read."""
    now = timezone.now()
    given = {
        name: request.query_params.get(name, "").strip()
        for name in ("as_of", "known_at")
    }
    wrong = {name: [REFUSAL] for name, text in given.items() if not _is_moment(text)}
    if wrong:
        raise ValidationError(wrong)
    return Asked(
        moment=moment_of(**given, now=now), now=now, is_past=any(given.values())
    )


def at_present() -> Asked:
    """The moment of what is told as it is now only."""
    now = timezone.now()
    return Asked(moment=Moment(as_of=now, known_at=now), now=now)


def _is_moment(text: str) -> bool:
    if not text:
        return True
    try:
        parse_moment(text if len(text) <= LONGEST else "")
    except ValueError:
        return False
    return True


PARAMETERS = [
    OpenApiParameter(
        "as_of",
        OpenApiTypes.STR,
        description="The world at this moment. A bare date is the end of that day, "
        "UTC. Without it: the moment of `known_at`.",
    ),
    OpenApiParameter(
        "known_at",
        OpenApiTypes.STR,
        description="What this site knew and had published at this moment. "
        "Without it: now.",
    ),
]
