"""Fields as Django's own templates write them, without the templates.

A template takes a quarter of a millisecond for each input and each choice, and a page
of the desk has hundreds. Whatever is not written here its template still writes.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

INPUTS = ("text", "hidden", "number", "checkbox", "date", "time", "datetime")
FOLDER = "django/forms/widgets/"
Widget = Mapping[str, Any]


class PlainRenderer(DjangoTemplates):
    """The renderer of every form (`FORM_RENDERER`)."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> str:
        write = WRITTEN.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return write(context["widget"])


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    more = "" if value is None else f' value="{_escaped(value)}"'
    named = f'type="{_escaped(widget["type"])}" name="{_escaped(widget["name"])}"'
    return SafeString(f"<input {named}{more}{_attributes(widget)}>")


def _textarea(widget: Widget) -> SafeString:
    # The first line's end is not part of what stands in it.
    return SafeString(
        f'<textarea name="{_escaped(widget["name"])}"{_attributes(widget)}>\n'
        f"{_escaped(widget['value'] or '')}</textarea>"
    )


def _select(widget: Widget) -> SafeString:
    groups = "".join(_group(name, rows) for name, rows, _ in widget["optgroups"])
    return SafeString(
        f'<select name="{_escaped(widget["name"])}"{_attributes(widget)}>'
        f"{groups}\n</select>"
    )


def _group(name: str | None, rows: list[Widget]) -> str:
    options = "".join(
        f'\n  <option value="{_escaped(row["value"])}"{_attributes(row)}>'
        f"{_escaped(row['label'])}</option>\n"
        for row in rows
    )
    if not name:
        return options
    return f'\n  <optgroup label="{_escaped(name)}">{options}\n  </optgroup>'


def _attributes(widget: Widget) -> str:
    """Those that are set; one that is only true has no value."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _escaped(value: object) -> str:
    """As `conditional_escape` does, but for its search for lazy words: none are
    left in a string, and a page of the desk has hundreds of these."""
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


WRITTEN: Mapping[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
}
