"""`make run`: the whole site on one machine, until Ctrl-C."""

import argparse
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import NoReturn

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from config import embedded, local, ports, supervisor
from config.embedded import secret
from config.supervisor import Process
from tracker.demo.outlets import FIRST_PORT

READY_SECONDS = 120.0
WEB = "--workers=2 --threads=4 --access-logfile=- --no-control-socket"
WORKER = (
    "worker --queues=check,sweep,intake,notices --hostname=worker@on-record"
    " --loglevel=INFO"
)
# Takes sweeps, too, so that claims go on while the other worker waits for slow sites.
URGENT = (
    "worker --queues=urgent,sweep --concurrency=2 --hostname=urgent@on-record"
    " --loglevel=INFO"
)
CLOCK = "beat --pidfile= --loglevel=INFO"


class Stopped(KeyboardInterrupt):
    """Somebody asked us to stop. No code in between may take it for an error."""


stop_asked = threading.Event()


class PortTaken(Exception):
    """The text is one line for a person."""


def main() -> int:
    arguments = _arguments()
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sent, _stop_asked)
    try:
        _refuse_taken_ports(arguments)
        _run(arguments)
    except Stopped:
        return 0
    except (embedded.EmbeddedError, supervisor.Gone, PortTaken) as error:
        print(f"on-record: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", type=int, default=_port("ON_RECORD_PORT", 8000))
    # The demo desk cites the press at the ports at which it was first loaded.
    press_port = int(local.chosen().get("ON_RECORD_PRESS_PORT", FIRST_PORT))
    parser.add_argument(
        "--press-port", type=int, default=_port("ON_RECORD_PRESS_PORT", press_port)
    )
    parser.add_argument(
        "--no-demo",
        dest="demo",
        action="store_false",
        default=os.environ.get("ON_RECORD_DEMO", "1") != "0",
        help="start with an empty desk",
    )
    return parser.parse_args()


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise SystemExit(f"on-record: {name} must be a port number, not {value!r}")
    return int(value)


def _stop_asked(number: int, frame: FrameType | None) -> None:
    # Once is enough: an impatient second Ctrl-C must not interrupt the clean end.
    if not stop_asked.is_set():
        stop_asked.set()
        print("\nStopping ...", flush=True)
        raise Stopped


def _go_on() -> None:
    """Python drops what a signal raises while it cleans up objects, so each step asks
    again."""
    if stop_asked.is_set():
        raise Stopped


def _refuse_taken_ports(arguments: argparse.Namespace) -> None:
    wanted = {"ON_RECORD_PORT": [arguments.port]}
    if arguments.demo:
        wanted["ON_RECORD_PRESS_PORT"] = ports.of_the_press(arguments.press_port)
    for name, needed in wanted.items():
        for port in needed:
            if not ports.is_free(port):
                raise PortTaken(
                    f"port {port} is taken; choose another, such as"
                    f" {name}={needed[0] + 100} make run"
                )


def _run(arguments: argparse.Namespace) -> None:
    var = local.var()
    began = time.monotonic()
    _say("Starting PostgreSQL and Valkey")
    with embedded.servers(var / "servers", durable=True) as addresses:
        os.environ.update(addresses.environment())
        os.environ["ON_RECORD_VAR"] = str(var)
        local.choose(_settings(arguments))
        prepare()
        if arguments.demo:
            _load_demo(arguments.press_port)
        connections.close_all()
        press = [f"--port={arguments.press_port}", f"--state={var / 'press.json'}"]
        processes = site(
            port=arguments.port, var=var, press=press if arguments.demo else None
        )
        try:
            for process in processes:
                _say(f"Starting the {process.name}")
                process.start()
            wait_until_ready(processes, arguments.port)
            _welcome(arguments, seconds=time.monotonic() - began)
            _watch(processes)
        finally:
            supervisor.stop(processes)


def _settings(arguments: argparse.Namespace) -> dict[str, str]:
    demo = local.demo(press_port=arguments.press_port) if arguments.demo else {}
    return demo | {
        "ON_RECORD_SECRET_KEY": secret.kept(local.var() / "secret-key"),
        "ON_RECORD_SITE_URL": f"http://{ports.HOST}:{arguments.port}",
    }


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    _say("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    _say("Collecting stylesheets")
    call_command("collectstatic", interactive=False, verbosity=0)


def _load_demo(press_port: int) -> None:
    if apps.get_model("tracker", "Claim").objects.exists():
        return
    _say("Loading the demo desk")
    call_command("demo", "load", f"--first-port={press_port}")


def site(*, port: int, var: Path, press: list[str] | None) -> list[Process]:
    """All that runs beside the servers; `press` are the demo press's options."""
    python = sys.executable
    bind = f"--bind={ports.HOST}:{port}"
    commands = {
        "web server": [python, "-m", "gunicorn", "config.wsgi", bind, *WEB.split()],
        "worker": [python, "-m", "celery", "--app=config", *WORKER.split()],
        "urgent worker": [python, "-m", "celery", "--app=config", *URGENT.split()],
        "clock": [python, "-m", "celery", "--app=config", *CLOCK.split()],
    }
    if press is not None:
        commands["demo press"] = [python, "manage.py", "demo", "press", *press]
    return [
        Process(name, command, log=var / "log" / f"{name.replace(' ', '-')}.log")
        for name, command in commands.items()
    ]


def wait_until_ready(processes: list[Process], port: int) -> None:
    _say("Waiting for the first page")
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        _go_on()
        for process in processes:
            process.keep_up()
        if time.monotonic() > deadline:
            raise supervisor.Gone(f"no page came within {READY_SECONDS:.0f} seconds")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    """Any answer will do, an error page too: then its log says what is wrong."""
    page = f"http://{ports.HOST}:{port}/"
    try:
        with urllib.request.urlopen(page, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _watch(processes: list[Process]) -> NoReturn:
    while True:
        _go_on()
        for process in processes:
            if process.keep_up():
                print(
                    f"The {process.name} stopped and was started again: {process.log}"
                )
        time.sleep(0.5)


def _welcome(arguments: argparse.Namespace, *, seconds: float) -> None:
    site = f"http://{ports.HOST}:{arguments.port}"
    print(f"\nOn Record runs, after {seconds:.0f} seconds.\n")
    print(f"  Pages         {site}/")
    print(f"  Desk          {site}/admin/")
    print(f"  API           {site}/api/v1/")
    if arguments.demo:
        print(f"  Demo press    http://{ports.HOST}:{arguments.press_port}/")
        call_command("demo", "accounts")
    print(
        f"  Logs          {local.var() / 'log'}\n\nCtrl-C stops all of it.", flush=True
    )


def _say(step: str) -> None:
    _go_on()
    print(f"{step} ...", flush=True)


if __name__ == "__main__":
    sys.exit(main())
