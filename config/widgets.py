"""Fields as Django's own templates write them, without the templates.

A template takes a quarter of a millisecond for each input and each choice, and a page
of the desk has hundreds. Whatever is not written here its template still writes.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
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
    more = "" if value is None else format_html(' value="{}"', str(value))
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        more,
        _attributes(widget),
    )


def _textarea(widget: Widget) -> SafeString:
    # The first line's end is not part of what stands in it.
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget),
        widget["value"] or "",
    )


def _select(widget: Widget) -> SafeString:
    groups = format_html_join(
        "", "{}", ((_group(name, rows),) for name, rows, _ in widget["optgroups"])
    )
    return format_html(
        '<select name="{}"{}>{}\n</select>',
        widget["name"],
        _attributes(widget),
        groups,
    )


def _group(name: str | None, rows: list[Widget]) -> SafeString:
    options = format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>\n',
        ((str(row["value"]), _attributes(row), row["label"]) for row in rows),
    )
    if not name:
        return options
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, options)


def _attributes(widget: Widget) -> SafeString | str:
    """Those that are set; one that is only true has no value."""
    if not widget["attrs"]:
        return ""
    found = (
        (name, "" if value is True else format_html('="{}"', str(value)))
        for name, value in widget["attrs"].items()
        if value is not False
    )
    return format_html_join("", " {}{}", found)


WRITTEN: Mapping[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
}
