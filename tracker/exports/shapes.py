"""The marks of statuses as lines and circles, for pictures; the site's own are SVG."""

import math

Point = tuple[float, float]

# Each mark on 16 by 16: circles (x, y, radius, is filled, is dashed) and lines, which
# are drawn over them; in `CUT` in the colour of the paper.
_RING = (8.0, 8.0, 6.2, False, False)
_GUESS = (8.0, 8.0, 6.2, False, True)
_DISC = (8.0, 8.0, 7.0, True, False)
CIRCLES: dict[str, tuple[tuple[float, float, float, bool, bool], ...]] = {
    "unconfirmed": (_RING, (8, 8, 1.8, True, False)),
    "corroborated": ((5.7, 8, 4.4, False, False), (10.3, 8, 4.4, False, False)),
    "confirmed": (_DISC,),
    "partly_confirmed": (_RING,),
    "denied": (_RING,),
    "unverifiable": (_GUESS, (8, 11.4, 0.9, True, False)),
    "not_assessed": (_GUESS,),
}
LINES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "confirmed": (((4.4, 8), (7.1, 10.8), (12, 5.9)),),
    "denied": (((5.4, 5.4), (10.6, 10.6)), ((10.6, 5.4), (5.4, 10.6))),
    "false": (((5.2, 5.2), (10.8, 10.8)), ((10.8, 5.2), (5.2, 10.8))),
    "disputed": (
        ((1.8, 5.4), (11.8, 5.4)),
        ((9, 2.4), (12, 5.4), (9, 8.4)),
        ((14.2, 10.6), (4.2, 10.6)),
        ((7, 7.6), (4, 10.6), (7, 13.6)),
    ),
    "unverifiable": (((6, 6.3), (7, 4.8), (9, 4.8), (10, 6.3), (8, 8.2), (8, 9.2)),),
    "retracted": (
        ((5.5, 2), (2, 5.5), (5.5, 9)),
        ((2.4, 5.5), (10, 5.5), (13, 8), (13, 11.5), (10, 13.9), (5, 13.9)),
    ),
    "superseded": (((2.5, 3), (7.5, 8), (2.5, 13)), ((8.5, 3), (13.5, 8), (8.5, 13))),
}
SHAPES: dict[str, tuple[Point, ...]] = {
    "false": ((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5)),
    "partly_confirmed": tuple(
        (8 - 6 * math.sin(step * math.pi / 24), 8 - 6 * math.cos(step * math.pi / 24))
        for step in range(25)
    ),
}
CUT = frozenset({"confirmed", "false"})
