"""A stand-in for an outside archive on loopback: Save Page Now and a TimeGate, with
everything that goes wrong with them."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from tests.engine.sites import path_of, reply, site
from tracker.rules.limits import OutsideArchive

JSON = "Content-Type: application/json\r\n"
STAMP = "20250408093000"
THEN_WORDS = "Tue, 08 Apr 2025 09:30:00 GMT"


class Archive:
    """`said` by path overrules what it would answer; the next `pending` questions about
    a job hear that it is not finished."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[str] = []
        self.saved: list[str] = []
        self.keys: list[str] = []
        self.pending = 0
        self.said: dict[str, bytes] = {}

    @property
    def settings(self) -> OutsideArchive:
        here = f"http://127.0.0.1:{self.port}"
        return OutsideArchive(
            save_address=f"{here}/save", save_key="key:secret", timegate=f"{here}/web/"
        )

    def copy_of(self, url: str) -> str:
        return f"http://127.0.0.1:{self.port}/web/{STAMP}/{url}"

    def say(self, path: str, said: Any, *, status: str = "200 OK") -> None:
        self.said[path] = reply(json.dumps(said).encode(), status=status, headers=JSON)

    def answer(self, wire: socket.socket, asked: str) -> None:
        path = path_of(asked)
        self.asked.append(f"{asked.split(' ')[0]} {path}")
        head, _, body = asked.partition("\r\n\r\n")
        while path == "/save" and "url=" not in body:
            body += wire.recv(65536).decode()
        wire.sendall(self.said.get(path) or self._usual(path, head, body))

    def _usual(self, path: str, head: str, body: str) -> bytes:
        if path == "/save":
            self.saved += parse_qs(body)["url"]
            self.keys += [
                line for line in head.split("\r\n") if line.startswith("Authorization")
            ]
            return _json({"url": self.saved[-1], "job_id": f"job-{len(self.saved)}"})
        if path.startswith("/save/status/"):
            return self._status()
        return self._copy(path, head)

    def _status(self) -> bytes:
        if self.pending:
            self.pending -= 1
            return _json({"status": "pending", "resources": []})
        done = {"status": "success", "timestamp": STAMP, "original_url": self.saved[-1]}
        return _json(done)

    def _copy(self, path: str, head: str) -> bytes:
        """The TimeGate leads to the copy; the copy says of when it is."""
        if path.startswith(f"/web/{STAMP}/"):
            return reply(b"as it was", headers=f"Memento-Datetime: {THEN_WORDS}\r\n")
        assert "Accept-Datetime: " in head
        url = path.removeprefix("/web/")
        headers = f"Location: {self.copy_of(url)}\r\nVary: accept-datetime\r\n"
        return reply(status="302 Found", headers=headers)


def _json(said: object) -> bytes:
    return reply(json.dumps(said).encode(), headers=JSON)


@contextmanager
def open_archive() -> Iterator[Archive]:
    archive = Archive()
    with site(archive.answer) as port:
        archive.port = port
        yield archive
