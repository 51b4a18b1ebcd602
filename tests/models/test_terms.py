"""A term of a search in the words of the database."""

from itertools import product

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def asked(sql: str, *values: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Belgorod", "'belgorod'"),
        ("bridges", "'bridg' | 'bridges'"),
        ("мостами", "'мостами' | 'мост'"),
        ("the", ""),
    ],
)
def test_a_word_is_looked_for_once_in_each_form(word: str, found: str) -> None:
    assert asked("SELECT tracker_term(%s)", word) == found


def test_three_queries_as_one_find_what_any_of_them_finds() -> None:
    for three in product(("a", "b", "c", "a & b"), repeat=3):
        once = asked("SELECT tracker_any_of(%s, %s, %s)", *three)
        assert len(once.split("|")) == len(set(three))
        for text in ("a", "b", "c", "a b", "b c", "d"):
            fits = "SELECT to_tsvector('simple', %s) @@ %s::tsquery"
            joined = " | ".join(f"({query})" for query in three)
            assert asked(fits, text, once) == asked(fits, text, joined)
