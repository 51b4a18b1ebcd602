"""Lists show at once what a test has written."""

import pytest

from tests.raised import raise_versions_at_once


@pytest.fixture(autouse=True)
def _raise_versions(request: pytest.FixtureRequest) -> None:
    raise_versions_at_once(request)
