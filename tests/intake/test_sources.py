"""An address becomes a source once, in its canonical form."""

from datetime import UTC, datetime

import pytest

from tracker.engine.errors import EngineError
from tracker.intake.sources import add_source, find_source
from tracker.models import Host, Source

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 4, 8, 12, tzinfo=UTC)


def add(url: str, **profile: str) -> Source:
    return add_source(url, by=None, now=NOW, **profile)  # type: ignore[arg-type]


def test_address_is_kept_in_its_canonical_form() -> None:
    source = add("HTTP://News.Example:80/a/../b#part")

    assert source.url == "http://news.example/b"
    assert source.host.name == "news.example"
    assert source.due_at == NOW


def test_host_is_named_with_a_port_that_is_not_the_usual_one() -> None:
    assert add("https://news.example:8443/").host.name == "news.example:8443"
    assert add("http://[2606:4700::1]:8080/").host.name == "[2606:4700::1]:8080"


def test_one_address_is_one_source_however_it_is_written() -> None:
    first = add("https://news.example/a", title="First")
    second = add("https://NEWS.example/./a#b", title="Second")

    assert first == second
    assert [profile.title for profile in first.profiles.all()] == ["First"]
    assert find_source("https://news.example:443/a") == first


def test_sources_of_one_site_share_its_host() -> None:
    add("https://news.example/a")
    add("https://news.example/b")

    assert Host.objects.count() == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news",
        "ftp://news.example/a",
        "https://me:secret@news.example/",
        "https://news.example/" + "a" * 2000,
    ],
)
def test_address_that_can_never_be_looked_at_is_refused(url: str) -> None:
    with pytest.raises(EngineError):
        add(url)

    assert not Source.objects.exists()
