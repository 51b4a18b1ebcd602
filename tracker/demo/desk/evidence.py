"""The sources of the demo desk with their grades, and the evidence in them.

Words that carry a party's position stand with the position; here is the rest.
"""

from datetime import datetime

from tracker.demo.desk.types import Evidence, Source, Watch, at
from tracker.rules.vocabulary import (
    Bearing,
    Credibility,
    Reliability,
    SourceKind,
    WatchKind,
)


def party_page(article: str, origin: str, added: datetime) -> Source:
    """A party's own page: a faithful record of what it says, and of nothing else."""
    return Source(
        article=article, reliability=Reliability.B, added=added, origin=origin
    )


def post(article: str, added: datetime) -> Source:
    return Source(
        article=article,
        reliability=Reliability.B,
        added=added,
        kind=SourceKind.POST,
        origin="kyiv",
    )


def reporting(
    article: str, added: datetime, *, grade: Reliability = Reliability.B
) -> Source:
    """A publisher's own reporting: its words are its own unless a position's."""
    return Source(article=article, reliability=grade, added=added)


SOURCES: tuple[Source, ...] = (
    Source(
        article="wire/north-korea-evidence",
        reliability=Reliability.B,
        added=at("2025-02-11 12:35"),
        origin="wire",
    ),
    Source(
        article="atlas/north-korea",
        reliability=Reliability.B,
        added=at("2025-02-20 19:30"),
        origin="mappers",
    ),
    party_page("statements/ministry-bulletin", "russia-mod", at("2025-03-18 17:30")),
    reporting("wire/march-attempts", at("2025-03-18 17:35")),
    party_page("statements/kyiv-address", "kyiv", at("2025-04-08 06:05")),
    reporting("lantern/belgorod", at("2025-04-08 06:10")),
    reporting("herald/kursk", at("2025-04-08 07:05")),
    reporting("wire/kursk", at("2025-04-08 09:15")),
    party_page("statements/belgorod-notice", "belgorod", at("2025-04-08 10:40")),
    reporting("gazette/belgorod", at("2025-04-08 10:50"), grade=Reliability.C),
    post("channel/1284", at("2025-04-08 13:05")),
    post("channel/1285", at("2025-04-08 13:06")),
    post("channel/1286", at("2025-04-08 17:45")),
    reporting("lantern/captured", at("2025-04-08 15:10")),
    reporting("herald/request", at("2025-04-08 18:10")),
    party_page("statements/beijing-0409", "beijing", at("2025-04-09 09:30")),
    reporting("wire/no-basis", at("2025-04-09 09:35")),
    reporting("gazette/no-comment", at("2025-04-09 10:25"), grade=Reliability.C),
    Source(
        article="atlas/belgorod-area",
        reliability=Reliability.B,
        added=at("2025-04-09 19:45"),
        origin="mappers",
    ),
    party_page("statements/beijing-0410", "beijing", at("2025-04-10 09:30")),
    reporting("lantern/irresponsible", at("2025-04-11 09:00")),
    Source(
        article="atlas/weekly-note",
        reliability=Reliability.B,
        added=at("2025-04-11 16:50"),
        kind=SourceKind.DOCUMENT,
        origin="mappers",
    ),
    reporting("lantern/foreigners", at("2025-04-12 09:00")),
    reporting("wire/still-verifying", at("2025-04-15 10:10")),
    party_page("statements/moscow-acknowledgement", "moscow", at("2025-04-26 11:00")),
)

EVIDENCE: tuple[Evidence, ...] = (
    Evidence(
        quote="wire-north-korea",
        claim=8,
        bearing=Bearing.SUPPORTS,
        credibility=Credibility.PROBABLY_TRUE,
        recorded=at("2025-02-11 12:40"),
    ),
    Evidence(
        quote="mappers-north-korea",
        claim=8,
        bearing=Bearing.SUPPORTS,
        credibility=Credibility.PROBABLY_TRUE,
        recorded=at("2025-02-20 19:40"),
    ),
    Evidence(
        quote="mappers-belgorod",
        claim=4,
        bearing=Bearing.SUPPORTS,
        credibility=Credibility.PROBABLY_TRUE,
        recorded=at("2025-04-09 19:50"),
    ),
    Evidence(
        quote="addressee-not-named",
        claim=10,
        bearing=Bearing.REPEATS,
        credibility=Credibility.PROBABLY_TRUE,
        recorded=at("2025-04-11 09:10"),
    ),
    Evidence(
        quote="mappers-kursk",
        claim=7,
        bearing=Bearing.SUPPORTS,
        credibility=Credibility.PROBABLY_TRUE,
        recorded=at("2025-04-11 17:00"),
    ),
    Evidence(
        quote="volunteers",
        claim=11,
        bearing=Bearing.REPEATS,
        credibility=Credibility.POSSIBLY_TRUE,
        recorded=at("2025-04-12 09:15"),
    ),
)

# What the desk grades the words of a party's position with: they are surely its words.
POSITION_CREDIBILITY = Credibility.PROBABLY_TRUE

WATCHES: tuple[Watch, ...] = (
    Watch(
        party="pyongyang",
        outlet="statements",
        path="/pyongyang/feed.xml",
        kind=WatchKind.FEED,
    ),
    Watch(
        party="moscow",
        outlet="statements",
        path="/moscow/",
        kind=WatchKind.LINKS,
    ),
    Watch(
        party="kyiv",
        outlet="channel",
        path="/s/demo_kyiv_office",
        kind=WatchKind.TELEGRAM,
    ),
)
