"""What is written without templates is what the templates write, to the letter."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from config.widgets import WRITTEN, PlainRenderer

MOMENT = datetime(2026, 11, 25, 2, 45, tzinfo=UTC)
Written = tuple[forms.Widget, Any]


def choices(label: str) -> list[Any]:
    several = [(3, "three"), ("four", format_html("<i>{}</i>", label))]
    return [("", "none"), (label, label), (None, "nobody"), (label, several)]


def written(text: str) -> list[Written]:
    """Each widget with what stands in it."""
    said = {"data-said": text, "aria-label": format_html("{} &amp;", text)}
    flags = {"required": True, "disabled": False, "size": 5}
    return [
        (forms.TextInput(said), text),
        (forms.TextInput(flags), None),
        (forms.HiddenInput(), 1234567),
        (forms.NumberInput({"min": 0}), 0),
        (forms.CheckboxInput(said), text),
        (forms.CheckboxInput(), None),
        (forms.DateInput({"type": "date"}, format="%Y-%m-%d"), MOMENT.date()),
        (forms.TimeInput(format="%H:%M"), MOMENT.time()),
        (forms.DateTimeInput(format="%Y-%m-%dT%H:%M"), MOMENT),
        (forms.Textarea({"rows": 2, "lang": "uk"}), text),
        (forms.Textarea(), None),
        (forms.Select(said, choices(text)), text),
        (forms.Select(flags, choices(text)), None),
        (forms.Select(), None),
        (forms.SelectMultiple({"size": 5}, choices(text)), ["3", text]),
        (forms.RadioSelect(choices=choices(text)), "3"),
        (forms.CheckboxSelectMultiple(choices=choices(text)), ["3", "four"]),
    ]


@given(st.text(), st.sampled_from([None, {"id": "id_x"}]))
def test_every_widget_is_written_as_its_template_writes_it(
    text: str, attributes: dict[str, str] | None
) -> None:
    plain, ours = DjangoTemplates(), PlainRenderer()

    for widget, value in written(text):
        expected = widget.render("x", value, attributes, plain)
        assert widget.render("x", value, attributes, ours) == expected


@pytest.mark.parametrize("name", WRITTEN)
def test_each_template_that_is_left_out_has_a_widget_here(name: str) -> None:
    assert name in {getattr(widget, "template_name", "") for widget, _ in written("")}


def test_forms_are_written_so_wherever_they_are() -> None:
    assert isinstance(get_default_renderer(), PlainRenderer)
