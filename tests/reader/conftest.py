"""In a test the transaction never ends: what a commit would raise is raised at once."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _raise_versions_at_once(request: pytest.FixtureRequest) -> None:
    marked = request.node.get_closest_marker("django_db")
    if marked is None or marked.kwargs.get("transaction"):
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS raise_versions IMMEDIATE")
