"""The two groups of the desk and what each may do.

Permissions exist only after `migrate`, so this is called from `post_migrate`, again and
again; it names no model, because it is loaded before the models are.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

EDITOR = "editor"
CHIEF_EDITOR = "chief editor"

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
REGISTERS = ("claim", "party", "place", "source", "submission", "suggestion", "topic")
# Opened by findings, so nobody adds one.
QUEUE = ("reviewitem",)
# How the machine behaves towards the world: the chief editor's to answer for.
POLICY = ("host", "watch")


def ensure_groups() -> None:
    """Give both groups exactly their permissions. Nobody may delete anything."""
    create_permissions(apps.get_app_config("tracker"), verbosity=0)
    seen = {f"view_{model._meta.model_name}" for model in _models()}
    editor = {
        *seen,
        *(f"add_{name}" for name in (*FACTS, *REGISTERS)),
        *(f"change_{name}" for name in (*REGISTERS, *QUEUE)),
    }
    chief = {f"{verb}_{name}" for name in POLICY for verb in ("add", "change")}
    _give(EDITOR, editor)
    _give(CHIEF_EDITOR, editor | chief)


def _models() -> list[Any]:
    return list(apps.get_app_config("tracker").get_models())


def _give(name: str, codenames: set[str]) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="tracker", codename__in=codenames
    )
    group.permissions.set(permissions)
