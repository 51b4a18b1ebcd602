"""The fictional outlets of the demo press, each at a port of its own.

A port is a host to the re-check engine, so several outlets keep its politeness
(one request at a time, a gap between two) from making the demo slow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8001

Layout = Literal["article", "statement", "channel"]


@dataclass(frozen=True)
class Outlet:
    """One fictional publisher; `offset` is its port counted from the first."""

    key: str
    name: str
    language: str
    offset: int
    layout: Layout
    tagline: str
    accent: str
    paper: str = "#fffdf9"


OUTLETS: tuple[Outlet, ...] = (
    Outlet(
        key="lantern",
        name="The Paper Lantern",
        language="en",
        offset=0,
        layout="article",
        tagline="A daily that was never printed",
        accent="#a4361f",
    ),
    Outlet(
        key="wire",
        name="Tin Can Wire",
        language="en",
        offset=1,
        layout="article",
        tagline="Two tins, one string, all the news",
        accent="#1f5d8c",
        paper="#ffffff",
    ),
    Outlet(
        key="herald",
        name="Вигаданий вісник",
        language="uk",
        offset=2,
        layout="article",
        tagline="Газета, якої немає",
        accent="#31694a",
    ),
    Outlet(
        key="gazette",
        name="Придуманная газета",
        language="ru",
        offset=3,
        layout="article",
        tagline="Газета, которой нет",
        accent="#6d3f7f",
    ),
    Outlet(
        key="atlas",
        name="Nowhere Atlas",
        language="en",
        offset=4,
        layout="article",
        tagline="Open-source maps of places in the news",
        accent="#2f6f73",
        paper="#fbfcfa",
    ),
    Outlet(
        key="statements",
        name="The Statement Room",
        language="en",
        offset=5,
        layout="statement",
        tagline="What the parties publish, as the demo press words it",
        accent="#46505c",
        paper="#ffffff",
    ),
    Outlet(
        key="channel",
        name="Demogram",
        language="uk",
        offset=6,
        layout="channel",
        tagline="Public previews of channels",
        accent="#2a7ab0",
    ),
)

BY_KEY: Mapping[str, Outlet] = MappingProxyType({o.key: o for o in OUTLETS})


def hosts(first_port: int = FIRST_PORT) -> list[str]:
    """Every `host:port` of the press, for the fetch path's list of allowed hosts."""
    return [f"{LOOPBACK}:{first_port + outlet.offset}" for outlet in OUTLETS]


def origins(first_port: int = FIRST_PORT) -> dict[str, str]:
    """The address that each outlet's paths begin with, by the outlet's key."""
    return {
        outlet.key: f"http://{LOOPBACK}:{first_port + outlet.offset}"
        for outlet in OUTLETS
    }
