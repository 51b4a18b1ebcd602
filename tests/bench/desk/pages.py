"""The pages of the desk that are measured: whatever is registered, and those where an
editor's day goes by."""

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Count, Model
from django.urls import reverse

from tracker.management.scale.functions import COMMON_WORD, RARE_WORD
from tracker.models import Claim, Position, ReviewItem, Source

# Of so many rows of a table the fullest is opened, so that every desk has its like.
LATEST = 50


def pages() -> Iterator[tuple[str, str]]:
    """Names and addresses, of a desk that `seed_scale` made."""
    yield "the desk", reverse("admin:index")
    yield "the re-check", reverse("admin:engine")
    for model in _registered():
        words = str(model._meta.verbose_name_plural)
        yield f"list of {words}", _address(model, "changelist")
    claims = _address(Claim, "changelist")
    yield "claims, second page, by age", f"{claims}?o=5&p=2"
    for kind, word in (("common", COMMON_WORD), ("rare", RARE_WORD)):
        yield f"claims, search of a {kind} word", f"{claims}?q={word}"
    yield "claims in review", f"{claims}?state=in_review"
    yield "claims that are disputed", f"{claims}?status=disputed"
    items = _address(ReviewItem, "changelist")
    yield "review items, closed ones, too", f"{items}?work=all"
    for kind, word in (("common", COMMON_WORD), ("rare", RARE_WORD)):
        yield f"review items, search of a {kind} word", f"{items}?q={word}"
    for model in _registered():
        rows = model._default_manager.order_by("-pk")[:LATEST]
        if rows:
            row = max(rows, key=_fullness)
            words = str(model._meta.verbose_name)
            yield f"page of a {words}", _address(model, "change", row.pk)
    yield from _of_one_claim()


def _of_one_claim() -> Iterator[tuple[str, str]]:
    item = ReviewItem.objects.open().most_urgent_first().first()
    assert item is not None
    yield "the top review item", _address(ReviewItem, "change", item.pk)
    busiest = Position.objects.values("claim").annotate(number=Count("pk"))
    most = busiest.order_by("-number", "claim").values_list("claim", "number")[0]
    yield "page of the busiest claim", _address(Claim, "change", most[0])
    yield (
        "form of a position",
        reverse("admin:tracker_claim_add_fact", args=[most[0], "position"]),
    )
    yield "form of a status", reverse("admin:tracker_claim_status", args=[most[0]])
    yield "history of a claim", _address(Claim, "history", most[0])
    source = Source.objects.annotate(number=Count("citations")).order_by("-number")[0]
    yield "page of the most quoted source", _address(Source, "change", source.pk)


def _fullness(row: Model) -> int:
    """How many of its fields say something."""
    values = (getattr(row, field.attname) for field in row._meta.concrete_fields)
    return sum(value not in (None, "") for value in values)


def _registered() -> list[type[Model]]:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def _address(model: type[Model], page: str, *args: object) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)
