"""File locks that the system takes back when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_USE = "in-use"
STARTING = "starting"
KEEPER = "keeper"


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold the lock together with others; waits for one who holds it alone."""
    with _locked(path, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(path: Path) -> Iterator[None]:
    with _locked(path, fcntl.LOCK_EX):
        yield


@contextmanager
def alone_if_free(path: Path) -> Iterator[bool]:
    """Whether nobody else held it; if so it is ours until the end of the block."""
    descriptor = _opened(path)
    try:
        yield _try(descriptor)
    finally:
        os.close(descriptor)


def take_until_exit(path: Path) -> bool:
    """Whether it was free; if so it is ours until this process has ended."""
    descriptor = _opened(path)
    if _try(descriptor):
        return True
    os.close(descriptor)
    return False


def is_free(path: Path) -> bool:
    """A lock in a folder that was removed is held by nobody."""
    try:
        with alone_if_free(path) as free:
            return free
    except FileNotFoundError:
        return True


@contextmanager
def _locked(path: Path, kind: int) -> Iterator[None]:
    descriptor = _opened(path)
    try:
        fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
