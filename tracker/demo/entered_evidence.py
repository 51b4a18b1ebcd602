"""The sources of the demo desk with their snapshots, and the words cited from them."""

from datetime import datetime

from tracker import models
from tracker.demo import desk
from tracker.demo.articles import articles, plain_text
from tracker.demo.captures import address_of, capture, fetched, find
from tracker.demo.desk import types
from tracker.demo.desk.evidence import POSITION_CREDIBILITY
from tracker.demo.entered_claims import Loading
from tracker.demo.outlets import BY_KEY as OUTLETS
from tracker.demo.quotations import BY_KEY as QUOTATIONS
from tracker.intake.sources import add_source
from tracker.intake.watches import add_watch
from tracker.review import evidence
from tracker.review.when import exactly
from tracker.rules.vocabulary import Bearing, Credibility, WatchKind

TRANSLATOR = "The demo desk"
CHANNELS = {
    WatchKind.FEED: "News feed",
    WatchKind.LINKS: "Statements",
    WatchKind.TELEGRAM: "Channel",
}


def take_up(loading: Loading, row: types.Source) -> None:
    """A page becomes a source, and its first snapshot is kept."""
    page = articles()[row.article]
    url = address_of(row.article, loading.origins)
    source = add_source(
        url,
        title=page.title or plain_text(page.body)[:80],
        publisher=OUTLETS[page.outlet].name,
        kind=row.kind,
        language=OUTLETS[page.outlet].language,
        reliability=row.reliability,
        origin_party=loading.parties.get(row.origin),
        published_at=page.published,
        by=None,
        now=row.added,
    )
    loading.sources[row.article] = source
    answer = fetched(url, loading.origins, at=row.added)
    loading.captures[row.article] = capture(source, answer, now=row.added)


def cite_position(loading: Loading, number: int, quote: str, at: datetime) -> None:
    row = desk.POSITIONS[number]
    cite(
        loading,
        quote,
        claim=row.claim,
        position=loading.positions[number],
        bearing=row.bearing,
        credibility=POSITION_CREDIBILITY,
        at=at,
    )


def cite_evidence(loading: Loading, row: types.Evidence) -> None:
    cite(
        loading,
        row.quote,
        claim=row.claim,
        bearing=row.bearing,
        credibility=row.credibility,
        at=row.recorded,
    )


def cite(
    loading: Loading,
    quote: str,
    *,
    claim: int,
    position: models.Position | None = None,
    bearing: Bearing,
    credibility: Credibility,
    at: datetime,
) -> None:
    """The words of a quotation, found in the snapshot of their page."""
    quotation = QUOTATIONS[quote]
    page = loading.captures[quotation.article]
    words = find(quote, page.text)
    evidence.cite(
        loading.claims[claim],
        loading.sources[quotation.article],
        exact=quotation.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        start=words.start,
        end=words.end,
        position=position,
        snapshot=page.snapshot,
        language=quotation.language,
        translation=quotation.translation,
        translator=TRANSLATOR if quotation.translation else "",
        bearing=bearing,
        credibility=credibility,
        when=exactly(articles()[quotation.article].published),
        by=None,
        now=at,
    )


def start_watch(loading: Loading, row: types.Watch, at: datetime) -> None:
    """A party's channel is a source that is read for answers."""
    party = loading.parties[row.party]
    watch = add_watch(
        party, loading.origins[row.outlet] + row.path, kind=row.kind, by=None, now=at
    )
    names = next(known.names for known in desk.PARTIES if known.slug == row.party)
    evidence.grade(
        watch.source,
        title=f"{CHANNELS[row.kind]} of {names['en']}",
        publisher=OUTLETS[row.outlet].name,
        language=OUTLETS[row.outlet].language,
        by=None,
        now=at,
    )
