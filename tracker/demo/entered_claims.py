"""What the demo desk wrote down about claims, entered through the desk's functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker import models
from tracker.demo import desk
from tracker.demo.articles import articles, plain_text
from tracker.demo.captures import Capture, address_of
from tracker.demo.desk import types
from tracker.demo.outlets import BY_KEY as OUTLETS
from tracker.review import claims, parties, positions, status, subjects
from tracker.review.when import When, exactly
from tracker.rules.vocabulary import Role, WorkflowState

NO_CLAIMANT = (
    "No party claims this as its own statement: others report it, and those whom it is "
    "about are asked for their answer."
)


@dataclass
class Loading:
    """The rows that exist so far, by the keys of the demo."""

    origins: Mapping[str, str]
    parties: dict[str, models.Party] = field(default_factory=dict)
    topics: dict[str, models.Topic] = field(default_factory=dict)
    places: dict[str, models.Place] = field(default_factory=dict)
    claims: dict[int, models.Claim] = field(default_factory=dict)
    sources: dict[str, models.Source] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)
    inquiries: dict[str, models.Inquiry] = field(default_factory=dict)
    positions: dict[int, models.Position] = field(default_factory=dict)


def enter_registers(loading: Loading, at: datetime) -> None:
    """Parties, a parent before those below it; topics and places."""
    for row in desk.PARTIES:
        loading.parties[row.slug] = parties.add_party(
            slug=row.slug,
            names=row.names,
            full_names=row.full_names,
            kind=row.kind,
            country=row.country,
            aliases=row.aliases,
            parent=loading.parties.get(row.parent),
            speaks_for_parent=row.speaks_for_parent,
            by=None,
            now=at,
        )
    for named in desk.TOPICS:
        loading.topics[named.slug] = models.Topic.objects.create(
            slug=named.slug, names=named.names
        )
    for named in desk.PLACES:
        loading.places[named.slug] = models.Place.objects.create(
            slug=named.slug,
            names=named.names,
            latitude=named.latitude,
            longitude=named.longitude,
            precision_km=named.precision_km,
        )


def open_claim(loading: Loading, row: types.Claim) -> None:
    """A draft with its wording, its parts, its topics and its places."""
    claim = claims.add_claim(
        slug=row.slug,
        statements=row.statement,
        contexts={"en": row.context},
        by=None,
        now=row.opened,
    )
    loading.claims[row.number] = claim
    for part in row.parts:
        claims.set_role(
            claim,
            loading.parties[part.party],
            role=part.role,
            is_burdened=part.is_burdened,
            is_expected=part.is_expected,
            by=None,
            now=row.opened,
        )
    topics = [loading.topics[slug] for slug in row.topics]
    places = [loading.places[slug] for slug in row.places]
    subjects.set_topics(claim, topics, by=None, now=row.opened)
    subjects.set_places(claim, places, by=None, now=row.opened)
    claims.move(claim, WorkflowState.IN_REVIEW, by=None, now=row.opened)


def publish(loading: Loading, row: types.Claim) -> None:
    has_claimant = any(part.role is Role.CLAIMANT for part in row.parts)
    claims.move(
        loading.claims[row.number],
        WorkflowState.PUBLISHED,
        reason="" if has_claimant else NO_CLAIMANT,
        by=None,
        now=row.published,
    )


def relate(
    loading: Loading, row: types.Claim, related: types.Related, at: datetime
) -> None:
    claims.relate(
        loading.claims[row.number],
        related.kind,
        loading.claims[related.other],
        reason=related.reason,
        by=None,
        now=at,
    )


def ask(loading: Loading, row: types.Inquiry) -> None:
    loading.inquiries[row.key] = positions.ask(
        loading.claims[row.claim],
        loading.parties[row.party],
        channel=row.channel,
        when=exactly(row.asked),
        asked_by=row.asked_by,
        question=row.question,
        deadline=row.deadline,
        by=None,
        now=row.recorded,
    )


def find_silence(loading: Loading, row: types.Silence) -> None:
    positions.record_silence(
        loading.claims[row.claim],
        loading.parties[row.party],
        kind=row.kind,
        when=exactly(row.looked),
        inquiry=loading.inquiries.get(row.inquiry),
        by=None,
        now=row.recorded,
    )


def hear(loading: Loading, number: int) -> None:
    """A party's position is written down."""
    row = desk.POSITIONS[number]
    loading.positions[number] = positions.record_position(
        loading.claims[row.claim],
        loading.parties[row.party],
        stance=row.stance,
        when=When(row.said, row.said_from, row.precision),
        speaker=row.speaker,
        voice=row.voice,
        gist=row.gist,
        answers=loading.inquiries.get(row.answers),
        by=None,
        now=row.recorded,
    )


def decide(loading: Loading, row: types.StatusChange) -> None:
    status.change_status(
        loading.claims[row.claim],
        status=row.status,
        parties=[loading.parties[slug] for slug in row.turns_on],
        reason=row.reason,
        effective_at=row.decided,
        author=row.author,
        by=None,
        now=row.recorded,
    )


def enter_submissions(loading: Loading) -> None:
    """Articles that came in, and what became of the claims found in them."""
    for row in desk.SUBMISSIONS:
        page = articles()[row.article]
        submission = models.Submission.objects.create(
            title=page.title,
            url=address_of(row.article, loading.origins) if row.with_address else "",
            text=plain_text(page.body),
            language=OUTLETS[page.outlet].language,
            published_at=page.published if row.with_address else None,
            received_at=row.received,
        )
        for found in row.suggestions:
            models.Suggestion.objects.create(
                submission=submission,
                statement=found.statement,
                quotation=found.quotation,
                state=found.state,
                reason=found.reason,
                claim=loading.claims[found.claim] if found.claim else None,
                decided_at=found.decided,
            )
