"""People, and a desk with a row of everything that its pages show."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_redirect,
    add_relation,
    add_role,
    add_silence,
    add_snapshot,
    add_source,
    day,
)
from tracker.models import (
    Claim,
    ClaimPlace,
    ClaimTopic,
    Contribution,
    Delivery,
    Job,
    OutsideCopy,
    Party,
    PendingDecision,
    Place,
    Policy,
    Position,
    ReviewItem,
    Source,
    Submission,
    Subscription,
    Suggestion,
    Topic,
    Watch,
    WatchEntry,
)
from tracker.review.items import Opening, open_item
from tracker.review.roles import CHIEF, EDITOR
from tracker.review.status import change_status
from tracker.rules.vocabulary import (
    CheckOutcome,
    CitationState,
    RelationKind,
    ReviewKind,
    Role,
    Stance,
    Status,
    Urgency,
)

PROPOSED = {
    "status": "unconfirmed",
    "parties": [],
    "origins": 0,
    "superseded_by": "",
    "reasons": [],
}


@dataclass(frozen=True)
class Desk:
    claim: Claim
    kyiv: Party
    moscow: Party
    position: Position
    source: Source
    item: ReviewItem
    suggestion: Suggestion


def person(name: str, *groups: str, is_staff: bool = True) -> User:
    user = User.objects.create_user(name, is_staff=is_staff)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def editor(db: None) -> User:
    return person("editor", EDITOR)


@pytest.fixture
def chief(db: None) -> User:
    return person("chief", CHIEF)


@pytest.fixture
def reader(db: None) -> User:
    return person("reader", EDITOR, is_staff=False)


@pytest.fixture
def at_work(client: Client, editor: User) -> Client:
    """A browser in which the editor is logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def desk(db: None) -> Desk:
    """The founding case: an altered quotation, and a status that it bears on."""
    claim, kyiv, moscow = add_claim("captured"), add_party("kyiv"), add_party("moscow")
    add_role(claim, kyiv, Role.CLAIMANT)
    add_role(claim, moscow, Role.ACCUSED, is_burdened=True, is_expected=True)
    position = add_position(claim, kyiv, Stance.ASSERTS, at=day(8), gist="says so")
    inquiry = add_inquiry(claim, moscow, at=day(8), deadline=day(10))
    add_silence(claim, moscow, at=day(9))
    source = add_source("https://news.example/captured", origin_party=kyiv)
    then = add_snapshot(source, "two men were captured", at=day(8))
    citation = add_citation(
        claim,
        source,
        at=day(8),
        exact="two men were captured",
        position=position,
        snapshot=then,
    )
    change_status(
        claim, status=Status.UNCONFIRMED, reason="Nobody did.", by=None, now=day(11)
    )
    now = add_snapshot(source, "two men were detained", at=day(12))
    check = add_check(source, CheckOutcome.CHANGED, at=day(12), snapshot=now)
    add_citation_check(check, citation, CitationState.ALTERED)
    item = open_item(
        Opening(
            kind=ReviewKind.WORDS_ALTERED,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=claim,
            source=source,
            citation=citation,
            check=check,
            before="two men were captured",
            after="two men were detained",
        ),
        now=day(12),
    )
    open_item(
        Opening(
            kind=ReviewKind.INQUIRY_OVERDUE,
            urgency=Urgency.NORMAL,
            is_confirmed=True,
            claim=claim,
            party=moscow,
            inquiry=inquiry,
        ),
        now=day(13),
    )
    suggestion = _fill_the_registers(claim, kyiv, source)
    return Desk(claim, kyiv, moscow, position, source, item, suggestion)


def _let_wait(claim: Claim, party: Party) -> None:
    """A contribution and a decision of weight that wait, of somebody who has left."""
    author = User.objects.create_user("left", is_active=False)
    Contribution.objects.create(
        claim=claim,
        kind="role",
        data={"party": [str(party.pk)], "role": ["claimant"]},
        summary="Kyiv, Claimant",
        author=author,
    )
    PendingDecision.objects.create(
        claim=claim,
        status="unverifiable",
        reason="Nobody can look.",
        proposal=PROPOSED,
        author=author,
    )
    Policy.objects.create(
        statuses=["confirmed", "false", "unverifiable"],
        reason="As it was.",
        recorded_at=day(1),
    )


def _fill_the_registers(claim: Claim, party: Party, source: Source) -> Suggestion:
    topic = Topic.objects.create(slug="fighters", names={"en": "Fighters"})
    place = Place.objects.create(
        slug="donetsk", names={"en": "Donetsk"}, latitude=48, longitude=37
    )
    later = add_claim("later")
    _let_wait(later, party)
    ClaimTopic.objects.create(claim=claim, topic=topic, recorded_at=day(8))
    ClaimPlace.objects.create(claim=claim, place=place, recorded_at=day(8))
    add_relation(later, RelationKind.CONTRADICTS, claim)
    add_redirect("old", claim=claim)
    watch = Watch.objects.create(
        party=party, source=add_source("https://kyiv.example/feed"), kind="feed"
    )
    WatchEntry.objects.create(watch=watch, key="1", title="An answer")
    Subscription.objects.create(
        email="a@example.org", claim=claim, token="0" * 31 + "1"
    )
    boss = User.objects.create_user("boss", is_staff=True)
    Job.objects.create(kind="check", targets=[source.pk], total=1, asked_by=boss)
    OutsideCopy.objects.create(source=source, kind="find", near=day(9))
    Delivery.objects.create(key="1", recipient="a@example.org", due_at=timezone.now())
    submission = Submission.objects.create(title="An article", text="It says so.")
    return Suggestion.objects.create(submission=submission, statement="It is so.")
