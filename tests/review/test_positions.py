"""Positions, silences, inquiries, and their corrections."""

from datetime import datetime
from typing import Any

import pytest

from tests.factories import add_claim, add_inquiry, add_position, add_silence, day
from tests.review.conftest import NOW, Desk
from tracker.models import Position, ReviewItem
from tracker.models.as_of import record
from tracker.review import errors
from tracker.review.inquiries import awaited, remind
from tracker.review.items import dismiss
from tracker.review.positions import ask, record_position, record_silence, void
from tracker.review.rows import at
from tracker.review.when import When, exactly, on_day
from tracker.rules.vocabulary import (
    InquiryChannel,
    Precision,
    ReviewState,
    SilenceKind,
    Stance,
)


def say(desk: Desk, *, now: datetime = NOW, **more: Any) -> Position:
    fields: dict[str, Any] = {
        "stance": Stance.VERIFYING,
        "when": exactly(day(9)),
        "by": desk.editor,
    }
    return record_position(desk.claim, desk.moscow, now=now, **(fields | more))


def counting(desk: Desk) -> list[int]:
    return [row.id for row in record(desk.claim, at(NOW)).positions]


def test_a_position_is_written_with_both_times(desk: Desk) -> None:
    position = say(desk, gist={"en": "says it is verifying", "uk": " "})

    assert (position.effective_at, position.recorded_at) == (day(9), NOW)
    assert position.gist == {"en": "says it is verifying"}


def test_a_position_in_the_future_is_refused(desk: Desk) -> None:
    with pytest.raises(errors.WrongDate, match="future"):
        say(desk, when=exactly(day(21)))


def test_a_position_of_today_is_kept_although_the_day_has_not_ended(
    desk: Desk,
) -> None:
    position = say(desk, when=on_day(NOW.date()))

    assert position.precision == Precision.DAY


def test_a_date_with_a_range_is_not_exact(desk: Desk) -> None:
    with pytest.raises(errors.WrongDate, match="one moment"):
        say(desk, when=When(day(9), day(8)))


def test_a_correction_takes_the_place_of_the_row(desk: Desk) -> None:
    wrong = say(desk, now=day(10))

    right = say(desk, stance=Stance.DENIES, corrects=wrong, reason="Misheard.")

    assert wrong.pk not in counting(desk)
    assert right.pk in counting(desk)


def test_a_correction_says_why(desk: Desk) -> None:
    wrong = say(desk, now=day(10))

    with pytest.raises(errors.ReasonMissing):
        say(desk, corrects=wrong)


def test_a_row_is_corrected_once(desk: Desk) -> None:
    wrong = say(desk, now=day(10))
    say(desk, corrects=wrong, reason="Misheard.", now=day(11))

    with pytest.raises(errors.AlreadyCorrected, match="replaced it"):
        say(desk, corrects=wrong, reason="Misheard again.")


def test_a_void_row_counts_no_more(desk: Desk) -> None:
    wrong = say(desk, now=day(10))

    void(wrong, reason="Said by somebody else.", by=desk.editor, now=NOW)

    assert len(counting(desk)) == 1


def test_a_void_row_cannot_be_corrected(desk: Desk) -> None:
    empty = void(say(desk, now=day(10)), reason="No.", by=None, now=day(11))

    with pytest.raises(errors.AlreadyCorrected, match="void"):
        void(empty, reason="Yes.", by=None, now=NOW)


def test_an_inquiry_of_another_claim_is_refused(desk: Desk) -> None:
    inquiry = add_inquiry(add_claim(), desk.moscow, at=day(8))

    with pytest.raises(errors.Mismatch, match="another claim"):
        say(desk, answers=inquiry)


def test_asked_without_response_names_the_inquiry(desk: Desk) -> None:
    with pytest.raises(errors.Mismatch, match="names the inquiry"):
        record_silence(
            desk.claim,
            desk.moscow,
            kind=SilenceKind.ASKED_NO_RESPONSE,
            when=exactly(day(9)),
            by=None,
            now=NOW,
        )


def test_a_deadline_comes_after_the_question(desk: Desk) -> None:
    with pytest.raises(errors.WrongDate, match="later one"):
        ask(
            desk.claim,
            desk.moscow,
            channel=InquiryChannel.EMAIL,
            when=exactly(day(9)),
            deadline=day(9),
            by=None,
            now=NOW,
        )


def test_an_inquiry_that_was_answered_is_not_corrected_alone(desk: Desk) -> None:
    inquiry = add_inquiry(desk.claim, desk.moscow, at=day(8))
    answer = say(desk, answers=inquiry, now=day(10))

    with pytest.raises(errors.AlreadyCorrected, match="Correct that row first"):
        void(inquiry, reason="Never asked.", by=None, now=day(11))

    void(answer, reason="No answer.", by=None, now=day(12))
    void(inquiry, reason="Never asked.", by=None, now=NOW)
    assert not awaited(NOW).exists()


def test_an_overdue_inquiry_opens_one_item(desk: Desk) -> None:
    add_inquiry(desk.claim, desk.moscow, at=day(8), deadline=day(10))

    assert [remind(day(9)), remind(day(11)), remind(day(12))] == [0, 1, 0]

    assert ReviewItem.objects.open().get().party == desk.moscow


def test_a_reminder_that_a_person_closed_stays_closed(desk: Desk) -> None:
    add_inquiry(desk.claim, desk.moscow, at=day(8), deadline=day(10))
    remind(day(11))
    dismiss(ReviewItem.objects.get(), resolution="They rang.", by=None, now=day(12))

    assert remind(day(13)) == 0


def test_an_answer_ends_the_reminder(desk: Desk) -> None:
    inquiry = add_inquiry(desk.claim, desk.moscow, at=day(8), deadline=day(10))
    remind(day(11))

    say(desk, answers=inquiry)

    assert ReviewItem.objects.get().state == ReviewState.RESOLVED


def test_a_silence_is_taken_back(desk: Desk) -> None:
    silence = add_silence(desk.claim, desk.moscow, at=day(9))

    void(silence, reason="Nobody looked.", by=None, now=NOW)

    assert record(desk.claim, at(NOW)).silences == ()


def test_the_factories_and_the_desk_write_alike(desk: Desk) -> None:
    add_position(desk.claim, desk.moscow, Stance.VERIFYING, at=day(9))
    say(desk)

    assert len(counting(desk)) == 3
