"""A claim's page: how it stands, with whom, on what evidence, as of when."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from tracker.models import Claim, ClaimPlace, ClaimTopic
from tracker.models.as_of import record as record_of
from tracker.reader import access, words
from tracker.reader.dates import When, dated
from tracker.reader.pages.evidence import Evidence, evidence
from tracker.reader.pages.matrix import Row, matrix
from tracker.reader.pages.news import news
from tracker.reader.pages.parts import (
    LANGUAGE,
    Statement,
    Verdict,
    Wording,
    statements,
    verdict,
)
from tracker.reader.pages.timeline import Entry, timeline
from tracker.reader.past import Past
from tracker.rules.facts import Moment, Record
from tracker.rules.status import public_status
from tracker.rules.vocabulary import WorkflowState


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The public status as a person decided it."""

    when: When
    author: str
    reason: str


@dataclass(frozen=True)
class Related:
    """Another published claim and how this one stands to it."""

    kind: str
    slug: str
    statement: Statement


@dataclass(frozen=True)
class Cite:
    """The text to cite a claim by, and the address that never changes its answer."""

    text: str
    address: str


@dataclass(frozen=True, kw_only=True)
class ClaimPage:
    slug: str
    address: str  # in full, for canonical links
    statement: Statement
    verdict: Verdict
    decision: Decision | None
    news: str
    matrix: tuple[Row, ...]
    timeline: tuple[Entry, ...]
    evidence: Evidence
    related: tuple[Related, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    is_archived: bool
    cite: Cite


def claim_page(slug: str, past: Past) -> ClaimPage:
    """The page of a claim; raises Http404, Moved."""
    claim = access.claim(slug, past)
    return page_of(claim, record_of(claim, past.moment), past)


def page_of(
    claim: Claim, record: Record, past: Past, *, instead: Statement | None = None
) -> ClaimPage:
    """The page of a claim with a record, which for a preview may hold what nobody has
    decided yet; `instead` are words that nobody has saved yet."""
    moment = past.moment
    named = _named(record, past)
    worded = statements([claim.pk, *named.values()], moment)
    stands = verdict(record, moment)
    quoted = evidence(claim.pk, record, moment)
    address = settings.SITE_URL + reverse("reader:claim", args=[claim.slug])
    statement = instead or worded.get(
        claim.pk, Statement(Wording("en", "", claim.slug))
    )
    return ClaimPage(
        slug=claim.slug,
        address=address,
        statement=statement,
        verdict=stands,
        decision=_decision(record, moment),
        news=news(record, moment),
        matrix=matrix(record, moment),
        timeline=timeline(record, moment, quoted.quotations),
        evidence=quoted,
        related=_related(record, named, worded),
        topics=_topics(claim, moment),
        places=_places(claim, moment),
        is_archived=getattr(claim, "state", "") == WorkflowState.ARCHIVED,
        cite=_cite(address, statement, stands, past),
    )


def _decision(record: Record, moment: Moment) -> Decision | None:
    public = public_status(record, moment)
    if public is None:
        return None
    when = dated(public.effective_at, public.effective_from, public.precision)
    return Decision(when=when, author=public.author, reason=public.reason)


def _named(record: Record, past: Past) -> dict[str, int]:
    """The other claims that the page names and a reader may see, by slug."""
    slugs = {relation.other for relation in record.relations}
    rows = access.readable(past).filter(slug__in=slugs)
    return dict(rows.values_list("slug", "pk"))


def _related(
    record: Record, named: dict[str, int], worded: dict[int, Statement]
) -> tuple[Related, ...]:
    found = (
        _link(
            relation.other,
            named,
            worded,
            kind=words.relation(relation.kind, is_incoming=relation.is_incoming),
        )
        for relation in record.relations
    )
    return tuple(link for link in found if link)


def _link(
    slug: str, named: dict[str, int], worded: dict[int, Statement], kind: str = ""
) -> Related | None:
    statement = worded.get(named.get(slug, 0))
    return Related(kind, slug, statement) if statement else None


def _topics(claim: Claim, moment: Moment) -> tuple[str, ...]:
    rows = ClaimTopic.objects.known(moment.known_at).filter(claim=claim)
    latest = rows.select_related("topic").latest_per("claim", "topic")
    return tuple(_name(row.topic.names) for row in latest if not row.is_ended)


def _places(claim: Claim, moment: Moment) -> tuple[str, ...]:
    rows = ClaimPlace.objects.known(moment.known_at).filter(claim=claim)
    latest = rows.select_related("place").latest_per("claim", "place")
    return tuple(_name(row.place.names) for row in latest if not row.is_ended)


def _name(names: dict[str, str]) -> str:
    return names.get(LANGUAGE) or names["en"]


def _cite(address: str, statement: Statement, stands: Verdict, past: Past) -> Cite:
    text = (
        f"On Record, “{words.straight(statement.text)}” {stands.badge.label}. "
        f"As of {past.seen}, as known on {past.known}."
    )
    return Cite(text, address + past.citable)
