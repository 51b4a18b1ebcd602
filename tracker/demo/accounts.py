"""The demo desk's accounts, one a role, with passwords of this installation alone."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User

from tracker.review.roles import ROLES, ensure_groups

ACCOUNTS = {role: role for role in ROLES}
FILE = "demo-accounts.txt"
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Account:
    """A name, its role, and its password; no password where it is not known here."""

    name: str
    role: str
    password: str = ""


def make() -> list[Account]:
    """The accounts anew; what they open with is written down for the owner alone.

    The file comes before the accounts, so that none is made that nobody can open.
    """
    ensure_groups()
    made = [
        Account(name, role, secrets.token_urlsafe(9)) for name, role in ACCOUNTS.items()
    ]
    write(made)
    for account in made:
        user = User.objects.create_user(
            account.name, password=account.password, is_staff=True
        )
        user.groups.add(Group.objects.get(name=account.role))
    return made


def kept() -> list[Account]:
    """The accounts that exist, each with its password if that still opens it."""
    known = read()
    found = []
    for user in User.objects.filter(username__in=ACCOUNTS).order_by("-pk"):
        password = known.get(user.username, "")
        if not (password and user.check_password(password)):
            password = ""
        found.append(Account(user.username, ACCOUNTS[user.username], password))
    return sorted(found, key=lambda account: list(ACCOUNTS).index(account.name))


def write(accounts: list[Account]) -> None:
    file().parent.mkdir(parents=True, exist_ok=True)
    file().unlink(missing_ok=True)
    # The mode is there before the words are.
    handle = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.writelines(f"{account.name} {account.password}\n" for account in accounts)


def read() -> dict[str, str]:
    if not file().exists():
        return {}
    lines = file().read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", maxsplit=1) for line in lines)


def file() -> Path:
    return Path(settings.VAR) / FILE
