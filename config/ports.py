"""Ports on loopback: which are free, and which the demo press takes."""

import random
import socket

from tracker.demo.outlets import OUTLETS

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a connection that has just ended does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def of_the_press(first: int) -> list[int]:
    """One an outlet, because a port is a host to the re-check engine."""
    return [first + outlet.offset for outlet in OUTLETS]


def allowed(first: int) -> str:
    """What `ON_RECORD_FETCH_ALLOW` must say for the demo press to be read."""
    return ",".join(f"{HOST}:{port}" for port in of_the_press(first))


def first_free_for_the_press() -> int:
    """Below the range from which the system hands out ports to others."""
    while True:
        first = random.randrange(20000, 30000)  # noqa: S311 -- nothing to guess here
        if all(is_free(port) for port in of_the_press(first)):
            return first


def first_free() -> int:
    """One port, above those that the press is given and below the system's range."""
    while True:
        port = random.randrange(30100, 32000)  # noqa: S311 -- nothing to guess here
        if is_free(port):
            return port
