"""The columns of each table that can be imported, as its page explains them."""

from dataclasses import dataclass

from tracker.rules.vocabulary import JobKind, Reliability, SourceKind, Stance, Voice


@dataclass(frozen=True, slots=True)
class Column:
    """`example` stands in the template that can be downloaded."""

    name: str
    help: str
    example: str = ""
    is_needed: bool = False


def _words(words: type[Stance] | type[Voice] | type[SourceKind]) -> str:
    return ", ".join(word.value.replace("_", " ") for word in words)


_DATE = "2024-04-12 or 12.04.2024; with a time: 2024-04-12 10:30 (UTC)"
_LANGUAGE = "a code such as uk or en"

CLAIMS = (
    Column(
        "slug",
        "the claim's address; letters, digits and hyphens",
        "two-men-captured",
        is_needed=True,
    ),
    Column(
        "statement",
        "the claim in English",
        "Two men were captured near Donetsk.",
        is_needed=True,
    ),
    Column("statement_uk", "the claim in Ukrainian"),
    Column("statement_ru", "the claim in Russian"),
    Column("context", "what a reader should know, in English"),
    Column("topics", "slugs of topics that the desk has, with | between them"),
    Column("places", "slugs of places that the desk has, with | between them"),
)
SOURCES = (
    Column(
        "address",
        "begins with https:// or http://",
        "https://news.example/captured",
        is_needed=True,
    ),
    Column("title", "of the page", "Two men captured"),
    Column("publisher", "who publishes it", "The News"),
    Column("kind", f"{_words(SourceKind)}; empty: page", "page"),
    Column("language", _LANGUAGE, "en"),
    Column("published", _DATE, "2024-04-12"),
    Column(
        "reliability",
        f"{Reliability.A.value} to {Reliability.F.value}; empty: F",
        "C",
    ),
    Column("party", "slug of the party whose word the page carries, if it does"),
)
POSITIONS = (
    Column("claim", "the claim's slug", "two-men-captured", is_needed=True),
    Column("party", "the party's slug", "kyiv", is_needed=True),
    Column("stance", _words(Stance), "asserts", is_needed=True),
    Column("date", _DATE, "2024-04-12", is_needed=True),
    Column(
        "precision",
        "day, approximate or first reported; a date with a time is exact",
        "day",
    ),
    Column("speaker", "who spoke, with the office", "The General Staff"),
    Column("voice", f"{_words(Voice)}; empty: quoted"),
    Column("gist", "what was said, in English, after the party's name", "says so"),
    Column("gist_uk", "the same in Ukrainian"),
    Column("gist_ru", "the same in Russian"),
    Column(
        "source",
        "address of the page that has the words; new ones are added",
        "https://news.example/captured",
    ),
    Column("words", "the exact words of the page", "two men were captured"),
    Column("language", f"of the words: {_LANGUAGE}", "en"),
    Column("translation", "of the words, into English"),
    Column("translator", "who translated them; needed with a translation"),
)
TABLES: dict[JobKind, tuple[Column, ...]] = {
    JobKind.CLAIMS: CLAIMS,
    JobKind.SOURCES: SOURCES,
    JobKind.POSITIONS: POSITIONS,
}
