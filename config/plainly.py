"""What an operator can do something about, said in one line instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError
from psycopg import errors


class Unusable(SystemExit):
    """The database cannot be used; the text is one line for a person."""


@contextmanager
def plainly() -> Iterator[None]:
    """Say plainly that the database is not there, or has no tables yet.

    Everything else that a database refuses keeps its traceback: it is a bug of ours.
    """
    try:
        yield
    except DatabaseError as error:
        if says := _plain_words(error):
            raise Unusable(f"on-record: {says}") from None
        raise


def _plain_words(error: DatabaseError) -> str:
    cause = error.__cause__
    if isinstance(cause, errors.UndefinedTable):
        return "the database has no tables yet; make them: manage.py migrate"
    # Only a connection that never came about, or broke, has no code of the server's.
    if isinstance(error, OperationalError) and not getattr(cause, "sqlstate", None):
        reason = " ".join(str(error).split())
        return f"the database of DATABASE_URL cannot be reached: {reason}"
    return ""
