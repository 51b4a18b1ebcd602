"""pywb as a web archive would run it: a collection made of exported files."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

PROGRAMS = Path(sys.prefix) / "replay" / "bin"
MISSING = "no pywb in .venv/replay, so nothing is played back; make test installs it"
COLLECTION = "desk"


def is_there() -> bool:
    return (PROGRAMS / "wayback").exists()


@contextmanager
def playing(file: Path, folder: Path) -> Iterator[httpx.Client]:
    """A client whose addresses begin at the collection that holds the file."""
    # Without frames a copy is an answer, as it is of every other archive.
    (folder / "config.yaml").write_text("framed_replay: false\n")
    _run(folder, "wb-manager", "init", COLLECTION)
    _run(folder, "wb-manager", "add", COLLECTION, str(file))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [str(PROGRAMS / "wayback"), "--bind", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        base = f"http://127.0.0.1:{port}/{COLLECTION}/"
        # Its server closes a connection that is kept open when it likes.
        headers = {"Connection": "close"}
        with httpx.Client(
            base_url=base, headers=headers, timeout=20, trust_env=False
        ) as client:
            _wait_for(client)
            yield client
    finally:
        server.kill()
        server.wait()


def _run(folder: Path, program: str, *arguments: str) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    subprocess.run(
        [str(PROGRAMS / program), *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )


def _wait_for(client: httpx.Client) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(httpx.TransportError):
            client.get("")
            return
        time.sleep(0.1)
    raise TimeoutError("pywb did not start")
