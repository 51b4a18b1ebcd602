"""The parts of a page that change with every request and mean nothing."""

from random import Random

from tracker.demo.words import NOTICES, WORDS


def clutter(language: str, rng: Random) -> dict[str, str]:
    """Fresh advertising, lists, counters and tokens for one request."""
    words = WORDS[language]
    adverts = rng.sample(words.adverts, 3)
    headlines = rng.sample(words.headlines, 7)
    return {
        "advert_top": adverts[0],
        "advert_middle": adverts[1],
        "advert_side": adverts[2],
        "slot_top": token(rng, 6),
        "slot_middle": token(rng, 6),
        "slot_side": token(rng, 6),
        "related": items(headlines[:3]),
        "most_read": items(headlines[3:]),
        "cookies": rng.choice(words.cookies),
        "letter": rng.choice(words.letters),
        "strip": rng.choice(words.strips),
        "views": words.views.format(count=counted(rng.randrange(4_000, 90_000))),
        "comments": words.comments.format(count=rng.randrange(12, 900)),
        "token": token(rng, 32),
        "hashed_class": f"css-{token(rng, 7)}",
    }


def token(rng: Random, digits: int) -> str:
    return f"{rng.getrandbits(4 * digits):0{digits}x}"


def counted(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def items(lines: list[str]) -> str:
    return "".join(f'<li><a href="/">{line}</a></li>' for line in lines)


def notices(rng: Random) -> str:
    """Other publications of the room of statements, in place of related stories."""
    return items(rng.sample(NOTICES, 3))
