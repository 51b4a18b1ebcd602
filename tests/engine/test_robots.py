"""What a site asks robots to leave alone."""

from datetime import UTC, datetime

import pytest

from tracker.engine.robots import Robots, address, read
from tracker.engine.types import Fetched, Problem
from tracker.rules.vocabulary import CheckOutcome

NOW = datetime(2025, 4, 8, tzinfo=UTC)
PAGE = "https://harbour.example/private/page"
RULES = (
    b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n\n"
    b"User-agent: Other\nDisallow:\n"
)


def answer(status: int, body: bytes = b"", problem: Problem | None = None) -> Fetched:
    return Fetched(
        requested_url="https://harbour.example/robots.txt",
        final_url="https://harbour.example/robots.txt",
        started=NOW,
        finished=NOW,
        status=status,
        body=body,
        problem=problem,
    )


def allows(answered: Fetched, url: str = PAGE, agent: str = "OnRecord") -> bool:
    return read(answered).allows(url, agent=agent)


def test_rules_are_followed() -> None:
    assert not allows(answer(200, RULES))
    assert allows(answer(200, RULES), "https://harbour.example/public")
    assert allows(answer(200, RULES), agent="Other")


def test_the_longest_rule_wins() -> None:
    rules = b"User-agent: OnRecord\nDisallow: /private\nAllow: /private/page\n"
    assert allows(answer(200, rules))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_allows_all(status: int) -> None:
    assert allows(answer(status, b"User-agent: *\nDisallow: /"))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_that_fails_to_answer_allows_nothing(status: int) -> None:
    assert not allows(answer(status))


@pytest.mark.parametrize("outcome", [CheckOutcome.TIMEOUT, CheckOutcome.DNS_ERROR])
def test_a_site_that_cannot_be_reached_allows_nothing(outcome: CheckOutcome) -> None:
    assert not allows(answer(0, problem=Problem(outcome, "no")))


def test_endless_redirects_mean_no_rules() -> None:
    assert allows(answer(302, problem=Problem(CheckOutcome.TOO_MANY_REDIRECTS, "no")))


@pytest.mark.parametrize("body", [b"\x00\xff\xfe junk", b"<html>404</html>", b""])
def test_junk_is_no_rule(body: bytes) -> None:
    assert allows(answer(200, body))


def test_a_crawl_delay_is_capped_at_a_minute() -> None:
    assert read(answer(200, RULES)).crawl_delay(agent="OnRecord") == 7.0
    slow = Robots(text="User-agent: *\nCrawl-delay: 3600\n")
    assert slow.crawl_delay(agent="OnRecord") == 60.0
    assert Robots().crawl_delay(agent="OnRecord") == 0.0


def test_the_rules_are_at_the_root_of_the_host() -> None:
    assert address("https://harbour.example:8443/a/b?c") == (
        "https://harbour.example:8443/robots.txt"
    )
