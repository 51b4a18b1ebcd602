"""A claim's page: how it stands, with whom, on what evidence, as of when."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from tracker.models import Claim, ClaimPlace, ClaimTopic, Place, Topic
from tracker.models.as_of import record as record_of
from tracker.reader import access
from tracker.reader.dates import When, dated
from tracker.reader.pages.canonical import canonical_text, digest_of
from tracker.reader.pages.citing import Cite, Embed, cite, embed
from tracker.reader.pages.evidence import Evidence, evidence
from tracker.reader.pages.matrix import Row, matrix
from tracker.reader.pages.news import news
from tracker.reader.pages.parts import (
    Statement,
    Verdict,
    Wording,
    named,
    statements,
    verdict,
)
from tracker.reader.pages.picture import picture
from tracker.reader.pages.related import Related, others_of, related
from tracker.reader.pages.sheet import Picture
from tracker.reader.pages.since import Since, since_claim
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
    approver: str  # the second person, for a decision of weight
    reason: str


@dataclass(frozen=True)
class Subject:
    """A topic or a place of the claim."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ClaimPage:
    slug: str
    address: str  # in full, in the language that was asked for, for canonical links
    statement: Statement
    verdict: Verdict
    decision: Decision | None
    news: str
    matrix: tuple[Row, ...]
    timeline: tuple[Entry, ...]
    picture: Picture | None
    since: Since | None
    evidence: Evidence
    related: tuple[Related, ...]
    topics: tuple[Subject, ...]
    places: tuple[Subject, ...]
    is_archived: bool
    cite: Cite
    embed: Embed


def claim_page(slug: str, past: Past) -> ClaimPage:
    """The page of a claim; raises Http404, Moved."""
    claim = access.claim(slug, past)
    return page_of(claim, record_of(claim, past.moment), past)


def record_text(slug: str, past: Past) -> str:
    """The canonical text of a claim's record; raises Http404, Moved."""
    claim, moment = access.claim(slug, past), past.moment
    record = record_of(claim, moment)
    worded = statements([claim.pk], moment)[claim.pk]
    quoted = evidence(claim.pk, record, moment).quotations
    return canonical_text(claim.slug, worded, record, moment, quoted)


def page_of(
    claim: Claim, record: Record, past: Past, *, instead: Statement | None = None
) -> ClaimPage:
    """The page of a claim with a record, which for a preview may hold what nobody has
    decided yet; `instead` are words that nobody has saved yet."""
    moment = past.moment
    others = others_of(record, past)
    worded = statements([claim.pk, *others.values()], moment)
    stands = verdict(record, moment)
    quoted = evidence(claim.pk, record, moment)
    address = settings.SITE_URL + reverse("reader:claim", args=[claim.slug])
    statement = instead or worded.get(
        claim.pk, Statement(Wording("en", "", claim.slug))
    )
    entries = timeline(record, moment, quoted.quotations)
    text = canonical_text(claim.slug, statement, record, moment, quoted.quotations)
    return ClaimPage(
        slug=claim.slug,
        address=address + past.now_query,
        statement=statement,
        verdict=stands,
        decision=_decision(record, moment),
        news=news(record, moment),
        matrix=matrix(record, moment),
        timeline=entries,
        picture=picture(entries),
        since=since_claim(claim, past, stands.badge, entries),
        evidence=quoted,
        related=related(record, others, worded),
        topics=_subjects(ClaimTopic, "topic", claim, moment),
        places=_subjects(ClaimPlace, "place", claim, moment),
        is_archived=getattr(claim, "state", "") == WorkflowState.ARCHIVED,
        cite=cite(address, statement, stands, past, digest_of(text)),
        embed=embed(address, statement, past),
    )


def _decision(record: Record, moment: Moment) -> Decision | None:
    public = public_status(record, moment)
    if public is None:
        return None
    when = dated(public.effective_at, public.effective_from, public.precision)
    return Decision(
        when=when,
        author=public.author,
        approver=public.approver,
        reason=public.reason,
    )


def _subjects(
    ties: type[ClaimTopic] | type[ClaimPlace], kind: str, claim: Claim, moment: Moment
) -> tuple[Subject, ...]:
    rows = ties.objects.known(moment.known_at).filter(claim=claim)
    latest = rows.select_related(kind).latest_per("claim", kind)
    found: list[Topic | Place] = [
        getattr(row, kind) for row in latest if not row.is_ended
    ]
    return tuple(Subject(row.slug, named(row.names)) for row in found)
