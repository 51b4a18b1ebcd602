"""Every wrong state that a column can show, the database refuses by name."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model

from tests.factories import day
from tests.models.rows import RIGHT, Columns, World, add
from tests.models.wrong import TARGETS, TWICE, WORLD_FACTS, WRONG, Spoil
from tracker import models as m

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", RIGHT, ids=lambda model: model.__name__)
def test_a_right_row_is_accepted(model: type[Model]) -> None:
    assert add(model, World()).pk


@pytest.mark.parametrize(("name", "model", "spoil"), WRONG)
def test_a_wrong_row_is_refused(name: str, model: type[Model], spoil: Spoil) -> None:
    world = World()
    spoilt = spoil(world)
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        add(model, world, **spoilt)


@pytest.mark.parametrize(("name", "model", "same"), TWICE)
def test_a_second_one_is_refused(name: str, model: type[Model], same: Spoil) -> None:
    world = World()
    shared = same(world)
    add(model, world, **shared)
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        add(model, world, **shared)


@pytest.mark.parametrize(("name", "model", "first", "empty"), WORLD_FACTS)
def test_a_correction_says_why(
    name: str, model: type[Model], first: Callable[[World], Model], empty: Columns
) -> None:
    world = World()
    spoilt = {**empty, "corrects": first(world), "is_void": True, "reason": ""}
    refusal = pytest.raises(IntegrityError, match=f'"{name}_correction_says_why"')
    with refusal, transaction.atomic():
        add(model, world, **spoilt)


@pytest.mark.parametrize(("name", "model", "first", "empty"), WORLD_FACTS)
def test_a_void_row_voids_another(
    name: str, model: type[Model], first: Callable[[World], Model], empty: Columns
) -> None:
    world = World()
    spoilt = {**empty, "is_void": True, "reason": "It never was."}
    refusal = pytest.raises(IntegrityError, match=f'"{name}_void_corrects_a_row"')
    with refusal, transaction.atomic():
        add(model, world, **spoilt)
    assert add(model, world, **spoilt, corrects=first(world)).pk


@pytest.mark.parametrize(("name", "model", "first", "empty"), WORLD_FACTS)
def test_a_row_is_corrected_once(
    name: str, model: type[Model], first: Callable[[World], Model], empty: Columns
) -> None:
    world = World()
    row = first(world)
    add(model, world, corrects=row, reason="It was the day before.")
    with pytest.raises(IntegrityError, match="corrects_id"), transaction.atomic():
        add(model, world, corrects=row, reason="It was the day after.")


def test_a_closed_item_makes_room_for_a_new_one() -> None:
    world = World()
    closed = {"state": "resolved", "resolved_at": day(3), "resolution": "Archived."}
    add(m.ReviewItem, world, **closed)
    add(m.ReviewItem, world, **closed)
    assert add(m.ReviewItem, world).pk


def test_every_constraint_of_every_model_is_tried_here() -> None:
    tried = {name for name, _, _ in (*WRONG, *TWICE)}
    tried |= {
        f"{name}_{rule}"
        for name, *_ in WORLD_FACTS
        for rule in ("correction_says_why", "void_corrects_a_row")
    }
    written = {
        constraint.name
        for model in apps.get_app_config("tracker").get_models()
        for constraint in model._meta.constraints
    }
    assert written - tried - TARGETS == set()


def test_every_model_has_a_right_row_here() -> None:
    # Triggers write these with their claim.
    written = {m.ClaimLine, m.ClaimCard, m.ClaimVersion}
    assert {*apps.get_app_config("tracker").get_models()} - written == set(RIGHT)
