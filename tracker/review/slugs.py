"""Addresses of claims, suggested from their English statement."""

import re
from itertools import count

from django.utils.text import slugify

from tracker.models import Claim, SlugRedirect

LONGEST = 60


def suggest_slug(statement: str) -> str:
    """A slug that no claim has or had; empty for a statement without letters."""
    plain = _cut(slugify(statement))
    if not plain:
        return ""
    taken = _taken(plain)
    tries = (f"{plain}-{number}" for number in count(2))
    return plain if plain not in taken else next(s for s in tries if s not in taken)


def _cut(slug: str) -> str:
    """At most so long, ending with a whole word where one ends early enough."""
    if len(slug) <= LONGEST:
        return slug
    whole = re.match(rf"(.{{20,{LONGEST}}})-", slug)
    return whole.group(1) if whole else slug[:LONGEST].rstrip("-")


def _taken(slug: str) -> set[str]:
    claims = Claim.objects.filter(slug__startswith=slug)
    gone = SlugRedirect.objects.filter(claim__isnull=False, old_slug__startswith=slug)
    return {
        *claims.values_list("slug", flat=True),
        *gone.values_list("old_slug", flat=True),
    }
