"""Secrets in files that only their owner can read."""

import os
import secrets
from pathlib import Path


def write(path: Path, value: str) -> None:
    """Never readable by others, not even for a moment, and never half written."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value)
    part.replace(path)


def kept(path: Path) -> str:
    """The secret in this file, made on the first call."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, secrets.token_urlsafe(48))
    return path.read_text().strip()
