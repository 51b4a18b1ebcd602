"""`python -m tests.bench.reader.pages`: the addresses that are measured, as JSON.

A page has several, so that each is asked for once while it is cold. A new page is one
line of PAGES.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import cycle, islice

import django
from django.utils import timezone

from tracker.management.scale.functions import COMMON_WORD, RARE_WORD

MANY = 40
# Far apart, and never the same one twice.
STRIDE = 7919
# Of the sentences that claims are seeded with (`functions.sentence`).
NEAR = ("Kupiansk", "Sumy", "Kursk", "Kherson", "Izium", "Orikhiv", "Rylsk", "Sudzha")
WHAT = ("bridge", "railway", "depot", "harbour", "airfield")


def claims() -> Iterator[str]:
    from tracker.models import Claim  # noqa: PLC0415  # Django is set up by now

    slugs = Claim.objects.filter(line__state="published").order_by("pk")
    number = slugs.count()
    places = sorted({turn * STRIDE % number for turn in range(MANY)})
    ids = list(slugs.values_list("pk", flat=True))
    chosen = [ids[place] for place in places]
    found = dict(slugs.filter(pk__in=chosen).values_list("pk", "slug"))
    yield from (found[one] for one in chosen)


def parties() -> Iterator[str]:
    from tracker.models import Party  # noqa: PLC0415

    yield from Party.objects.order_by("pk").values_list("slug", flat=True)[:MANY]


def pairs() -> Iterator[str]:
    """Two words that many claims have, never the same two."""
    yield from (f"{near}+{what}" for near in NEAR for what in WHAT)


def of(rows: Callable[[], Iterator[str]], before: str, after: str = "/") -> list[str]:
    return list(islice(cycle(f"{before}{row}{after}" for row in rows()), MANY))


def same(address: str) -> list[str]:
    return [address] * MANY


def past() -> str:
    return f"?as_of={(timezone.now() - timedelta(days=300)).date()}"


PAGES: Mapping[str, Callable[[], list[str]]] = {
    "claim page": lambda: of(claims, "/claims/"),
    "claim page as of a day": lambda: of(claims, "/claims/", f"/{past()}"),
    "list with facets": lambda: same("/claims/"),
    "list as of a day": lambda: same(f"/claims/{past()}"),
    "list of a status as of a day": lambda: same(f"/claims/{past()}&status=disputed"),
    "another list with facets": lambda: of(parties, "/claims/?party=", ""),
    "search of a common word": lambda: same(f"/claims/?q={COMMON_WORD}"),
    "another search of common words": lambda: of(pairs, "/claims/?q=", ""),
    "search of a rare word": lambda: same(f"/claims/?q={RARE_WORD}"),
    "party page": lambda: of(parties, "/parties/"),
    "API list": lambda: same("/api/v1/claims/"),
    "feed": lambda: same("/changes/feed.atom"),
    "a bare view of 20 kB": lambda: same("/bare/"),
}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps({name: make() for name, make in PAGES.items()}))
