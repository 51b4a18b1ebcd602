"""The environment of a process that measures on servers of its own."""

from pathlib import Path

from config.embedded import Addresses, secret


def environment(addresses: Addresses, folder: Path, settings: str) -> dict[str, str]:
    """The servers, the settings of this name, and all files below the folder."""
    return addresses.environment() | {
        "DJANGO_SETTINGS_MODULE": settings,
        "ON_RECORD_SECRET_KEY": secret.kept(folder / "secret-key"),
        "ON_RECORD_VAR": str(folder),
    }
