"""axe finds no violation of WCAG A and AA on any page of the office."""

import json
from importlib.resources import files
from typing import Any, Literal

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
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (390, 1280)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


def violations(page: Page, *, only_colours: bool = False) -> list[str]:
    """What axe finds, each with the first of the elements that it finds it in."""
    # Not a script of the page: evaluated from outside, so no policy is in its way.
    page.evaluate(AXE)
    run: dict[str, Any] = {"type": "tag", "values": TAGS}
    if only_colours:
        run = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    found = page.evaluate(f"axe.run(document, {json.dumps({'runOnly': run})})")
    return [
        f"{one['id']} x {len(one['nodes'])}: {one['nodes'][0]['html'][:150]}"
        f" {one['nodes'][0].get('any', [{}])[0:1] and one['nodes'][0]['any'][0]['message'][:160] if one['nodes'][0].get('any') else ''}"
        for one in found["violations"]
    ]


def problems(page: Page, address: str) -> dict[str, list[str]]:
    """By width and theme; what is not colour is the same in both themes."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(address)
        found[f"{width} light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[f"{width} dark"] = violations(page, only_colours=True)
    return {where: found for where, found in found.items() if found}


def log_in(page: Page, user: User) -> Client:
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    page.goto("/admin/login/")
    page.context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": cookie.value,
                "url": page.url.removesuffix("admin/login/"),
            }
        ]
    )
    return client


@pytest.fixture
def root(desk: Desk) -> User:
    ensure_groups()
    return User.objects.create_superuser("root", password="opens-nothing")


def test_all(page: Page, root: User, desk: Desk) -> None:
    client = log_in(page, root)
    import time

    out = {}
    pages = office.pages(client)
    t = time.time()
    for a in pages:
        p = problems(page, a)
        if p:
            out[a] = p
    print(len(pages), time.time() - t)
    open("/tmp/axe.json", "w").write(json.dumps(out, indent=1))
