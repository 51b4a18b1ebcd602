"""A change in words: where a status went, and from what."""

from datetime import UTC, datetime

import pytest

from tracker.rules.changes import (
    WENT,
    Change,
    ChangeOf,
    Told,
    told,
)
from tracker.rules.facts import Moment, Record, StatusChange
from tracker.rules.phrases import phrase
from tracker.rules.strength import Direction
from tracker.rules.vocabulary import Status

NOW = datetime(2025, 4, 30, tzinfo=UTC)


def decided(number: int, status: Status) -> StatusChange:
    at = datetime(2025, 4, number, tzinfo=UTC)
    return StatusChange(id=number, effective_at=at, recorded_at=at, status=status)


def said(
    *rows: StatusChange, row: int, language: str = "en", is_void: bool = False
) -> Told | None:
    change = Change(
        of=ChangeOf.STATUS, row=row, claim=1, since=NOW, state="false", is_void=is_void
    )
    record, moment = Record(parties={}, statuses=rows), Moment(NOW, NOW)
    return told(change, record, moment, translate=phrase(language), language=language)


@pytest.mark.parametrize(
    ("before", "after", "went"),
    [
        (None, Status.FALSE, "new"),
        (Status.UNCONFIRMED, Status.CONFIRMED, "upgraded"),
        (Status.CONFIRMED, Status.CORROBORATED, "downgraded"),
        (Status.UNCONFIRMED, Status.UNVERIFIABLE, "changed"),
        (Status.CONFIRMED, Status.CONFIRMED, "changed"),
    ],
)
def test_a_machine_reads_where_a_status_went(
    before: Status | None, after: Status, went: str
) -> None:
    earlier = [decided(1, before)] if before else []

    found = said(*earlier, decided(2, after), row=2)

    assert found is not None
    assert found.tags == ("status", went)


def test_each_way_has_a_word_for_machines() -> None:
    assert set(WENT) == set(Direction)


def test_a_status_names_the_one_before_it() -> None:
    rows = decided(1, Status.CONFIRMED), decided(2, Status.DISPUTED)

    found = said(*rows, row=2)

    assert found is not None
    assert found.title == "Status: Disputed; before: Confirmed"
    assert found.tags == ("status", "downgraded")


def test_a_status_that_was_taken_back_is_named_as_withdrawn() -> None:
    found = said(row=3, is_void=True)

    assert found is not None
    assert found.title == "Status withdrawn: False"
    assert found.tags == ("status", "withdrawn")


def test_what_is_no_longer_in_the_record_is_not_told() -> None:
    assert said(decided(1, Status.CONFIRMED), row=2) is None


def test_it_is_told_in_each_language() -> None:
    titles = {
        language: getattr(
            said(decided(1, Status.CONFIRMED), row=1, language=language), "title", ""
        )
        for language in ("en", "uk", "ru")
    }
    assert titles == {
        "en": "Status: Confirmed",
        "uk": "Статус: Підтверджено",
        "ru": "Статус: Подтверждено",
    }
