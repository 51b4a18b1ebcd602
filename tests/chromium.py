"""The installed Chromium that the browser tests drive, if there is one."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "no Chromium found, so the browser tests are skipped; install it"
    " (Debian: apt-get install chromium) or name it in ON_RECORD_CHROMIUM"
)


def find() -> str | None:
    named = os.environ.get("ON_RECORD_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def must_be_there() -> bool:
    """On the build machine a test that was skipped counts as one that failed."""
    return os.environ.get("CI", "").lower() in {"1", "true"}
