"""The demo desk goes into an empty desk, in the order in which it was written down.

Every row is written by the desk's own functions with the moment of its recording, so
that time travel finds it and the desk's rules hold for it as for any other.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import transaction

from tracker.demo import accounts, desk
from tracker.demo import entered_claims as claims
from tracker.demo import entered_evidence as evidence
from tracker.demo import entered_waiting as waiting
from tracker.demo.entered_claims import Loading
from tracker.demo.quotations import BY_KEY as QUOTATIONS
from tracker.models import Claim

# The registers were there before the first claim.
BEFORE = timedelta(days=1)

Say = Callable[[str], None]


class Event(NamedTuple):
    """Something that the desk did, when; `turn` orders what it did in one minute."""

    at: datetime
    turn: int
    do: Callable[[], object]


def is_empty() -> bool:
    """Whether the desk has no claim yet; the demo never mixes with real work."""
    return not Claim.objects.exists()


@transaction.atomic
def load(*, origins: Mapping[str, str], say: Say) -> None:
    """All of the demo desk, or nothing if this is interrupted."""
    loading = Loading(origins)
    say("  accounts, parties, topics and places")
    accounts.make()
    claims.enter_registers(loading, min(row.opened for row in desk.CLAIMS) - BEFORE)
    month = ""
    for event in sorted(events(loading), key=lambda event: event[:2]):
        if f"{event.at:%B %Y}" != month:
            month = f"{event.at:%B %Y}"
            say(f"  what the desk recorded in {month}")
        event.do()
    claims.enter_submissions(loading)
    last = max(row.recorded for row in desk.STATUSES)
    waiting.contribute(loading, last)
    waiting.decide(loading, last)


def events(loading: Loading) -> Iterator[Event]:
    """Everything that the desk did, each with its moment."""
    yield from about_sources(loading)
    yield from about_claims(loading)
    yield from about_answers(loading)
    yield from about_evidence(loading)


def about_sources(loading: Loading) -> Iterator[Event]:
    for source in desk.SOURCES:
        yield Event(source.added, 0, partial(evidence.take_up, loading, source))
    # The channels are read from then on; what they said before is on record already.
    last = max(row.recorded for row in desk.SILENCES)
    for watch in desk.WATCHES:
        yield Event(last, 7, partial(evidence.start_watch, loading, watch, last))


def about_claims(loading: Loading) -> Iterator[Event]:
    opened = {claim.number: claim.opened for claim in desk.CLAIMS}
    for claim in desk.CLAIMS:
        yield Event(claim.opened, 1, partial(claims.open_claim, loading, claim))
        yield Event(claim.published, 6, partial(claims.publish, loading, claim))
        for related in claim.related:
            at = max(claim.opened, opened[related.other])
            yield Event(at, 2, partial(claims.relate, loading, claim, related, at))
    for change in desk.STATUSES:
        yield Event(change.recorded, 5, partial(claims.decide, loading, change))


def about_answers(loading: Loading) -> Iterator[Event]:
    for inquiry in desk.INQUIRIES:
        yield Event(inquiry.recorded, 2, partial(claims.ask, loading, inquiry))
    for silence in desk.SILENCES:
        yield Event(silence.recorded, 3, partial(claims.find_silence, loading, silence))
    for number, position in enumerate(desk.POSITIONS):
        yield Event(position.recorded, 3, partial(claims.hear, loading, number))


def about_evidence(loading: Loading) -> Iterator[Event]:
    added = {source.article: source.added for source in desk.SOURCES}
    for number, position in enumerate(desk.POSITIONS):
        for quote in position.quotes:
            # Some words were found again, later, in a page taken up after the first.
            at = max(position.recorded, added[QUOTATIONS[quote].article])
            words = partial(evidence.cite_position, loading, number, quote, at)
            yield Event(at, 4, words)
    for shown in desk.EVIDENCE:
        words = partial(evidence.cite_evidence, loading, shown)
        yield Event(shown.recorded, 4, words)
