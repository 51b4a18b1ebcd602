"""From an item to the record: words replaced where they stand now, a party asked."""

from datetime import timedelta

import pytest

from tests.factories import (
    add_check,
    add_citation,
    add_position,
    add_snapshot,
    add_source,
    day,
)
from tests.review.conftest import NOW, Desk
from tracker.models import ReviewItem
from tracker.review import errors
from tracker.review.answering import ask_party, replace_citation
from tracker.review.evidence import assessment_of
from tracker.review.items import Opening, dismiss, open_item
from tracker.review.quoted import record_quoted
from tracker.review.when import exactly
from tracker.rules.vocabulary import (
    InquiryChannel,
    ReviewKind,
    ReviewState,
    Stance,
    Urgency,
)

TEXT = "On Monday two men were detained there."
FRIDAY = NOW + timedelta(days=2)


@pytest.fixture
def item(desk: Desk) -> ReviewItem:
    position = add_position(desk.claim, desk.kyiv, at=day(8))
    source = add_source()
    citation = add_citation(
        desk.claim,
        source,
        at=day(8),
        exact="two men were captured",
        position=position,
        credibility=1,
        is_verified=True,
    )
    snapshot = add_snapshot(source, TEXT, at=day(9))
    return open_item(
        Opening(
            kind=ReviewKind.WORDS_ALTERED,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=desk.claim,
            source=source,
            citation=citation,
            check=add_check(source, at=day(9), snapshot=snapshot),
            before="two men were captured",
            after="two men were detained",
        ),
        now=day(9),
    )


def replace(item: ReviewItem, desk: Desk, exact: str = "two men were detained") -> None:
    replace_citation(item, exact=exact, reason="Reworded.", by=desk.editor, now=NOW)


def test_words_are_quoted_where_they_stand_now(item: ReviewItem, desk: Desk) -> None:
    old = item.citation
    assert old is not None

    replace(item, desk)

    new = old.corrected_by
    assert TEXT[new.start : new.end] == new.exact == "two men were detained"
    assert (new.prefix, new.suffix) == ("On Monday ", " there.")
    assert (new.position, new.effective_at) == (old.position, old.effective_at)
    assert new.snapshot == item.check_run.snapshot  # type: ignore[union-attr]


def test_the_item_is_closed_by_the_new_words(item: ReviewItem, desk: Desk) -> None:
    replace(item, desk)

    item.refresh_from_db()
    assert item.state == ReviewState.RESOLVED
    assert item.resolution == "The quotation was replaced: Reworded."


def test_new_words_are_verified_by_a_person_only(item: ReviewItem, desk: Desk) -> None:
    replace(item, desk)

    assert item.citation is not None
    grade = assessment_of(item.citation.corrected_by, NOW)
    assert grade is not None
    assert (grade.credibility, grade.is_verified) == (1, False)


def test_words_that_are_not_on_the_page_are_refused(
    item: ReviewItem, desk: Desk
) -> None:
    with pytest.raises(errors.Invalid, match="not on the page"):
        replace(item, desk, "three men were detained")


def test_the_same_words_are_nothing_new(item: ReviewItem, desk: Desk) -> None:
    with pytest.raises(errors.NothingNew):
        replace(item, desk, "two men were captured")


def test_words_are_replaced_once(item: ReviewItem, desk: Desk) -> None:
    dismiss(item, resolution="So.", by=desk.editor, now=NOW)

    with pytest.raises(errors.AlreadyClosed):
        replace(item, desk)


@pytest.mark.parametrize(
    ("is_waiting", "state"), [(True, ReviewState.OPEN), (False, ReviewState.RESOLVED)]
)
def test_a_party_is_asked_and_the_item_waits_or_closes(
    item: ReviewItem, desk: Desk, is_waiting: bool, state: ReviewState
) -> None:
    inquiry = ask_party(
        item,
        desk.claim,
        desk.moscow,
        channel=InquiryChannel.EMAIL,
        deadline=FRIDAY,
        is_waiting=is_waiting,
        by=desk.editor,
        now=NOW,
    )

    item.refresh_from_db()
    assert (inquiry.party, inquiry.deadline) == (desk.moscow, FRIDAY)
    assert item.state == state
    assert item.wait_until == (FRIDAY if is_waiting else None)


def test_an_item_waits_for_a_deadline_only(item: ReviewItem, desk: Desk) -> None:
    with pytest.raises(errors.WrongDate, match="Choose a deadline"):
        ask_party(
            item,
            desk.claim,
            desk.moscow,
            channel=InquiryChannel.EMAIL,
            is_waiting=True,
            by=desk.editor,
            now=NOW,
        )


def test_a_position_is_recorded_from_an_item_about_words(
    item: ReviewItem, desk: Desk
) -> None:
    record_quoted(
        desk.claim,
        desk.kyiv,
        quotation=None,
        item=item,
        stance=Stance.RETRACTS,
        when=exactly(day(9)),
        by=desk.editor,
        now=NOW,
    )

    item.refresh_from_db()
    assert item.state == ReviewState.RESOLVED
