"""`make demo-tour`: the tour on servers and folders of its own, removed afterwards."""

import os
import subprocess
import sys
import tempfile

from config import embedded, local, ports
from config.embedded import secret


def main() -> int:
    # The tour writes; it never does so in a database that somebody else uses.
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    with tempfile.TemporaryDirectory(prefix="on-record-tour-") as folder:
        os.environ["ON_RECORD_VAR"] = folder
        try:
            with embedded.temporary() as addresses:
                return _tour(addresses)
        except embedded.EmbeddedError as error:
            sys.stderr.write(f"on-record: {error}\n")
            return 1


def _tour(addresses: embedded.Addresses) -> int:
    settings = local.demo(press_port=ports.first_free_for_the_press()) | {
        "ON_RECORD_SECRET_KEY": secret.kept(local.var() / "secret-key"),
    }
    tour = [sys.executable, str(local.ROOT / "manage.py"), "demo", "tour"]
    environment = os.environ | addresses.environment() | settings
    return subprocess.run(tour, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
