"""No page of the office has anything in it that a strict policy would refuse."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from config.headers import POLICY
from tests.admin import office
from tests.admin.conftest import Desk

pytestmark = pytest.mark.django_db
# A block of data, which no browser runs.
DATA = {"application/json", "application/ld+json"}


def refused(page: str) -> Iterator[str]:
    """What would be inline: styles, scripts, handlers, addresses that are scripts."""
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style":
            yield "a style element"
        is_run = element.tag == "script" and element.get("type") not in DATA
        if is_run and not element.get("src"):
            yield f"a script: {element.text_content()[:60]}"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} {name}={value[:60]}"
            if re.match(r"\s*javascript:", value, re.IGNORECASE):
                yield f"{element.tag} {name}={value[:60]}"


def test_no_page_holds_anything_inline(client: Client, desk: Desk) -> None:
    client.force_login(User.objects.create_superuser("root"))

    found = {
        address: list(refused(client.get(address).content.decode()))
        for address in office.pages(client)
    }

    assert {at: inline for at, inline in found.items() if inline} == {}


def test_the_policy_leaves_nothing_open() -> None:
    told = dict(part.split(" ", 1) for part in POLICY.split("; "))

    assert told["default-src"] == "'none'"
    assert (told["script-src"], told["style-src"]) == ("'self'", "'self'")
    assert told["base-uri"] == told["frame-ancestors"] == "'none'"
    assert told["form-action"] == "'self'"
    # What is not named falls back to nothing: objects, frames, media, workers.
    assert told.keys() & {"object-src", "frame-src", "worker-src"} <= {"object-src"}
    assert "unsafe" not in POLICY
