"""The rules of the house, held against the whole of it."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ROOT = Path(settings.BASE_DIR)
WHO = ("anonymous", "reader", "editor")

# Values for the parts of an address, by name. Whether the row exists or not, the answer
# is a page or a clean refusal.
PARTS = {
    "app_label": "auth",
    "digest": "0" * 64,
    "format": "json",
    "token": "00000000-0000-4000-8000-000000000000",
    "url": "x",
}

# What speaks to the network, and the files that may. Whatever else asks for an address
# that a page, a person or a setting named must do it through `engine.fetch`.
SPEAKERS = {
    "aiohttp", "ftplib", "h11", "http.client", "httpcore", "httpx", "requests",
    "smtplib", "socket", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
MAY_SPEAK = {
    "tracker/engine/dialogue.py": "the gate's HTTP",
    "tracker/engine/names.py": "the gate's look-ups",
    "tracker/engine/wire.py": "the gate's connections",
    "tracker/engine/exchange.py": "parent and parsing child talk to each other",
    "tracker/engine/parser.py": "parent and parsing child talk to each other",
    "tracker/notices/mail.py": "knows the refusals of the operator's mail server",
    "tracker/demo/tour/state.py": "the tour walks through its own site",
    "tracker/demo/tour/visitor.py": "the tour walks through its own site",
    "config/embedded/keeper.py": "two processes of ours talk to each other",
    "config/ports.py": "sees which ports of this machine are free",
    "config/run.py": "waits for its own web server",
}


def run(*command: str) -> None:
    # What the browser tests set for this process is no setting of a site.
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=env
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_looks_down() -> None:
    run(str(Path(sys.executable).with_name("lint-imports")))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return names


def speaks(path: Path) -> bool:
    return any(
        name == one or name.startswith(f"{one}.")
        for name in imported(path)
        for one in SPEAKERS
    )


def test_only_the_gate_speaks_to_the_network() -> None:
    files = [
        path for room in ("config", "tracker") for path in ROOT.glob(f"{room}/**/*.py")
    ]
    speaking = {str(path.relative_to(ROOT)) for path in files if speaks(path)}
    assert speaking == set(MAY_SPEAK), "ask through tracker.engine.fetch instead"


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_site_in_production_passes_djangos_own_check() -> None:
    run("sh", ".ci/check-deploy")


def test_the_api_describes_itself_without_a_warning() -> None:
    call_command(
        "spectacular", validate=True, fail_on_warn=True, file="/dev/null", verbosity=0
    )


def client_of(who: str) -> Client:
    client = Client(raise_request_exception=True)
    if who == "anonymous":
        return client
    user = User.objects.create_user(who, is_staff=who == "editor")
    if who == "editor":
        user.user_permissions.set(Permission.objects.all())
    client.force_login(user)
    return client


def named_patterns(
    resolver: URLResolver, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            below = (*prefix, entry.namespace) if entry.namespace else prefix
            yield from named_patterns(entry, below)
        elif entry.name:
            yield ":".join((*prefix, entry.name)), entry


def address(name: str, pattern: URLPattern) -> str:
    parts = list(pattern.pattern.regex.groupindex)
    for values in product(("1", "nothing-here"), repeat=len(parts)):
        wanted = dict(zip(parts, values, strict=True))
        wanted |= {part: PARTS[part] for part in parts if part in PARTS}
        try:
            return reverse(name, kwargs=wanted)
        except NoReverseMatch:
            continue
    try:
        return reverse(name, args=["1"])
    except NoReverseMatch:
        pytest.fail(f"{name} needs a value for {parts}: add it to PARTS")


def addresses() -> list[str]:
    return sorted({address(*each) for each in named_patterns(get_resolver())})


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_everybody_without_an_error(who: str) -> None:
    client = client_of(who)
    answers = {path: client.get(path).status_code for path in addresses()}
    assert {path: code for path, code in answers.items() if code >= 500} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_the_office_is_closed_to_all_but_editors(who: str) -> None:
    client = client_of(who)
    open_to_all = {"/admin/login/", "/admin/jsi18n/"}
    office = [path for path in addresses() if path.startswith("/admin/")]
    answers = {path: client.get(path).status_code for path in set(office) - open_to_all}
    assert {path: code for path, code in answers.items() if code < 300} == {}
