"""The colours of the site can be told apart: WCAG 2.2 AA, from the tokens."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR, "tracker", "static", "tracker", "base.css")
CARD = SHEET.with_name("card.css")
PAGES = Path(settings.BASE_DIR, "templates")
# The sheets that the readers' pages name.
PUBLIC = sorted(
    {
        name
        for page in (PAGES / "base.html", *PAGES.glob("reader/*.html"))
        for name in re.findall(r"tracker/(\w+\.css)", page.read_text())
    }
)
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
TEXT, DRAWN = 4.5, 3.0  # 1.4.3 and 1.4.11

STATUSES = tuple(
    f"s-{name}"
    for name in (
        "unconfirmed",
        "corroborated",
        "confirmed",
        "partly",
        "disputed",
        "denied",
        "false",
        "grey",
    )
)
GROUNDS = ("paper", "raised", "sunk")
# What is read on what.
READ = [
    *product(("ink", "soft", "link", "link-visited", *STATUSES), GROUNDS),
    *product(("ink", "soft", "link", "link-visited"), ("past",)),
    *product(("ink", "link"), ("notice", "mark")),
    ("s-disputed", "notice"),
    ("on-accent", "accent"),
    ("paper", "ink"),
]
# What is seen on what: rings of focus, edges of fields, marks.
SEEN = [
    *product(("focus", "rule-strong", "past-rule", *STATUSES), GROUNDS),
    ("past-rule", "past"),
    ("notice-rule", "notice"),
    ("focus", "past"),
]


def tokens(theme: str) -> dict[str, str]:
    light, dark = themes(SHEET)
    found = dict(TOKEN.findall(light))
    return found | (dict(TOKEN.findall(dark)) if theme == "dark" else {})


def themes(sheet: Path) -> tuple[str, str]:
    """What a sheet sets for the light, and what it sets otherwise for the dark."""
    light, _, dark = sheet.read_text().partition("@media (prefers-color-scheme: dark)")
    return light, dark.partition("\n}\n")[0]


def lightness(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts
    ]
    return sum(v * w for v, w in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def too_pale(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    known = tokens(theme)
    ratios = {(a, b): contrast(known[a], known[b]) for a, b in pairs}
    return [f"{a} on {b}: {r:.2f}" for (a, b), r in ratios.items() if r < least]


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_can_be_read(theme: str) -> None:
    assert too_pale(theme, READ, TEXT) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_and_edge_can_be_seen(theme: str) -> None:
    assert too_pale(theme, SEEN, DRAWN) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_card_on_other_sites_can_be_read(theme: str) -> None:
    """It has a ground and tokens of its own, and a colour for each status."""
    found = TOKEN.findall(themes(CARD)[theme == "dark"])
    (ground,) = (colour for name, colour in found if name == "paper")
    words = [(name, colour) for name, colour in found if name not in ("paper", "rule")]

    assert len(words) == len(STATUSES) + 3
    assert [name for name, colour in words if contrast(colour, ground) < TEXT] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_colour_is_a_token(name: str) -> None:
    rules = (SHEET.parent / name).read_text()
    if name in ("base.css", "card.css"):
        rules = re.split(r"\n\*.* \{", rules, maxsplit=1)[1]
    screen = rules.partition("@media print")[0]

    assert re.findall(r"#[0-9a-f]{3,8}\b", screen) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_side_is_named_by_the_way_of_reading(name: str) -> None:
    """`inline-start`, not `left`: the pages are ready for right-to-left."""
    rules = (SHEET.parent / name).read_text()
    sides = r"(?:margin|padding|border)-(?:left|right)|[\s;](?:left|right):|align: [lr]"

    assert re.findall(sides, rules) == []
