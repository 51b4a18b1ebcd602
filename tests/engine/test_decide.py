"""The outcome of a check, rule by rule."""

from datetime import UTC, datetime

import pytest

from tests.engine.pages import ADDRESS, extracted, page, text
from tracker.engine.compare import compare
from tracker.engine.decide import PAGE_SHOWN, Look, decide
from tracker.engine.types import Fetched, Problem, Redirect, Signals, Text
from tracker.rules.vocabulary import CheckOutcome as Out

NOW = datetime(2025, 4, 8, tzinfo=UTC)
OLD = extracted("article_first.html")


def answer(
    status: int = 200,
    *,
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes = b"",
    final: str = ADDRESS,
    hops: tuple[int, ...] = (),
    problem: Problem | None = None,
    truncated: bool = False,
) -> Fetched:
    return Fetched(
        requested_url=ADDRESS,
        final_url=final,
        started=NOW,
        finished=NOW,
        status=status,
        headers=headers,
        body=body,
        redirects=tuple(Redirect(ADDRESS, hop, final) for hop in hops),
        problem=problem,
        truncated=truncated,
    )


def outcome(fetched: Fetched, new: Text | None = None, old: Text | None = OLD) -> Out:
    comparison = compare(old, new) if old and new else None
    return decide(
        Look(fetched=fetched, old=old, new=new, comparison=comparison)
    ).outcome


@pytest.mark.parametrize(
    "problem", [Out.DNS_NXDOMAIN, Out.TIMEOUT, Out.REFUSED_SSRF, Out.TLS_ERROR]
)
def test_what_the_gate_says_is_the_outcome(problem: Out) -> None:
    assert outcome(answer(0, problem=Problem(problem, "why"))) is problem


WAIT = (("Retry-After", "60"),)


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (304, (), Out.UNCHANGED),
        (429, (), Out.RATE_LIMITED),
        (503, WAIT, Out.RATE_LIMITED),
        (403, WAIT, Out.RATE_LIMITED),
        (503, (), Out.SERVER_ERROR),
        (500, (), Out.SERVER_ERROR),
        (401, (), Out.BLOCKED),
        (403, (), Out.BLOCKED),
        (406, (), Out.BLOCKED),
        (451, (), Out.LEGAL_BLOCK),
        (402, (), Out.PAYWALLED),
        (410, (), Out.GONE),
        (404, (), Out.NOT_FOUND),
        (302, (), Out.PROTOCOL_ERROR),
        (204, (), Out.PROTOCOL_ERROR),
    ],
)
def test_a_status_has_its_outcome(
    status: int, headers: tuple[tuple[str, str], ...], expected: Out
) -> None:
    assert outcome(answer(status, headers=headers)) is expected


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_page_is_blocked_whatever_its_status(status: int) -> None:
    fetched = answer(status, body=page("challenge.html"))
    assert outcome(fetched, extracted("challenge.html")) is Out.BLOCKED


def test_a_challenge_header_is_enough() -> None:
    fetched = answer(headers=(("cf-mitigated", "challenge"),))
    assert outcome(fetched, OLD) is Out.BLOCKED


def test_a_page_that_only_loads_a_challenge_script_is_a_page() -> None:
    body = page("article_first.html") + b"<script src='/cdn-cgi/challenge-platform/x'>"
    assert outcome(answer(body=body), OLD) is Out.UNCHANGED


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article_first.html", Out.UNCHANGED),
        ("article_clutter.html", Out.CHANGED_COSMETIC),
        ("article_softened.html", Out.CHANGED),
        ("article_corrected.html", Out.CHANGED),
        ("stub.html", Out.EXTRACT_EMPTY),
        ("shell.html", Out.JS_REQUIRED),
        ("paywall.html", Out.PAYWALLED),
        ("not_found.html", Out.SOFT_404),
        ("parked.html", Out.DOMAIN_PARKED),
    ],
)
def test_a_page_answered_with_200_is_what_it_shows(name: str, expected: Out) -> None:
    assert outcome(answer(body=page(name)), extracted(name)) is expected


@pytest.mark.parametrize("name", ["stub.html", "shell.html", "not_found.html"])
def test_a_failed_first_look_gives_no_version(name: str) -> None:
    found = outcome(answer(body=page(name)), extracted(name), old=None)
    assert found not in PAGE_SHOWN


def test_a_first_look_at_a_page_shows_it() -> None:
    assert outcome(answer(), OLD, old=None) is Out.UNCHANGED


def test_an_article_about_missing_pages_is_not_missing() -> None:
    long = text(OLD.article, title="Why “404 page not found” became a joke")
    assert outcome(answer(), long, old=long) is Out.UNCHANGED


def test_a_deep_page_that_leads_to_the_front_page_is_a_soft_404() -> None:
    front = text("Welcome to the Harbour Post. " * 40)
    fetched = answer(final="https://harbour.example/", hops=(302,))
    assert outcome(fetched, front) is Out.SOFT_404


MOVED = "https://harbour.example/archive/2025/bridge-repairs"


def test_a_page_that_moved_for_good_says_where_to() -> None:
    fetched = answer(final=MOVED, hops=(301, 308))
    finding = decide(
        Look(fetched=fetched, old=OLD, new=OLD, comparison=compare(OLD, OLD))
    )
    assert (finding.outcome, finding.proposed_url) == (Out.MOVED, MOVED)


def test_a_page_that_moved_for_now_keeps_its_address() -> None:
    assert outcome(answer(final=MOVED, hops=(302,)), OLD) is Out.UNCHANGED


def test_a_way_from_https_to_http_is_written_down() -> None:
    plain = answer(final=ADDRESS.replace("https:", "http:"), hops=(302,))
    assert ADDRESS.startswith("https:")

    finding = decide(
        Look(fetched=plain, old=OLD, new=OLD, comparison=compare(OLD, OLD))
    )

    assert finding.outcome is Out.UNCHANGED
    assert finding.reason.endswith("; led from https to http")


def test_a_redirect_to_another_text_leads_elsewhere() -> None:
    other = text("Boat show opens its doors to visitors from all islands. " * 30)
    assert outcome(answer(final=MOVED, hops=(301,)), other) is Out.REDIRECTED_ELSEWHERE


def test_https_and_a_final_slash_are_no_move() -> None:
    same = ADDRESS.replace("https://", "https://www.") + "/"
    assert outcome(answer(final=same, hops=(301,)), OLD) is Out.UNCHANGED


def test_a_page_that_came_empty_is_no_change() -> None:
    assert outcome(answer(), text("Loading")) is Out.EXTRACT_EMPTY


def test_a_cut_page_is_too_large() -> None:
    assert outcome(answer(truncated=True), OLD) is Out.TOO_LARGE


def test_a_parsers_problem_is_the_outcome() -> None:
    problem = Problem(Out.UNSUPPORTED_TYPE, "a picture")
    look = Look(fetched=answer(), old=OLD, problem=problem)
    assert decide(look).outcome is Out.UNSUPPORTED_TYPE


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        (Signals(kind="telegram", deleted=True), Out.GONE),
        (Signals(kind="telegram", closed=True), Out.BLOCKED),
    ],
)
def test_a_deleted_post_is_gone_and_a_closed_channel_is_not(
    signals: Signals, expected: Out
) -> None:
    assert outcome(answer(), text("", signals=signals)) is expected


def test_a_few_words_are_a_minor_change() -> None:
    new = text(OLD.article.replace("complained", "complained loudly"), title=OLD.title)
    assert outcome(answer(), new) is Out.CHANGED_MINOR
