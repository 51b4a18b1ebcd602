"""Rows for tests, straight on the models, every time said out loud.

Desk facts are recorded at `BEGIN` unless told; world facts count from `at` and were
recorded then, too, unless `recorded_at` says later. Only what matters to a case needs
to be named.
"""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from tracker.models import (
    Body,
    Check,
    Citation,
    CitationAssessment,
    CitationCheck,
    Claim,
    ClaimParty,
    ClaimPlace,
    ClaimRelation,
    ClaimTopic,
    ClaimWording,
    ClaimWorkflow,
    Extraction,
    Host,
    Inquiry,
    OutsideCopy,
    Party,
    PartyProfile,
    Place,
    Position,
    Silence,
    SlugRedirect,
    Snapshot,
    Source,
    SourceProfile,
    StatusChange,
    StatusParty,
    Topic,
)
from tracker.rules.vocabulary import (
    Bearing,
    CheckOutcome,
    CitationState,
    CopyKind,
    CopyState,
    InquiryChannel,
    PartyKind,
    RelationKind,
    Role,
    SilenceKind,
    SourceState,
    Stance,
    Status,
    Voice,
    WorkflowState,
)

BEGIN = datetime(2025, 3, 1, tzinfo=UTC)
_numbers = count(1)


def day(number: int, month: int = 4, *, hour: int = 12) -> datetime:
    """A moment in 2025, for cases that are told in days."""
    return datetime(2025, month, number, hour, tzinfo=UTC)


def add_party(
    slug: str = "",
    *,
    name: str = "",
    names: dict[str, str] | None = None,
    full_names: dict[str, str] | None = None,
    kind: PartyKind = PartyKind.STATE,
    country: str = "",
    parent: Party | None = None,
    speaks_for_parent: bool = False,
    at: datetime = BEGIN,
) -> Party:
    """A party with one profile; its English name is its slug unless given."""
    slug = slug or f"party-{next(_numbers)}"
    party = Party.objects.create(slug=slug)
    PartyProfile.objects.create(
        party=party,
        names=names or {"en": name or slug.replace("-", " ").title()},
        full_names=full_names or {},
        kind=kind,
        country=country,
        parent=parent,
        speaks_for_parent=speaks_for_parent,
        recorded_at=at,
    )
    return party


def add_claim(
    slug: str = "",
    *,
    statement: str = "",
    statements: dict[str, str] | None = None,
    context: str = "",
    state: WorkflowState = WorkflowState.PUBLISHED,
    at: datetime = BEGIN,
) -> Claim:
    """A claim, published unless told."""
    slug = slug or f"claim-{next(_numbers)}"
    claim = Claim.objects.create(slug=slug)
    for language, text in (
        statements or {"en": statement or f"It is so: {slug}."}
    ).items():
        ClaimWording.objects.create(
            claim=claim,
            language=language,
            statement=text,
            context=context,
            recorded_at=at,
        )
    move_claim(claim, state, at=at)
    return claim


def move_claim(
    claim: Claim,
    state: WorkflowState,
    *,
    at: datetime,
    merged_into: Claim | None = None,
    reason: str = "",
) -> ClaimWorkflow:
    """One step of the work on a claim."""
    return ClaimWorkflow.objects.create(
        claim=claim, state=state, merged_into=merged_into, reason=reason, recorded_at=at
    )


def add_role(
    claim: Claim,
    party: Party,
    role: Role = Role.CLAIMANT,
    *,
    is_burdened: bool = False,
    is_expected: bool = False,
    at: datetime = BEGIN,
) -> ClaimParty:
    """A party's part in a claim."""
    return ClaimParty.objects.create(
        claim=claim,
        party=party,
        role=role,
        is_burdened=is_burdened,
        is_expected=is_expected,
        recorded_at=at,
    )


def add_relation(
    claim: Claim, kind: RelationKind, other: Claim, *, at: datetime = BEGIN
) -> ClaimRelation:
    """This claim <kind> the other."""
    return ClaimRelation.objects.create(
        claim=claim, kind=kind, other=other, recorded_at=at
    )


def add_topic(slug: str, *claims: Claim, name: str = "", at: datetime = BEGIN) -> Topic:
    """A topic and the claims in it."""
    topic = Topic.objects.create(slug=slug, names={"en": name or slug.title()})
    for claim in claims:
        ClaimTopic.objects.create(claim=claim, topic=topic, recorded_at=at)
    return topic


def add_place(
    slug: str,
    *claims: Claim,
    name: str = "",
    at: datetime = BEGIN,
    where: tuple[float, float] = (50.6, 36.6),
) -> Place:
    """A place, with latitude and longitude, and the claims about it."""
    place = Place.objects.create(
        slug=slug,
        names={"en": name or slug.title()},
        latitude=where[0],
        longitude=where[1],
    )
    for claim in claims:
        ClaimPlace.objects.create(claim=claim, place=place, recorded_at=at)
    return place


def add_redirect(
    old_slug: str, *, claim: Claim | None = None, party: Party | None = None
) -> SlugRedirect:
    """An address that was given up."""
    return SlugRedirect.objects.create(old_slug=old_slug, claim=claim, party=party)


def add_position(
    claim: Claim,
    party: Party,
    stance: Stance = Stance.ASSERTS,
    *,
    at: datetime,
    recorded_at: datetime | None = None,
    gist: str = "",
    speaker: str = "",
    voice: Voice = Voice.QUOTED,
    answers: Inquiry | None = None,
    corrects: Position | None = None,
    reason: str = "",
) -> Position:
    """What a party said."""
    return Position.objects.create(
        claim=claim,
        party=party,
        stance=stance,
        speaker=speaker,
        voice=voice,
        gist={"en": gist} if gist else {},
        answers=answers,
        corrects=corrects,
        reason=reason,
        effective_at=at,
        recorded_at=recorded_at or at,
    )


def void_position(
    position: Position, *, recorded_at: datetime, reason: str
) -> Position:
    """An empty correction: the position never was so."""
    return Position.objects.create(
        claim=position.claim,
        party=position.party,
        corrects=position,
        is_void=True,
        reason=reason,
        effective_at=position.effective_at,
        recorded_at=recorded_at,
    )


def add_inquiry(
    claim: Claim,
    party: Party,
    *,
    at: datetime,
    deadline: datetime | None = None,
    channel: InquiryChannel = InquiryChannel.EMAIL,
    asked_by: str = "",
    by: User | None = None,
) -> Inquiry:
    """A request for comment."""
    return Inquiry.objects.create(
        claim=claim,
        party=party,
        channel=channel,
        asked_by=asked_by,
        recorded_by=by,
        deadline=deadline,
        effective_at=at,
        recorded_at=at,
    )


def add_silence(
    claim: Claim,
    party: Party,
    kind: SilenceKind = SilenceKind.NO_STATEMENT_FOUND,
    *,
    at: datetime,
    recorded_at: datetime | None = None,
    inquiry: Inquiry | None = None,
) -> Silence:
    """Why there is no position; `at` is when the desk looked."""
    return Silence.objects.create(
        claim=claim,
        party=party,
        kind=kind,
        inquiry=inquiry,
        effective_at=at,
        recorded_at=recorded_at or at,
    )


def add_status(
    claim: Claim,
    status: Status = Status.UNCONFIRMED,
    *,
    at: datetime,
    recorded_at: datetime | None = None,
    parties: tuple[Party, ...] = (),
    reason: str = "The record says so.",
    author: str = "The desk",
    superseded_by: Claim | None = None,
    by: User | None = None,
) -> StatusChange:
    """A decision of the desk, with the parties that it turns on."""
    with transaction.atomic():
        change = StatusChange.objects.create(
            claim=claim,
            status=status,
            superseded_by=superseded_by,
            reason=reason,
            author=author,
            recorded_by=by,
            effective_at=at,
            recorded_at=recorded_at or at,
        )
        StatusParty.objects.bulk_create(
            StatusParty(status_change=change, party=party) for party in parties
        )
    return change


def add_source(
    url: str = "",
    *,
    title: str = "",
    publisher: str = "The Daily",
    language: str = "en",
    reliability: str = "B",
    origin_party: Party | None = None,
    origin_source: Source | None = None,
    published_at: datetime | None = None,
    state: SourceState = SourceState.OK,
    due_at: datetime | None = None,
    at: datetime = BEGIN,
) -> Source:
    """A page with its profile; it is not due unless told."""
    url = url or f"https://news.example/{next(_numbers)}"
    host, _ = Host.objects.get_or_create(name=urlsplit(url).netloc)
    source = Source.objects.create(url=url, host=host, state=state, due_at=due_at)
    SourceProfile.objects.create(
        source=source,
        title=title or f"A report at {url}",
        publisher=publisher,
        language=language,
        reliability=reliability,
        origin_party=origin_party,
        origin_source=origin_source,
        published_at=published_at,
        recorded_at=at,
    )
    return source


def add_snapshot(
    source: Source,
    text: str = "The archived text of the page.",
    *,
    at: datetime,
    content_type: str = "text/html",
    title: str = "",
    language: str = "en",
) -> Snapshot:
    """A capture whose full text is `text`; its bytes lie in the storage, too."""
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    name = f"bodies/{digest[:2]}/{digest}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(raw))
    body, _ = Body.objects.get_or_create(
        digest=digest, defaults={"size": len(raw), "name": name}
    )
    snapshot = Snapshot.objects.create(
        source=source,
        body=body,
        captured_at=at,
        recorded_at=at,
        final_url=source.url,
        http_status=200,
        content_type=content_type,
    )
    Extraction.objects.create(
        snapshot=snapshot,
        extractor="tests",
        title=title,
        article=text,
        full=text,
        language=language,
        recorded_at=at,
    )
    return snapshot


def add_citation(
    claim: Claim,
    source: Source | None = None,
    *,
    at: datetime,
    exact: str = "the exact words",
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
    position: Position | None = None,
    snapshot: Snapshot | None = None,
    language: str = "en",
    translation: str = "",
    translator: str = "",
    bearing: Bearing = Bearing.SUPPORTS,
    credibility: int = 2,
    is_verified: bool = False,
    is_withdrawn: bool = False,
) -> Citation:
    """A quotation in a source, assessed at once."""
    citation = Citation.objects.create(
        claim=claim,
        source=source or add_source(),
        position=position,
        snapshot=snapshot,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        language=language,
        translation=translation,
        translator=translator,
        effective_at=at,
        recorded_at=at,
    )
    assess_citation(
        citation,
        at=at,
        bearing=bearing,
        credibility=credibility,
        is_verified=is_verified,
        is_withdrawn=is_withdrawn,
    )
    return citation


def assess_citation(
    citation: Citation,
    *,
    at: datetime,
    bearing: Bearing = Bearing.SUPPORTS,
    credibility: int = 2,
    is_verified: bool = False,
    is_withdrawn: bool = False,
) -> CitationAssessment:
    """The desk's grade of a citation from a moment on."""
    return CitationAssessment.objects.create(
        citation=citation,
        bearing=bearing,
        credibility=credibility,
        is_verified=is_verified,
        is_withdrawn=is_withdrawn,
        recorded_at=at,
    )


def add_check(
    source: Source,
    outcome: CheckOutcome = CheckOutcome.UNCHANGED,
    *,
    at: datetime,
    snapshot: Snapshot | None = None,
    source_state: SourceState = SourceState.OK,
    http_status: int | None = 200,
    reason: str = "",
) -> Check:
    """One look at a source; it took a second."""
    return Check.objects.create(
        source=source,
        seq=source.checks.count() + 1,
        token=uuid.uuid4(),
        outcome=outcome,
        reason=reason,
        http_status=http_status,
        started_at=at - timedelta(seconds=1),
        effective_at=at,
        recorded_at=at,
        snapshot=snapshot,
        source_state=source_state,
    )


def add_citation_check(
    check: Check,
    citation: Citation,
    state: CitationState = CitationState.EXACT,
    *,
    matched: str = "",
    is_confirmed: bool = False,
) -> CitationCheck:
    """What became of a citation's words at one look."""
    return CitationCheck.objects.create(
        check_run=check,
        citation=citation,
        state=state,
        matched=matched,
        is_confirmed=is_confirmed,
    )


def add_outside_copy(
    source: Source, snapshot: Snapshot | None = None, *, at: datetime
) -> OutsideCopy:
    """A copy that an outside archive took at a moment, known of an hour later."""
    return OutsideCopy.objects.create(
        source=source,
        snapshot=snapshot,
        kind=CopyKind.SAVE if snapshot else CopyKind.FIND,
        state=CopyState.KEPT,
        near=at,
        address=f"https://archive.example/web/{at:%Y%m%d%H%M%S}/{source.url}",
        captured_at=at,
        found_at=at + timedelta(hours=1),
    )
