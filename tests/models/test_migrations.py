"""The schema goes down to nothing and up again."""

import pytest
from django.core.management import call_command
from django.db import connection


def tables_and_functions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'tracker%%'"
            " UNION SELECT tgname || tgrelid::regclass FROM pg_trigger"
            "   WHERE tgname LIKE 'refuse%%' OR tgname LIKE 'leave%%'"
            " UNION SELECT proname FROM pg_proc WHERE proname LIKE 'tracker%%'"
            " UNION SELECT conname FROM pg_constraint"
            "   WHERE conname LIKE '%%stands_together' OR conname LIKE '%%_are_words'"
            "   OR conname LIKE '%%_can_be_read'"
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_the_migrations_go_down_and_up_again() -> None:
    before = tables_and_functions()
    call_command("migrate", "tracker", "zero", verbosity=0)
    assert tables_and_functions() == set()
    call_command("migrate", "tracker", verbosity=0)
    assert tables_and_functions() == before
