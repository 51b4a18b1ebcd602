"""Every page of the office, found by walking what is registered and routed.

A new list, a new view and a new registration are walked without a word here, as long
as the parts of their addresses are named after the rows that they name.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

# Parts of addresses that are not named after a model, and the model that they mean.
NAMED = {
    "item": "reviewitem",
    "change": "statuschange",
    "row": "position",
    "other": "claim",
    "target": "claim",
    "person": "user",
    "copy": "outsidecopy",
    "check": "check",
}
KINDS = ("position", "silence", "inquiry", "citation", "role", "relation", "find")
APPS = {"app_label": ("tracker", "auth")}
Part = tuple[str, str]


def every_address() -> list[str]:
    """Addresses under which a row of each kind that the database holds is found."""
    found = {
        address
        for name, parts in _named(admin.site.get_urls())
        for address in _filled(name, parts)
    }
    return sorted(found)


def pages(client: Client) -> list[str]:
    """Those of them that this browser may open, and that are pages."""
    return [address for address in every_address() if is_page(client, address)]


def is_page(client: Client, address: str) -> bool:
    answer = client.get(address)
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and kind.startswith("text/html")


def _named(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, list[str]]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _named(one.url_patterns)
        elif one.name:
            groups = getattr(getattr(one.pattern, "regex", None), "groupindex", {})
            yield one.name, list(one.pattern.converters or groups)


def _filled(name: str, parts: list[str]) -> Iterator[str]:
    values = [_values(name, part) for part in parts]
    for chosen in product(*values):
        try:
            yield reverse(f"admin:{name}", kwargs=dict(zip(parts, chosen, strict=True)))
        except NoReverseMatch:
            continue


def _values(name: str, part: str) -> tuple[str, ...]:
    if part in APPS:
        return APPS[part]
    if part == "kind":
        return KINDS
    model = _model_of(name, part)
    row = model._default_manager.order_by("pk").first() if model else None
    return (str(row.pk) if row is not None else "1",)


def _model_of(name: str, part: str) -> type[Model] | None:
    models: Mapping[str, type[Model]] = {
        str(model._meta.model_name): model for model in apps.get_models()
    }
    if part in ("object_id", "id"):
        return models.get(name.split("_")[1])
    return models.get(NAMED.get(part, part))
