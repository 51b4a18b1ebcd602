"""What a site asks robots to leave alone."""

import time
from datetime import UTC, datetime

import pytest

from tracker.engine.robots import READ_AT_MOST, Robots, address, read
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


@pytest.mark.parametrize(
    "agent",
    ["OnRecord", "onrecord", "ONRECORD", "OnRecord/1.0", "OnRecord/0.1 (+x)", "*"],
)
def test_our_token_is_ours_however_it_is_written(agent: str) -> None:
    rules = f"User-agent: {agent}\nDisallow: /\n".encode()
    assert not allows(answer(200, rules))


@pytest.mark.parametrize("agent", ["OnRecordings", "Record", "Mozilla", "On-Record"])
def test_another_token_is_not_ours(agent: str) -> None:
    assert allows(answer(200, f"User-agent: {agent}\nDisallow: /\n".encode()))


def test_our_own_group_is_the_only_one_that_counts() -> None:
    rules = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /private/x\n"
    )
    assert allows(answer(200, rules))


def test_groups_of_one_token_are_one_group() -> None:
    rules = (
        b"User-agent: Other\nUser-agent: OnRecord\nDisallow: /a\n\n"
        b"User-agent: OnRecord\nDisallow: /private\n"
    )
    assert not allows(answer(200, rules))
    assert not allows(answer(200, rules), "https://harbour.example/a")


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("/private", "/private/page", False),
        ("/private$", "/private/page", True),
        ("/private$", "/private", False),
        ("/*.pdf$", "/a/b.pdf", False),
        ("/*.pdf$", "/a/b.pdf?x", True),
        ("/*/page", "/private/page", False),
        ("*page", "/private/page", False),
        ("/p*e", "/private", False),
        ("", "/private", True),
        ("/", "/private", False),
        ("/%D0%BC%D1%96%D1%81%D1%82", "/міст", False),
        ("/міст", "/%D0%BC%D1%96%D1%81%D1%82", False),
        ("/a%3cd", "/a%3Cd", False),
        ("/private # a remark", "/private", False),
        ("/a?b=", "/a?b=c", False),
        ("/robots.txt", "/robots.txt", True),
    ],
)
def test_a_rule_covers_what_the_standard_says(
    rule: str, path: str, allowed: bool
) -> None:
    rules = f"User-agent: *\nDisallow: {rule}\n".encode()
    assert allows(answer(200, rules), f"https://harbour.example{path}") is allowed


def test_of_two_rules_of_a_length_the_one_that_allows_wins() -> None:
    rules = b"User-agent: *\nDisallow: /page\nAllow: /page\n"
    assert allows(answer(200, rules), "https://harbour.example/page")


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_may_end_as_they_like_and_begin_with_a_mark(
    ending: bytes, mark: bytes
) -> None:
    rules = mark + b"User-agent: *" + ending + b"Disallow: /private" + ending
    assert not allows(answer(200, rules))


def test_five_hundred_kibibytes_are_read_and_no_half_rule() -> None:
    head = b"User-agent: *\n"
    filler = b"Disallow: /x\n" * 100_000
    last = b"Disallow: /private\n"
    within = (head + filler)[: READ_AT_MOST - 100] + b"\n" + last
    assert not allows(answer(200, within))
    cut = (head + filler)[: READ_AT_MOST - 12] + b"\nDisallow: /private-only\n"
    assert allows(answer(200, cut + filler))


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /" + "*a" * 50_000 + "b$",
        "User-agent: *\n" + "Disallow: /*a*a*a*a*b\n" * 20_000,
        "".join(f"User-agent: x{n}\nDisallow: /\n" for n in range(15_000)),
        "User-agent: *\nCrawl-delay: " + "9" * 400_000,
    ],
    ids=["stars", "many stars", "many agents", "long delay"],
)
def test_hostile_rules_take_no_time(rules: str) -> None:
    begun = time.process_time()
    kept = Robots(text=rules)
    assert kept.allows(f"https://harbour.example/{'a' * 2000}", agent="OnRecord")
    kept.crawl_delay(agent="OnRecord")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("said", "delay"),
    [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("soon", 0.0), ("inf", 0.0), ("1e9", 60.0)],
)
def test_a_crawl_delay_is_a_number_of_seconds_or_nothing(
    said: str, delay: float
) -> None:
    rules = Robots(text=f"User-agent: *\nCrawl-delay: {said}\n")
    assert rules.crawl_delay(agent="OnRecord") == delay
