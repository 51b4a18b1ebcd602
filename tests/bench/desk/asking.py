"""Every page of a desk asked through Django's test client, in process, by a chief."""

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

import psutil
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from tests.bench.desk.pages import pages
from tests.bench.table import percentile
from tests.bench.waiting import Waiting
from tracker.review.roles import CHIEF

WARM = 2
TIMES = 15
# A page that takes this long need not be asked fifteen times to be known as slow.
SLOW = 1.0
FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Times in milliseconds; `database` is the part of the middle that was spent
    waiting for it, `processor` what the page and the database together worked: it says
    more than the clock where other programs use the machine."""

    name: str
    queries: int
    database: float
    middle: float
    slow: float
    processor: float


def all_pages() -> list[Page]:
    client = Client(headers={"host": "127.0.0.1"})
    chief, _ = User.objects.get_or_create(username="bench-chief", is_staff=True)
    chief.groups.add(Group.objects.get(name=CHIEF))
    client.force_login(chief)
    found = [(name, _timed(client, address)) for name, address in pages()]
    return [Page(name=name, **page) for name, page in found if page is not None]


def _timed(client: Client, address: str) -> dict[str, Any] | None:
    """None for a page that chiefs do not open."""
    answer = client.get(address)
    if answer.status_code == 403:
        return None
    assert answer.status_code == 200, (address, answer.status_code)
    waits: list[Waiting] = []
    times: list[float] = []
    worked = 0.0
    for turn in range(WARM + TIMES):
        if len(times) == 0:
            worked = _worked()
        waiting, began = Waiting(), time.perf_counter()
        with connection.execute_wrapper(waiting):
            client.get(address)
        took = time.perf_counter() - began
        if turn >= WARM:
            waits.append(waiting)
            times.append(took)
        if took > SLOW and len(times) >= FEW:
            break
    return {
        "queries": waits[-1].queries,
        "database": 1000 * median(one.seconds for one in waits),
        "middle": 1000 * median(times),
        "slow": 1000 * percentile(times, 0.95),
        "processor": 1000 * (_worked() - worked) / len(times),
    }


def _worked() -> float:
    """Processor seconds so far of this process and of its connection's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        used = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time() + used.user + used.system
