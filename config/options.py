"""What whoever calls `make run` may choose, and whether it can be had."""

import argparse
from dataclasses import dataclass

from config import environment as env
from config import local, ports
from tracker.demo.outlets import FIRST_PORT

HIGHEST = 65535


class NotPossible(Exception):
    """The text is one line for a person."""


@dataclass(frozen=True)
class Options:
    port: int
    press_port: int
    demo: bool

    def taken(self) -> dict[str, list[int]]:
        """The ports that the site will take, by the setting that moves them."""
        press = ports.of_the_press(self.press_port) if self.demo else []
        return {"ON_RECORD_PORT": [self.port], "ON_RECORD_PRESS_PORT": press}


def read() -> Options:
    # The demo desk cites the press at the ports at which it was first loaded.
    press_port = local.chosen().get("ON_RECORD_PRESS_PORT", str(FIRST_PORT))
    parser = argparse.ArgumentParser(
        prog="make run", description="The whole site on one machine, until Ctrl-C."
    )
    parser.add_argument("--port", default=env.text("ON_RECORD_PORT", "8000"))
    parser.add_argument(
        "--press-port", default=env.text("ON_RECORD_PRESS_PORT", press_port)
    )
    parser.add_argument(
        "--no-demo",
        dest="demo",
        action="store_false",
        default=env.flag("ON_RECORD_DEMO", default=True),
        help="start with an empty desk",
    )
    found = parser.parse_args()
    last_of_the_press = ports.of_the_press(0)[-1]
    return Options(
        port=_port("ON_RECORD_PORT", found.port),
        press_port=_port(
            "ON_RECORD_PRESS_PORT",
            found.press_port,
            highest=HIGHEST - last_of_the_press,
        ),
        demo=found.demo,
    )


def _port(name: str, value: str, *, highest: int = HIGHEST) -> int:
    # No port has more digits, and a number with thousands of them takes its time.
    if not (value.isdecimal() and len(value) <= 5 and 0 < int(value) <= highest):
        env.stop(name, f"must be a port from 1 to {highest}, not {value[:20]!r}")
    return int(value)


def refuse_taken_ports(options: Options) -> None:
    """Raises NotPossible, with advice, before anything has been started."""
    wanted = options.taken()
    if options.port in wanted["ON_RECORD_PRESS_PORT"]:
        raise NotPossible(
            f"the demo press needs port {options.port}, too; choose another for the"
            f" site, such as ON_RECORD_PORT={wanted['ON_RECORD_PRESS_PORT'][-1] + 1}"
        )
    for name, needed in wanted.items():
        for port in needed:
            if not ports.is_free(port):
                raise NotPossible(_advice(name, port, needed[0]))


def _advice(name: str, port: int, first: int) -> str:
    other = first + 100 if first + 200 < HIGHEST else first - 100
    return f"port {port} is taken; choose another, such as {name}={other} make run"
