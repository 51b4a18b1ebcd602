"""A client of the API, and no limit on how often tests may ask."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from tests.raised import raise_versions_at_once

Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def _ask_freely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {"anon": None, "user": None}
    )


@pytest.fixture(autouse=True)
def _raise_versions(request: pytest.FixtureRequest) -> None:
    raise_versions_at_once(request)


@pytest.fixture
def get() -> Get:
    """The JSON at an address below the version; fails unless the answer is 200."""

    def ask(path: str, **query: str) -> Any:
        response = APIClient().get(f"/api/v1/{path}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return ask
