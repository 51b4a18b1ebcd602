"""Where the same page is in the other languages of the interface, for indexes."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# Pages that depend on who asks, or that only pass something on.
NOT_INDEXED = frozenset({"claim-preview", "subscribe", "confirm", "unsubscribe"})


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any]) -> SafeString:
    """`hreflang` links of a public page that shows the present."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or match.namespace != "reader":
        return SafeString("")
    if match.url_name in NOT_INDEXED or set(request.GET) - {"lang"}:
        return SafeString("")
    here = settings.SITE_URL + request.path
    named = [(code, f"{here}?lang={code}") for code, _ in settings.LANGUAGES]
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}">',
        [*named, ("x-default", here)],
    )
