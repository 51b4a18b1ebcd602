"""The four groups of the desk and what each may do.

Permissions exist only after `migrate`, so this is called from `post_migrate`, again and
again; it names no model, because it is loaded before the models are.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

REPORTER = "reporter"
EDITOR = "editor"
CHIEF = "chief"
AUDITOR = "auditor"
ROLES = (REPORTER, EDITOR, CHIEF, AUDITOR)
# What the chiefs' group was called before there were four.
_ONCE_CHIEF = "chief editor"

# Facts: rows that are added and never changed.
FACTS = (
    "citation",
    "citationassessment",
    "claimparty",
    "claimplace",
    "claimrelation",
    "claimtopic",
    "claimwording",
    "claimworkflow",
    "clutter",
    "inquiry",
    "partyprofile",
    "position",
    "silence",
    "sourceprofile",
    "statuschange",
)
# What drafts are made of: rows that a reporter may add.
FACTS_OF_DRAFTS = (
    "citation",
    "citationassessment",
    "claimparty",
    "claimplace",
    "claimrelation",
    "claimtopic",
    "claimwording",
    "claimworkflow",
    "inquiry",
    "position",
    "silence",
    "sourceprofile",
)
# What a reporter adds to a public claim waits here until an editor accepts it.
WAITING = ("contribution",)
REGISTERS_OF_DRAFTS = ("claim", "source", "submission", "suggestion")
REGISTERS = (*REGISTERS_OF_DRAFTS, "party", "place", "topic")
# Opened by findings, so nobody adds one.
QUEUE = ("reviewitem",)
# How the machine behaves towards the world: the chief's to answer for.
POLICY = ("host", "watch", "job", "webhook")
# What could not be delivered: sent again, never written by hand.
OUTBOX = ("delivery",)
# Who did what, and who belongs to the desk: everybody of the desk may read it.
_READ_BESIDE = {
    ("admin", "view_logentry"),
    ("auth", "view_user"),
    ("auth", "view_group"),
}


def ensure_groups() -> None:
    """Give each group exactly its permissions. Nobody may delete anything."""
    for app in ("admin", "auth", "tracker"):
        create_permissions(apps.get_app_config(app), verbosity=0)
    auditor = _READ_BESIDE | _of_tracker("view", _names())
    reporter = (
        auditor
        | _of_tracker("add", (*FACTS_OF_DRAFTS, *REGISTERS_OF_DRAFTS, *WAITING))
        | _of_tracker("change", (*REGISTERS_OF_DRAFTS, *WAITING))
    )
    editor = (
        reporter
        | _of_tracker("add", (*FACTS, *REGISTERS))
        | _of_tracker("change", (*REGISTERS, *QUEUE))
        | _of_tracker("publish", ("claim",))
        | _of_tracker("accept", WAITING)
    )
    chief = (
        editor
        | _of_tracker("add", (*POLICY, "policy"))
        | _of_tracker("change", (*POLICY, *OUTBOX))
        | _of_tracker("merge", ("claim",))
        | _of_tracker("approve", ("pendingdecision",))
    )
    _rename_chiefs()
    for name, granted in zip(ROLES, (reporter, editor, chief, auditor), strict=True):
        _give(name, granted)


def _names() -> list[str]:
    return [str(model._meta.model_name) for model in _models()]


def _of_tracker(verb: str, names: Iterable[str]) -> set[tuple[str, str]]:
    return {("tracker", f"{verb}_{name}") for name in names}


def _rename_chiefs() -> None:
    """A desk from before keeps the members of the group."""
    groups = apps.get_model("auth", "Group").objects
    if not groups.filter(name=CHIEF).exists():
        groups.filter(name=_ONCE_CHIEF).update(name=CHIEF)


def _models() -> list[Any]:
    return list(apps.get_app_config("tracker").get_models())


def _give(name: str, granted: set[tuple[str, str]]) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in={app for app, _ in granted},
        codename__in={codename for _, codename in granted},
    )
    group.permissions.set(permissions)
