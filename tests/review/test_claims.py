"""Claims: wording, roles, relations, the steps of the work, subjects."""

import pytest
from django.contrib.auth.models import User

from tests.factories import add_claim, add_party, add_redirect, add_role, day
from tests.review.conftest import NOW, Desk
from tracker.models import Claim, ClaimPlace, Place, ReviewItem, Topic
from tracker.review import errors
from tracker.review.claims import (
    add_claim as add_draft,
)
from tracker.review.claims import (
    move,
    relate,
    reword,
    set_role,
    state_of,
    unrelate,
    wordings_of,
)
from tracker.review.many_claims import Draft, add_claims, place_all
from tracker.review.policy import set_policy
from tracker.review.status import change_status
from tracker.review.subjects import places_of, set_topics, topics_of
from tracker.review.workflow import is_public, steps_of
from tracker.rules.vocabulary import RelationKind, Role, Status, WorkflowState

DRAFT, IN_REVIEW = WorkflowState.DRAFT, WorkflowState.IN_REVIEW
PUBLISHED, ARCHIVED = WorkflowState.PUBLISHED, WorkflowState.ARCHIVED


def draft(slug: str = "new") -> Claim:
    return add_draft(slug=slug, statements={"en": "It is so."}, by=None, now=day(1))


@pytest.mark.django_db
def test_a_new_claim_is_a_draft_with_its_words() -> None:
    claim = draft()

    assert state_of(claim, NOW) is DRAFT
    assert wordings_of(claim, NOW)["en"].statement == "It is so."


@pytest.mark.django_db
def test_a_claim_is_worded_in_english_first() -> None:
    with pytest.raises(errors.Invalid, match="English"):
        add_draft(slug="new", statements={"uk": "Так."}, by=None, now=NOW)


def test_an_address_that_was_given_up_is_not_given_again(desk: Desk) -> None:
    add_redirect("old", claim=desk.claim)

    with pytest.raises(errors.Invalid, match="another slug"):
        draft("old")
    with pytest.raises(errors.Invalid, match="“old” was another"):
        add_claims(
            [Draft(slug=slug, statements={"en": "So."}) for slug in ("new", "old")],
            by=desk.editor,
            now=NOW,
        )
    assert not Claim.objects.filter(slug="new").exists()


@pytest.mark.django_db
def test_a_slug_that_is_taken_is_refused_in_words() -> None:
    draft("twice")

    with pytest.raises(errors.Invalid, match="Slug"):
        draft("twice")


def test_rewording_writes_only_what_changed(desk: Desk) -> None:
    words = {"en": "It is so: captured.", "uk": "Так і є."}

    rows = reword(desk.claim, statements=words, reason="Added.", by=None, now=NOW)

    assert [row.language for row in rows] == ["uk"]


def test_rewording_what_readers_have_seen_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(errors.ReasonMissing):
        reword(desk.claim, statements={"en": "Other words."}, by=None, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (DRAFT, (IN_REVIEW, ARCHIVED)),
        (IN_REVIEW, (PUBLISHED, DRAFT, ARCHIVED)),
        (PUBLISHED, (ARCHIVED,)),
        (ARCHIVED, (DRAFT,)),
    ],
)
def test_the_work_knows_these_steps(
    state: WorkflowState, possible: tuple[WorkflowState, ...]
) -> None:
    claim = add_claim(state=state)

    assert steps_of(claim, NOW) == possible
    for other in set(WorkflowState) - set(possible):
        with pytest.raises(errors.IllegalMove, match="Move it to"):
            move(claim, other, reason="Why not.", by=None, now=NOW)


@pytest.mark.django_db
def test_an_archived_claim_that_was_public_stays_readable() -> None:
    claim = add_claim()

    move(claim, ARCHIVED, reason="Over.", by=None, now=NOW)

    assert is_public(claim, NOW)
    assert steps_of(claim, NOW) == (PUBLISHED,)


@pytest.mark.django_db
def test_archiving_needs_a_reason() -> None:
    with pytest.raises(errors.ReasonMissing):
        move(add_claim(), ARCHIVED, by=None, now=NOW)


@pytest.mark.django_db
def test_publishing_needs_a_claimant_or_a_reason() -> None:
    claim = add_claim(state=IN_REVIEW)

    with pytest.raises(errors.NotReady, match="claimant"):
        move(claim, PUBLISHED, by=None, now=day(2))

    move(claim, PUBLISHED, reason="A rumour without a face.", by=None, now=NOW)
    assert is_public(claim, NOW)


@pytest.mark.django_db
def test_a_claim_with_a_claimant_is_published() -> None:
    claim = add_claim(state=IN_REVIEW)
    add_role(claim, add_party(), Role.CLAIMANT)

    move(claim, PUBLISHED, by=None, now=NOW)

    assert state_of(claim, NOW) is PUBLISHED


def test_only_who_answers_can_be_expected(desk: Desk) -> None:
    with pytest.raises(errors.Invalid, match="accused and the affected"):
        set_role(
            desk.claim,
            desk.kyiv,
            role=Role.CLAIMANT,
            is_expected=True,
            by=None,
            now=NOW,
        )


def test_a_role_that_a_party_has_already_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.NothingNew):
        set_role(desk.claim, desk.kyiv, role=Role.CLAIMANT, by=None, now=NOW)


def test_a_role_ends(desk: Desk) -> None:
    set_role(desk.claim, desk.kyiv, role=None, by=None, now=NOW)

    latest = desk.claim.roles.all().known(NOW).latest_per("party")
    assert {row.party.slug: row.role for row in latest} == {
        "kyiv": "",
        "moscow": "accused",
    }


def test_a_published_update_outdates_the_status(desk: Desk, editor: User) -> None:
    change_status(
        desk.claim, status=Status.UNCONFIRMED, reason="So.", by=None, now=day(10)
    )
    later = add_claim("later", state=IN_REVIEW)
    relate(later, RelationKind.UPDATES, desk.claim, by=None, now=day(11))
    assert not ReviewItem.objects.exists()

    move(later, PUBLISHED, reason="A number in the news.", by=None, now=day(12))

    assert ReviewItem.objects.open().get().claim == desk.claim
    unrelate(
        later, RelationKind.UPDATES, desk.claim, reason="No.", by=editor, now=day(13)
    )
    assert not ReviewItem.objects.open().exists()


@pytest.fixture
def editor(desk: Desk) -> User:
    return desk.editor


def test_a_relation_is_not_written_twice(desk: Desk) -> None:
    other = add_claim("other")
    relate(desk.claim, RelationKind.REPEATS, other, by=None, now=day(11))

    with pytest.raises(errors.NothingNew):
        relate(desk.claim, RelationKind.REPEATS, other, by=None, now=NOW)


def test_a_claim_is_filed_under_exactly_the_chosen_topics(desk: Desk) -> None:
    one, two, three = (
        Topic.objects.create(slug=slug, names={"en": slug}) for slug in "abc"
    )
    set_topics(desk.claim, [one, two], by=None, now=day(10))

    set_topics(desk.claim, [two, three], by=None, now=NOW)

    assert topics_of(desk.claim, NOW) == [two, three]
    assert desk.claim.claim_topics.count() == 4


def test_who_sent_a_claim_to_review_does_not_publish_it(desk: Desk) -> None:
    claim = add_claim(state=DRAFT)
    root = User.objects.create_superuser("root")
    move(claim, IN_REVIEW, by=root, now=day(19))

    with pytest.raises(errors.OwnWork, match="a colleague publishes it"):
        move(claim, PUBLISHED, reason="A rumour.", by=root, now=NOW)

    move(claim, PUBLISHED, reason="A rumour.", by=desk.editor, now=NOW)


def test_a_policy_may_leave_publishing_to_one(desk: Desk) -> None:
    claim = add_claim(state=DRAFT)
    move(claim, IN_REVIEW, by=desk.editor, now=day(19))
    set_policy(
        statuses=(),
        publishing_needs_two=False,
        undo_minutes=0,
        reason="I am alone here.",
        by=desk.editor,
        now=day(19),
    )

    move(claim, PUBLISHED, reason="A rumour.", by=desk.editor, now=NOW)


def test_claims_are_about_a_place_once_until_it_is_ended(desk: Desk) -> None:
    place = Place.objects.create(slug="d", names={"en": "D"}, latitude=48, longitude=38)
    chief, rows = User.objects.create_superuser("chief"), [desk.claim.pk, 0]
    for _ in range(2):
        refused = place_all(rows, place, is_ended=False, by=chief, now=NOW)
        assert list(refused) == [0]

    assert places_of(desk.claim, NOW) == [place]
    assert ClaimPlace.objects.count() == 1
    place_all(rows, place, is_ended=True, by=chief, now=NOW)
    assert places_of(desk.claim, NOW) == []
