"""Decisions on a status: with a reason, once, and watched ever after."""

from datetime import datetime
from typing import Any

import pytest

from tests.factories import add_claim, add_party, add_position, add_silence, day
from tests.review.conftest import NOW, Desk
from tracker.models import ReviewItem, StatusChange
from tracker.models.as_of import record
from tracker.review import errors
from tracker.review.positions import record_position, void
from tracker.review.rows import at
from tracker.review.status import change_status, undo_status
from tracker.review.watch import watch_time
from tracker.review.when import exactly, on_day
from tracker.rules.status import public_status
from tracker.rules.vocabulary import ReviewState, Stance, Status, Urgency


def decide(
    desk: Desk, status: Status = Status.UNCONFIRMED, now: datetime = NOW, **more: Any
) -> StatusChange:
    fields: dict[str, Any] = {
        "parties": (),
        "reason": "So says the record.",
        "by": desk.editor,
    }
    return change_status(desk.claim, status=status, now=now, **(fields | more))


def public(desk: Desk, now: datetime = NOW) -> Status | None:
    decided = public_status(record(desk.claim, at(now)), at(now))
    return decided.status if decided else None


def acknowledge(desk: Desk, now: datetime) -> None:
    record_position(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=exactly(now),
        by=desk.editor,
        now=now,
    )


def test_a_decision_becomes_the_public_status(desk: Desk) -> None:
    decide(desk, Status.DISPUTED)

    assert public(desk) is Status.DISPUTED


def test_a_decision_keeps_its_author_reason_and_the_proposal_of_the_moment(
    desk: Desk,
) -> None:
    change = decide(desk, Status.UNVERIFIABLE)

    assert change.recorded_by == desk.editor
    assert change.reason == "So says the record."
    assert change.proposed == Status.UNCONFIRMED
    assert change.proposal["reasons"][0]["parties"] == [desk.moscow.pk]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_decision_without_a_reason_is_refused(desk: Desk, reason: str) -> None:
    with pytest.raises(errors.ReasonMissing, match="Write down why"):
        decide(desk, reason=reason)

    assert public(desk) is None


def test_the_same_decision_twice_is_refused(desk: Desk) -> None:
    decide(desk)

    with pytest.raises(errors.NothingNew, match="already"):
        decide(desk, reason="Once more.")

    assert StatusChange.objects.count() == 1


def test_the_same_status_that_turns_on_other_parties_is_a_new_decision(
    desk: Desk,
) -> None:
    add_silence(desk.claim, desk.moscow, at=day(9))
    decide(desk)

    decide(desk, parties=[desk.moscow])

    assert StatusChange.objects.count() == 2


def test_the_same_decision_stands_again_after_the_facts_moved_on(desk: Desk) -> None:
    decide(desk)
    acknowledge(desk, day(21))

    decide(desk, now=day(22), reason="The speaker was misquoted.")

    assert not ReviewItem.objects.open().exists()


def test_a_party_without_a_part_in_the_claim_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch, match="has no part"):
        decide(desk, Status.DENIED, parties=[add_party("beijing")])


def test_a_party_that_speaks_for_another_counts_as_that_other(desk: Desk) -> None:
    ministry = add_party("ministry", parent=desk.moscow, speaks_for_parent=True)
    add_position(desk.claim, ministry, Stance.DENIES, at=day(9))

    change = decide(desk, Status.DENIED, parties=[ministry])

    assert [row.party for row in change.parties.all()] == [desk.moscow]


def test_a_status_of_evidence_turns_on_no_party(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch, match="turns on no party"):
        decide(desk, Status.CORROBORATED, parties=[desk.moscow])


def test_a_superseded_claim_names_its_successor(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch, match="names the claim"):
        decide(desk, Status.SUPERSEDED)

    change = decide(desk, Status.SUPERSEDED, superseded_by=add_claim("later"))

    assert change.superseded_by.slug == "later"  # type: ignore[union-attr]


def test_a_decision_in_the_future_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.WrongDate):
        decide(desk, effective_at=day(21))


def test_a_decision_is_taken_on_the_facts_of_its_own_date(desk: Desk) -> None:
    add_position(desk.claim, desk.moscow, Stance.DENIES, at=day(15))

    change = decide(desk, effective_at=day(10))

    assert change.proposed == Status.UNCONFIRMED


def test_undoing_brings_the_decision_before_back(desk: Desk) -> None:
    decide(desk, now=day(10))
    second = decide(desk, Status.DISPUTED, now=day(11))

    undo_status(second, reason="A slip of the hand.", by=desk.editor, now=NOW)

    assert public(desk) is Status.UNCONFIRMED


def test_a_decision_is_undone_once(desk: Desk) -> None:
    change = decide(desk, now=day(10))
    undo_status(change, reason="A slip.", by=desk.editor, now=day(11))

    with pytest.raises(errors.AlreadyCorrected, match="was corrected"):
        undo_status(change, reason="Again.", by=desk.editor, now=NOW)


def test_an_acknowledgement_opens_one_urgent_item(desk: Desk) -> None:
    decide(desk, now=day(10))

    acknowledge(desk, day(12))
    acknowledge(desk, day(13))

    item = ReviewItem.objects.open().get()
    assert (item.urgency, item.is_confirmed) == (Urgency.URGENT, True)
    assert (item.before[:11], item.after) == ("Unconfirmed", "Confirmed by Moscow")


def test_a_decision_closes_the_item_with_its_reason(desk: Desk) -> None:
    decide(desk, now=day(10))
    acknowledge(desk, day(12))

    decide(desk, Status.CONFIRMED, parties=[desk.moscow], now=day(13))

    item = ReviewItem.objects.get()
    assert (item.state, item.resolved_by) == (ReviewState.RESOLVED, desk.editor)
    assert item.resolution == "So says the record."


def test_a_fact_taken_back_closes_the_item(desk: Desk) -> None:
    decide(desk, now=day(10))
    acknowledge(desk, day(12))

    position = desk.claim.positions.get(party=desk.moscow)
    void(position, reason="Another claim was meant.", by=desk.editor, now=day(13))

    assert ReviewItem.objects.get().state == ReviewState.RESOLVED


def test_a_decision_against_the_proposal_opens_no_item(desk: Desk) -> None:
    decide(desk, Status.UNVERIFIABLE, reason="Nobody can get there.")

    assert not ReviewItem.objects.exists()


def test_time_alone_opens_the_item_when_a_dated_day_has_ended(desk: Desk) -> None:
    decide(desk, now=day(10))
    record_position(
        desk.claim,
        desk.moscow,
        stance=Stance.ACKNOWLEDGES,
        when=on_day(day(12).date()),
        by=desk.editor,
        now=day(12),
    )
    assert not ReviewItem.objects.exists()

    assert watch_time(day(13), since=day(10)) == 1

    assert ReviewItem.objects.open().count() == 1
    assert watch_time(day(13), since=day(10)) == 0
