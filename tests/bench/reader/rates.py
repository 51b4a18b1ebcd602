"""How many requests a second, each kind in turns with the limit."""

import http.client
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median

from tests.bench.reader.site import Site, if_none

CLIENTS = 4
ROUNDS = 7
SECONDS = 2.0
BARE, WARM, HELD = "bare", "warm claim page", "conditional request"


@dataclass(kw_only=True)
class Rate:
    """Rounds: requests a second, and milliseconds of processor time a request."""

    a_second: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return median(self.a_second)

    @property
    def cost(self) -> float:
        return median(self.worked)


def rates(site: Site) -> Mapping[str, Rate]:
    claim = site.addresses["claim page"][0]
    for _ in range(3):
        held = site.ask(claim)
    kinds = {BARE: ("/bare/", ""), WARM: (claim, ""), HELD: (claim, held.tag)}
    found = {name: Rate() for name in kinds}
    with ThreadPoolExecutor(CLIENTS) as clients:
        for _ in range(ROUNDS):
            for name, (address, tag) in kinds.items():
                _round(site, clients, found[name], address, tag)
    return found


def _round(
    site: Site, clients: ThreadPoolExecutor, rate: Rate, address: str, tag: str
) -> None:
    worked, began = site.worked(), time.perf_counter()
    asking = [clients.submit(_ask, site.connect, address, tag) for _ in range(CLIENTS)]
    number = sum(one.result() for one in asking)
    rate.a_second.append(number / (time.perf_counter() - began))
    rate.worked.append(1000 * (site.worked() - worked) / number)


def _ask(
    connect: Callable[[], http.client.HTTPConnection], address: str, tag: str
) -> int:
    line, number = connect(), 0
    ends = time.perf_counter() + SECONDS
    while time.perf_counter() < ends:
        line.request("GET", address, headers=if_none(tag))
        answer = line.getresponse()
        answer.read()
        assert answer.status == (304 if tag else 200), answer.status
        number += 1
    line.close()
    return number
