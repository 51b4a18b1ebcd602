"""The settings that a checkout on one machine gives itself, so that nobody has to."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import embedded, ports
from config.embedded import secret

ROOT = Path(__file__).resolve().parent.parent
CHOSEN = "settings.json"

# A demo shows in two minutes what takes days on the real web.
DEMO_PACE = {
    "ON_RECORD_CONFIRM_QUOTE": "8",
    "ON_RECORD_CONFIRM_GONE": "4,8,12",
    "ON_RECORD_RETRY": "4,8,16",
    "ON_RECORD_MIN_INTERVAL": "4",
    "ON_RECORD_MAX_INTERVAL": "15",
    "ON_RECORD_LIVE_INTERVAL": "2",
    "ON_RECORD_PLAN_EVERY": "5",
    "ON_RECORD_HOST_GAP": "0.2",
    "ON_RECORD_SWEEP_EVERY": "1",
    "ON_RECORD_FETCH_DEADLINE": "5",
    "ON_RECORD_LEASE": "20",
}


def var() -> Path:
    """The folder of everything that this checkout makes while it runs."""
    return Path(os.environ.get("ON_RECORD_VAR") or ROOT / "var").resolve()


def demo(*, press_port: int) -> dict[str, str]:
    """Settings under which the demo press, and nothing else here, may be fetched."""
    return DEMO_PACE | {
        "ON_RECORD_FETCH_ALLOW": ports.allowed(press_port),
        "ON_RECORD_PRESS_PORT": str(press_port),
    }


def use(settings: dict[str, str]) -> None:
    """Set what the operator has not set."""
    for name, value in settings.items():
        if not os.environ.get(name):
            os.environ[name] = value


def leave(settings: dict[str, str]) -> None:
    """Write them down for commands that are run beside us, and for the next start."""
    secret.write(var() / CHOSEN, json.dumps(settings))


@contextmanager
def environment() -> Iterator[None]:
    """What a command needs where nobody configured anything; used by `manage.py`.

    Beside `make run` it joins the servers that run, elsewhere it starts them for the
    length of the command. Where the addresses of servers are set, this is no such
    place, and the command gets what is set and nothing else.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield
        return
    try:
        with embedded.servers(var() / "servers", durable=True) as addresses:
            os.environ.update(addresses.environment())
            use({"ON_RECORD_SECRET_KEY": secret.kept(var() / "secret-key")})
            use(chosen())
            yield
    except embedded.EmbeddedError as error:
        raise SystemExit(f"on-record: {error}") from None


def chosen() -> dict[str, str]:
    """What the last `make run` on this folder chose."""
    if not (var() / CHOSEN).exists():
        return {}
    found: dict[str, str] = json.loads((var() / CHOSEN).read_text())
    return found
