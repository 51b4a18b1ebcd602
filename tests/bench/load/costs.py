"""Where the processor time goes: the workers, the database, the site, the rest."""

from collections.abc import Mapping

import psutil
from django.db import connection


def seconds_of(roots: Mapping[str, int]) -> dict[str, float]:
    """Processor seconds so far of named processes, with all that they started."""
    return {name: _of_tree(psutil.Process(pid)) for name, pid in roots.items()}


def database_server() -> int:
    """The process that all of PostgreSQL's other processes belong to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return psutil.Process(backend).ppid()


def _of_tree(root: psutil.Process) -> float:
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        # What children used that have ended is with their parent.
        total += used.user + used.system + used.children_user + used.children_system
    return total
