"""How large a desk is made: the claims that are asked for, and all else beside them."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Rows of each kind. `open_items` wait on the desk, `closed_items` did."""

    claims: int
    positions: int
    citations: int
    open_items: int
    closed_items: int
    sources: int
    checks_each: int
    hosts: int
    parties: int
    people: int
    inquiries: int
    silences: int
    relations: int
    topics: int
    places: int
    submissions: int
    watches: int
    entries: int
    redirects: int
    subscriptions: int
    deliveries: int
    copies: int
    log: int


def sizes_for(claims: int, **asked: int | None) -> Sizes:
    """A desk of so many claims, in the proportions of one that has worked for years;
    what is asked for by name is taken as it is."""
    usual = Sizes(
        claims=claims,
        positions=5 * claims,
        citations=5 * claims,
        open_items=max(1, claims // 10),
        closed_items=2 * claims // 5,
        sources=claims,
        checks_each=2,
        hosts=max(1, claims // 33),
        parties=max(12, claims // 50),
        people=40,
        inquiries=claims // 2,
        silences=claims // 2,
        relations=claims // 5,
        topics=40,
        places=200,
        submissions=claims // 50,
        watches=max(1, claims // 500),
        entries=claims // 5,
        redirects=claims // 100,
        subscriptions=claims // 20,
        deliveries=claims // 5,
        copies=claims // 20,
        log=2 * claims,
    )
    given = {name: number for name, number in asked.items() if number is not None}
    return replace(usual, **given)


NAMES = tuple(field.name for field in fields(Sizes) if field.name != "claims")
