"""What templates need beyond Django's own: dates and the marks of a status."""

from typing import Protocol

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
def icon(name: str) -> SafeString:
    """A drawn mark beside its word, so colour never carries the meaning alone."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 16 16">'
        '<use href="{}#{}"></use></svg>',
        static("tracker/icons.svg"),
        name,
    )
