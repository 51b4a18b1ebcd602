"""One pair of servers for the whole run, started before Django reads its settings."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from config import embedded

_running = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Parallel workers inherit the addresses and start nothing; each has its own
    folder and its own keys, as it has its own database."""
    addresses = _running.enter_context(embedded.temporary())
    var = _running.enter_context(tempfile.TemporaryDirectory(prefix="on-record-var-"))
    # For the run that ends before it has begun, by an error in the settings for one.
    atexit.register(_running.close)
    os.environ.update(addresses.environment())
    os.environ["ON_RECORD_VAR"] = var
    os.environ["ON_RECORD_REDIS_PREFIX"] = f"test-{os.getpid()}:"
    yield


def pytest_unconfigure() -> None:
    _running.close()
