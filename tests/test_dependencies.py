"""Each dependency is a guest: needed, and under a licence that lets us invite it."""

import re
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Needed without being named: other packages look for them by themselves.
UNNAMED = {"hiredis", "packaging"}
# Copyleft that ends at the package's own files, which we use as they come.
UNCHANGED = {"certifi", "psycopg", "psycopg-binary", "tld"}
COPYLEFT = re.compile(r"GPL|GNU|MPL|Mozilla|EPL|CDDL|CC-BY-SA", re.IGNORECASE)


def wanted() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [re.split(r"[\[~=><]", line)[0] for line in project["dependencies"]]


def pinned() -> list[str]:
    """Those that are pinned for every platform, so that all of them are installed."""
    lines = (ROOT / "requirements" / "run.txt").read_text().splitlines()
    found = [re.match(r"([\w.-]+)(?:\[.*\])?==[^;]*$", line) for line in lines]
    return [each[1] for each in found if each]


def own_code() -> str:
    files = [
        path for room in ("config", "tracker") for path in (ROOT / room).rglob("*")
    ]
    return "\n".join(path.read_text() for path in files if path.suffix == ".py")


def licence(name: str) -> str:
    about = distribution(name).metadata
    stated = about.get_all("Classifier") or []
    classified = [each for each in stated if each.startswith("License")]
    return about["License-Expression"] or " ".join(classified) or about["License"]


def test_every_dependency_is_named_in_our_code() -> None:
    code = own_code()
    modules: dict[str, list[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(name.lower(), []).append(module)
    idle = [
        name
        for name in set(wanted()) - UNNAMED
        if not any(re.search(rf"\b{module}\b", code) for module in modules[name])
    ]
    assert idle == []


@pytest.mark.parametrize("name", pinned())
def test_every_dependency_states_a_licence_that_allows_ours(name: str) -> None:
    stated = licence(name)
    assert stated
    assert name in UNCHANGED or not COPYLEFT.search(stated), stated


def test_the_exceptions_are_still_dependencies() -> None:
    assert set(pinned()) | {"psycopg-binary"} >= UNCHANGED


def test_the_readers_are_told_of_every_exception() -> None:
    told = (ROOT / "docs" / "decisions" / "0006-licences-of-guests.md").read_text()
    assert [name for name in sorted(UNCHANGED) if f"`{name}`" not in told] == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "replay.txt"])
def test_the_pins_name_no_index_and_no_folder(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert "--hash=sha256:" in text
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|@ file", text) == []
