"""axe finds no violation of WCAG A and AA on any page of the office."""

import json
from importlib.resources import files
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from tests.admin import office
from tests.admin.conftest import Desk
from tracker.review.roles import ensure_groups

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ("color-contrast", "link-in-text-block")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, each with the first of the elements that it finds it in."""
    run: dict[str, Any] = {"type": "tag", "values": TAGS}
    if rules:
        run = {"type": "rule", "values": rules}
    found = page.evaluate(f"axe.run(document, {json.dumps({'runOnly': run})})")
    return [f"{one['id']}: {_first(one['nodes'])}" for one in found["violations"]]


def _first(nodes: list[dict[str, Any]]) -> str:
    said = [one["message"] for one in (*nodes[0]["any"], *nodes[0]["all"])]
    return f"{len(nodes)} such as {nodes[0]['html'][:150]} {' '.join(said)[:200]}"


def problems(page: Page, address: str) -> list[str]:
    """On a desk's screen and on a phone; what is no colour is the same in the dark."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    # Evaluated from outside the page, so no policy of the page is in its way.
    page.evaluate(AXE)
    found = [f"1280, light: {one}" for one in violations(page)]
    page.set_viewport_size({"width": 390, "height": 900})
    found += [f"390, light: {one}" for one in violations(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"390, dark: {one}" for one in violations(page, *COLOURS)]
    return found


def log_in(page: Page, user: User) -> Client:
    client = Client()
    client.force_login(user)
    page.goto("/admin/login/")
    origin = page.url.removesuffix("admin/login/")
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": origin}])
    return client


@pytest.fixture
def root(desk: Desk) -> User:
    ensure_groups()
    return User.objects.create_superuser("root", password="opens-nothing")


def test_all(page: Page, root: User, desk: Desk) -> None:
    client = log_in(page, root)
    with open("/tmp/axe.txt", "w") as f:
        seen = set()
        for a in office.pages(client):
            ps = problems(page, a)
            for p in ps:
                if p not in seen:
                    seen.add(p)
                    f.write(f"{a} {p}\n")
                    f.flush()
        f.write("DONE\n")
