"""axe finds no violation of WCAG A and AA on any page of the office."""

import json
from importlib.resources import files
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from tests.admin import office
from tests.admin.conftest import Desk
from tests.browser.looking import too_wide
from tracker.review.roles import ensure_groups

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, each with the first of the elements that it finds it in."""
    run: dict[str, Any] = {"type": "tag", "values": TAGS}
    if rules:
        run = {"type": "rule", "values": rules}
    found = page.evaluate(
        f"axe.run(document, {json.dumps({'runOnly': run, 'preload': False})})"
    )
    return [f"{one['id']}: {_first(one['nodes'])}" for one in found["violations"]]


def _first(nodes: list[dict[str, Any]]) -> str:
    said = [one["message"] for one in (*nodes[0]["any"], *nodes[0]["all"])]
    return f"{len(nodes)} such as {nodes[0]['html'][:150]} {' '.join(said)[:200]}"


def problems(page: Page, address: str) -> list[str]:
    """On a desk's screen and on a phone; what is no colour is the same in the dark."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    # Evaluated from outside the page, so no policy of the page is in its way.
    page.evaluate(AXE)
    found = [f"1280, light: {one}" for one in violations(page)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"1280, dark: {one}" for one in violations(page, *COLOURS)]
    page.set_viewport_size({"width": 320, "height": 900})
    if (wide := too_wide(page)) > 0:
        found.append(f"320: {wide} pixels wider than the window")
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found + [f"390, light: {one}" for one in violations(page)]


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


def of_model(address: str) -> str:
    """The part of the office that an address belongs to: tracker/claim, auth/user."""
    return "/".join(address.split("/")[2:4])


PARTS = (
    "",
    *sorted(f"{m._meta.app_label}/{m._meta.model_name}" for m in admin.site._registry),
)


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing(part: str, page: Page, root: User, desk: Desk) -> None:
    client = log_in(page, root)
    mine = [
        address
        for address in office.every_address()
        if (of_model(address) if of_model(address) in PARTS else "") == part
    ]
    listed = ["?q=nothing"] if part else []

    found = {
        address: problems(page, address)
        for address in mine
        if office.is_page(client, address)
    }
    for query in listed:
        found[query] = problems(page, f"/admin/{part}/{query}")

    assert {at: problem for at, problem in found.items() if problem} == {}


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/admin/nothing/", "/admin/tracker/check/add/"]
)
def test_axe_finds_nothing_before_the_doors(
    address: str, page: Page, desk: Desk
) -> None:
    assert problems(page, address) == []


def test_the_keys_alone_skip_to_the_content(page: Page, root: User) -> None:
    log_in(page, root)
    page.goto("/admin/tracker/claim/")

    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#content-start")).to_be_focused()
