"""In most tests a transaction never ends: what a commit would raise, raised at once."""

import pytest
from django.db import connection


def raise_versions_at_once(request: pytest.FixtureRequest) -> None:
    """Of tests that ask for the database and are rolled back."""
    marked = request.node.get_closest_marker("django_db")
    if marked is None or marked.kwargs.get("transaction"):
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS raise_versions IMMEDIATE")
