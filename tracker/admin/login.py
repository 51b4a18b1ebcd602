"""The login form of the office: who guesses passwords has to wait."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

TRIES = 10
SECONDS = 15 * 60
WAIT = (
    "Too many tries with this name. Wait a quarter of an hour, or ask who keeps the"
    " accounts for a new password."
)


class LoginForm(AdminAuthenticationForm):
    """Counts failed tries by name and by where they come from, so that nobody can
    lock somebody else out from elsewhere."""

    def clean(self) -> dict[str, Any]:
        key = self._key()
        if cache.get(key, 0) >= TRIES:
            raise forms.ValidationError(WAIT, code="too_many_tries")
        try:
            return super().clean()
        except forms.ValidationError:
            cache.add(key, 0, timeout=SECONDS)
            cache.incr(key)
            raise

    def _key(self) -> str:
        name = str(self.cleaned_data.get("username", "")).casefold()
        # The same answer as for the API, behind a proxy, too.
        place = BaseThrottle().get_ident(self.request)  # type: ignore[arg-type]
        return f"login:{place}:{name.encode().hex()[:200]}"
