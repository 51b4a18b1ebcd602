"""The numbers that an operator may turn: how long, how often, how politely.

The settings file reads them from the environment; every room below takes them as
`django.conf.settings.ON_RECORD` or, in plain Python, as an argument.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

PLANNED_SHARE = 0.25
"""How much of a host's time the plan may fill."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """All durations are seconds."""

    contact: str = ""
    """The address that the robot names in its User-Agent, so a site can complain."""

    fetch_allow: frozenset[str] = frozenset()
    """`host:port` pairs that may be fetched although they are not public addresses.
    Only the demo and the tests fill it."""

    fingerprints: str = ""
    """A file with more marks of challenges, parked domains and the like; see
    `engine/marks.py`."""

    fetch_ports: frozenset[int] = frozenset()
    """Ports that sites may be asked at besides 80 and 443."""

    fetch_deadline: float = 30.0
    """The longest that one fetch may take, all redirects and bytes included."""

    lease: float = 120.0
    """How long a worker owns a source unless it renews this. A worker that is alive
    never loses its source, and one that died gives it back."""

    host_gap: float = 5.0
    """The shortest pause between two requests to one host."""

    confirm_quote: float = 10 * MINUTE
    """When words look altered or gone, the second look comes this much later."""

    confirm_gone: tuple[float, ...] = (HOUR, DAY, 3 * DAY)
    """When a page looks gone, the looks that confirm it come this much later each,
    counted from the first."""

    retry: tuple[float, ...] = (15 * MINUTE, HOUR, 6 * HOUR)
    """After a passing failure the page is tried again after each of these in turn,
    then at its usual interval."""

    min_interval: float = 15 * MINUTE
    """No source is looked at more often than this."""

    max_interval: float = 30 * DAY
    """No source that is watched waits longer than this."""

    live_interval: float = 2 * MINUTE
    """A source that is marked as live is looked at this often, whatever it costs."""

    budget: float = 10_000.0
    """How many checks a day the plan shares among all sources; see `rates`."""

    host_cap: float | None = None
    """The most planned checks a day of one host; none: see `cap_of`."""

    plan_every: float = 10 * MINUTE
    """How often the plan is made anew."""

    sweep_every: float = 5.0
    """How often due sources are looked for."""

    sweep_for: float = 30.0
    """How long one sweep goes on claiming while something is due."""

    fetches: int = 64
    """How many sites one sweep asks at a time."""

    def lease_end(self, now: datetime) -> datetime:
        """Until when a worker owns what it claims or renews now."""
        return now + timedelta(seconds=self.lease)

    def cap_of(self, gap: float | None = None) -> float:
        """The most planned checks a day of a host whose own pause is `gap` seconds.

        Unless the operator named a number, a fourth of what the pause leaves room for:
        the rest is for second looks, new tries and people who ask.
        """
        if self.host_cap is not None:
            return self.host_cap
        pause = self.host_gap if gap is None else gap
        return PLANNED_SHARE * DAY / pause if pause > 0 else float("inf")


@dataclass(frozen=True, kw_only=True)
class OutsideArchive:
    """An archive of somebody else's, asked to keep pages and for old copies of them.

    `save_address` is where its Save Page Now answers and `save_key` a pair of keys with
    a colon between them; `timegate` is what stands before a page's address to ask for
    the page at an earlier time (RFC 7089). Empty: it is not asked.
    """

    save_address: str = ""
    save_key: str = field(default="", repr=False)
    timegate: str = ""
