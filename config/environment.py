"""Typed readers of environment variables.

A value that makes no sense stops the start with one line that names the variable: a
site that runs with half-understood settings is worse than one that does not run.
"""

import os
import re
from typing import Any, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import psycopg
from psycopg.conninfo import make_conninfo

# Read outside the settings file: the embedded servers, `make run`, and the tests.
ELSEWHERE = frozenset(
    {
        "ON_RECORD_CHROMIUM",
        "ON_RECORD_DEMO",
        "ON_RECORD_PORT",
        "ON_RECORD_PRESS_PORT",
        "ON_RECORD_SERVERS",
    }
)

_read: set[str] = set()


def stop(name: str, problem: str) -> NoReturn:
    raise SystemExit(f"on-record: {name} {problem}")


def text(name: str, default: str | None = None) -> str:
    """The value, or the default where it is empty. Without a default it is needed."""
    _read.add(name)
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        stop(name, "is not set. `make run` sets it for you; the README lists all")
    return default


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    stop(name, f"must be 1 or 0, not {value!r}")


def whole(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) == 0:
        stop(name, f"must be a whole number above 0, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> tuple[str, ...]:
    """A list, separated by commas."""
    return tuple(
        part.strip() for part in text(name, default).split(",") if part.strip()
    )


def seconds(name: str, default: float) -> float:
    return _seconds(name, text(name, str(default)))


def amount(name: str) -> float | None:
    """A number above 0; None where nothing is set."""
    value = text(name, "")
    if not value:
        return None
    if not re.fullmatch(r"\d+(\.\d+)?", value) or float(value) == 0:
        stop(name, f"must be a number above 0, such as 500 or 0.5, not {value!r}")
    return float(value)


def many_seconds(name: str, default: tuple[float, ...]) -> tuple[float, ...]:
    """Durations that follow each other, so each must be longer than the one before."""
    found = tuple(_seconds(name, part) for part in words(name)) or default
    if list(found) != sorted(set(found)):
        stop(name, "must be seconds that grow, such as 900,3600,21600")
    return found


def ports(name: str) -> frozenset[str]:
    """`host:port` pairs: with the port, so that nothing is opened by chance."""
    found = frozenset(words(name))
    for pair in found:
        if not re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}", pair):
            stop(name, f"must be host:port,host:port, not {pair!r}")
    return found


def port_numbers(name: str) -> frozenset[int]:
    """Ports, none of them where a machine's own services listen."""
    found = words(name)
    for port in found:
        if not port.isdecimal() or not 1024 <= int(port) <= 65535:
            stop(name, f"must be ports from 1024 to 65535, not {port!r}")
    return frozenset(int(port) for port in found)


def address(name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
    value = text(name, default)
    if value and not _has_host(value, schemes):
        stop(name, f"must be an address that begins with {' or '.join(schemes)}://")
    return value


def database(name: str) -> dict[str, Any]:
    """Django's description of the PostgreSQL at this address."""
    url = urlsplit(address(name, ("postgresql", "postgres")))
    options = dict(parse_qsl(url.query))
    if not url.path.strip("/"):
        stop(name, "must end with the name of the database")
    try:
        make_conninfo(**options)
    except psycopg.ProgrammingError as error:
        stop(name, f"holds something unknown after its question mark: {error}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": options.pop("port", str(url.port or "")),
        "OPTIONS": options,
    }


def mail(name: str) -> dict[str, Any]:
    """Django's mail settings from smtp:// or, with TLS from the first byte, smtps://.

    Without an address mail is printed: nothing is sent by a site that nobody set up.
    A server on this very machine is spoken to without TLS: nobody listens in between,
    and no certificate is for `localhost`.
    """
    value = address(name, ("smtp", "smtps"), "")
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = urlsplit(value)
    implicit = url.scheme == "smtps"
    is_here = url.hostname in ("localhost", "127.0.0.1", "::1")
    return {
        "EMAIL_HOST": url.hostname or "",
        "EMAIL_PORT": url.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and not is_here,
    }


def is_pair(value: str) -> bool:
    """Whether a value is two words with a colon between them, fit for a header."""
    return bool(re.fullmatch(r"[!-9;-~]+:[!-9;-~]+", value))


def is_mail_address(value: str) -> bool:
    """Whether a value is empty or one mail address, with or without a name."""
    return not value or bool(
        re.fullmatch(r"([^<>@\r\n]+<)?[^<>@\s,;]+@[^<>@\s,;]+>?", value)
        and value.count("<") == value.count(">")
    )


def refuse_unknown_names() -> None:
    """A misspelt setting would be silently ignored, so it stops the start."""
    known = _read | ELSEWHERE
    for name in sorted(os.environ):
        if name.startswith("ON_RECORD_") and name not in known:
            stop(name, "is no setting of this site; the README lists all")


def _seconds(name: str, value: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        stop(name, f"must be seconds, such as 30 or 0.5, not {value!r}")
    return float(value)


def _has_host(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        url: SplitResult = urlsplit(value)
        return url.scheme in schemes and bool(url.netloc or url.query) and url.port != 0
    except ValueError:
        return False
