"""What templates need beyond Django's own: dates and the marks of a status."""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


class Dated(Protocol):
    """A moment for machines and for people."""

    @property
    def iso(self) -> str: ...
    @property
    def text(self) -> str: ...


@register.filter
def time(when: Dated | None) -> SafeString | str:
    """A `<time>` element, or nothing."""
    if when is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', when.iso, when.text)


@register.simple_tag
def icon_at(name: str, x: int, y: int) -> SafeString:
    """The same inside a drawing, with its middle at a place."""
    return format_html(
        '<svg x="{}" y="{}" width="16" height="16" viewBox="0 0 16 16">'
        '<use href="{}#{}"></use></svg>',
        x - 8,
        y - 8,
        static("tracker/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def in_language(context: Mapping[str, Any], language: str) -> str:
    """The query of this address with another language of the interface."""
    asked = context["request"].GET.copy()
    asked["lang"] = language
    return f"?{asked.urlencode(safe=':')}"


@register.simple_tag
def along(query: str, name: str, value: str) -> str:
    """A query with one thing more."""
    return f"{query}{'&' if query else '?'}{urlencode({name: value})}"


@register.simple_tag(takes_context=True)
def kept(context: Mapping[str, Any], *left_out: str) -> list[tuple[str, str]]:
    """What else the address asks for, so that a form of few fields loses nothing."""
    return [
        (name, value)
        for name, values in context["request"].GET.lists()
        if name not in left_out
        for value in values
    ]


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn mark beside its word, so colour never carries the meaning alone."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 16 16">'
        '<use href="{}#{}"></use></svg>',
        static("tracker/icons.svg"),
        name,
    )
