"""How long a site is left alone after a look."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.engine.pauses import backoff_until, gap_after, retry_after
from tracker.engine.types import Fetched
from tracker.rules.limits import Limits
from tracker.rules.vocabulary import CheckOutcome

NOW = datetime(2025, 4, 8, 12, 0, tzinfo=UTC)
LIMITS = Limits(host_gap=5.0, retry=(900.0, 3600.0), max_interval=30 * 86_400.0)


def answered(said: str) -> Fetched:
    return Fetched(
        requested_url="https://harbour.example/",
        final_url="https://harbour.example/",
        started=NOW,
        finished=NOW,
        status=429,
        headers=(("retry-after", said),) if said else (),
    )


def pause(said: str) -> float:
    until = backoff_until(
        answered(said), CheckOutcome.RATE_LIMITED, tries=1, limits=LIMITS
    )
    assert until is not None
    return (until - NOW).total_seconds()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("  120 ", 120),
        ("0", 0),
        ("Tue, 08 Apr 2025 12:05:00 GMT", 300),
        ("Tue, 08 Apr 2025 14:05:00 +0200", 300),
        ("Tuesday, 08-Apr-25 12:05:00 GMT", 300),
        ("Tue Apr  8 12:05:00 2025", 300),
        ("Mon, 07 Apr 2025 12:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 30 * 86_400),
        ("9" * 400, 30 * 86_400),
    ],
)
def test_retry_after_counts_to_the_second_and_is_capped(
    said: str, seconds: float
) -> None:
    assert pause(said) == seconds


@pytest.mark.parametrize(
    "said",
    [
        "",
        "-5",
        "1.5",
        "soon",
        "٣",
        "1e3",
        "120; x",
        "Tue, 99 Foo 2025 12:00:00 GMT",
        "Tue, 08 Apr 99999 12:00:00 GMT",
        "Tue, 08 Apr 2025 12:05:00 +9999999",
        "Tue, 08 Apr 2025 25:61:61 GMT",
        "0 0 0 0 0 0",
        "x" * 100_000,
        "\x00",
    ],
)
def test_what_is_no_pause_means_the_first_delay_of_a_retry(said: str) -> None:
    assert pause(said) == 900
    assert retry_after(answered(said)) is None


def test_only_a_site_that_asks_for_it_is_left_alone() -> None:
    for outcome in set(CheckOutcome) - {CheckOutcome.RATE_LIMITED}:
        assert backoff_until(answered("120"), outcome, tries=1, limits=LIMITS) is None


@pytest.mark.parametrize(("tries", "seconds"), [(1, 900), (2, 3600), (9, 3600)])
def test_site_that_goes_on_refusing_is_left_alone_for_longer(
    tries: int, seconds: float
) -> None:
    rate_limited = CheckOutcome.RATE_LIMITED

    until = backoff_until(answered(""), rate_limited, tries=tries, limits=LIMITS)

    assert until == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("own", "asked", "seconds"),
    [(None, 0.0, 5), (None, 7.0, 7), (2.0, 0.0, 2), (2.0, 7.0, 7), (60.0, 7.0, 60)],
)
def test_a_gap_is_the_desks_but_never_shorter_than_the_sites(
    own: float | None, asked: float, seconds: float
) -> None:
    assert gap_after(own, crawl_delay=asked, limits=LIMITS) == timedelta(
        seconds=seconds
    )
