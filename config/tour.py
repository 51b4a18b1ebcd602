"""`make demo-tour`: the tour on servers and folders of its own, removed afterwards."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.db import connections

from config import embedded, local, ports, run, supervisor
from config.embedded import secret
from config.supervisor import Process

# Quicker than the demo: nobody has to read along while it goes.
PACE = {
    "ON_RECORD_MAX_INTERVAL": "4",
    "ON_RECORD_LEASE": "12",
    "ON_RECORD_FETCH_DEADLINE": "4",
}


def main() -> int:
    # The tour writes; it never does so in a database that somebody else uses.
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    with tempfile.TemporaryDirectory(prefix="on-record-tour-") as folder:
        os.environ["ON_RECORD_VAR"] = folder
        try:
            with embedded.temporary() as addresses:
                return _tour(addresses, Path(folder))
        except (embedded.EmbeddedError, supervisor.Gone) as error:
            sys.stderr.write(f"on-record: {error}\n")
            return 1


def _tour(addresses: embedded.Addresses, var: Path) -> int:
    press_port = ports.first_free_for_the_press()
    port = ports.first_free()
    settings = local.demo(press_port=press_port) | PACE
    os.environ.update(addresses.environment() | settings)
    os.environ["ON_RECORD_SECRET_KEY"] = secret.kept(var / "secret-key")
    os.environ["ON_RECORD_SITE_URL"] = f"http://{ports.HOST}:{port}"
    run.prepare()
    connections.close_all()
    processes = run.site(port=port, var=var, press=[f"--port={press_port}", "--pace=0"])
    try:
        for process in processes:
            process.start()
        return _walk(processes, port=port, press_port=press_port)
    finally:
        supervisor.stop(processes)


def _walk(processes: list[Process], *, port: int, press_port: int) -> int:
    """Keep everything up, as `make run` does, while the tour goes its way: it kills
    the worker."""
    worker = next(p.running for p in processes if p.name == "worker" and p.running)
    tour = subprocess.Popen(
        [
            *(sys.executable, str(local.ROOT / "manage.py"), "demo", "tour"),
            f"--site=http://{ports.HOST}:{port}",
            f"--first-port={press_port}",
            f"--worker={worker.pid}",
        ]
    )
    try:
        while tour.poll() is None:
            for process in processes:
                process.keep_up()
            time.sleep(0.1)
    finally:
        tour.terminate()
        tour.wait()
    if tour.returncode:
        _tell_logs(processes)
    return tour.returncode


def _tell_logs(processes: list[Process]) -> None:
    """What the processes said last: the folder with the rest is about to go."""
    for process in processes:
        lines = process.log.read_text(errors="replace").splitlines()[-15:]
        sys.stderr.write(f"\nThe last words of the {process.name}:\n")
        sys.stderr.writelines(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
