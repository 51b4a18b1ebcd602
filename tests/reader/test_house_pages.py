"""The pages about the site itself, and those that are shown when something fails."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client

from tests.reader.reading import read
from tracker.reader.pages.methodology import render


@pytest.mark.django_db
def test_the_first_page_says_what_the_words_mean(client: Client) -> None:
    page = read(client, "/")

    assert "Two or more independent origins support it" in page
    assert "No claim has been published yet." in page


def test_the_methodology_is_the_editors_own_text(client: Client) -> None:
    rules = Path(settings.BASE_DIR, "docs", "rules.md").read_text(encoding="utf-8")
    title = rules.splitlines()[0].removeprefix("# ")

    page = read(client, "/methodology/")

    assert f">{title}</h1>" in page
    assert 'href="#what-silence-means"' in page
    assert 'id="what-silence-means"' in page


def test_headings_with_the_same_words_have_anchors_of_their_own() -> None:
    page = render("# Rules\n\n## Time\n\n## Time\n")

    assert [heading.anchor for heading in page.headings] == ["time", "time-2"]
    assert 'id="time-2"' in page.html


def test_the_methodology_lets_no_markup_through() -> None:
    page = render("# Rules\n\n<script>alert(1)</script>\n\n| a |\n|--:|\n| 1 |\n")

    assert "<script" not in page.html
    assert "style=" not in page.html


def test_links_into_the_code_are_only_words_on_the_page() -> None:
    page = render("# R\n\n[cases](../tests/x.py), [site](https://a.example), [up](#r)")

    assert "cases" in page.html
    assert "../tests" not in page.html
    assert 'href="https://a.example"' in page.html
    assert 'href="#r"' in page.html


def test_what_is_only_for_builders_is_not_on_the_page() -> None:
    page = render("# R\n\nA rule.\n\nTests: [cases](../tests/x.py),\n[more](x).\n\nOn.")

    assert page.html == "<p>A rule.</p>\n<p>On.</p>\n"


def test_the_methodology_begins_with_its_title(client: Client) -> None:
    page = read(client, "/methodology/")

    assert page.count("<h1") == 1
    assert page.index("<h1") < page.index('aria-label="On this page"')


def test_robots_are_kept_out_of_the_office(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert b"Disallow: /admin/" in response.content


@pytest.mark.django_db
def test_a_healthy_site_says_so(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_a_site_without_its_database_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)

    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("template", ["500.html", "400.html"])
def test_a_failure_is_shown_without_the_database(template: str) -> None:
    page = render_to_string(template)

    assert "On Record" in page


@pytest.mark.django_db
def test_no_page_carries_inline_script_or_style(client: Client) -> None:
    for address in ("/", "/claims/", "/parties/", "/sources/", "/methodology/"):
        page = read(client, address)

        assert "<script" not in page
        assert "style=" not in page
        assert "<style" not in page
