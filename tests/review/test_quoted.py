"""A position with its words: one act, all of it or nothing."""

import pytest

from tests.factories import add_claim, add_source, day
from tests.review.conftest import NOW, Desk
from tracker.models import Claim, Position, ReviewItem
from tracker.review import errors
from tracker.review.items import Opening, dismiss, open_item
from tracker.review.quoted import Quotation, bearing_of, record_quoted
from tracker.review.when import exactly
from tracker.rules.vocabulary import Bearing, ReviewKind, ReviewState, Stance, Urgency


def found(claim: Claim) -> ReviewItem:
    return open_item(
        Opening(
            kind=ReviewKind.ANSWER_FOUND,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=claim,
        ),
        now=NOW,
    )


def say(desk: Desk, item: ReviewItem | None, *, exact: str = "We did.") -> Position:
    return record_quoted(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(day(14)),
        quotation=Quotation(source=add_source(), exact=exact),
        item=item,
        by=desk.editor,
        now=NOW,
    )


def test_the_words_carry_the_position_on_its_own_date(desk: Desk) -> None:
    position = say(desk, None)

    citation = position.citations.get()
    assert (citation.exact, citation.effective_at) == ("We did.", day(14))
    assert citation.assessments.get().bearing == Bearing.SUPPORTS


def test_the_item_that_asked_for_it_is_closed_by_whoever_recorded_it(
    desk: Desk,
) -> None:
    item = found(desk.claim)

    say(desk, item)

    item.refresh_from_db()
    assert (item.state, item.resolved_by) == (ReviewState.RESOLVED, desk.editor)
    assert item.resolution == "Recorded as a position: acknowledges."


def test_words_that_are_refused_leave_no_position_and_an_open_item(desk: Desk) -> None:
    item = found(desk.claim)

    with pytest.raises(errors.Invalid):
        say(desk, item, exact=" ")

    item.refresh_from_db()
    assert item.state == ReviewState.OPEN
    assert not Position.objects.filter(party=desk.moscow).exists()


def test_nothing_is_recorded_for_an_item_that_somebody_has_closed(desk: Desk) -> None:
    item = found(desk.claim)
    dismiss(item, resolution="An old one.", by=None, now=NOW)

    with pytest.raises(errors.AlreadyClosed):
        say(desk, item)

    assert not Position.objects.filter(party=desk.moscow).exists()


def test_an_item_about_another_claim_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch):
        say(desk, found(add_claim()))


@pytest.mark.parametrize(
    ("stance", "bearing"),
    [
        (Stance.ASSERTS, Bearing.SUPPORTS),
        (Stance.ACKNOWLEDGES_PARTLY, Bearing.SUPPORTS),
        (Stance.DENIES, Bearing.CONTRADICTS),
        (Stance.DISPUTES_DETAILS, Bearing.CONTRADICTS),
        (Stance.VERIFYING, Bearing.REPEATS),
        (Stance.RETRACTS, Bearing.REPEATS),
    ],
)
def test_own_words_bear_on_a_claim_as_their_stance_does(
    stance: Stance, bearing: Bearing
) -> None:
    assert bearing_of(stance) is bearing
