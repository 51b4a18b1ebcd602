"""Why a source is looked at when it is, in words."""

import pytest

from tracker.rules.due_words import due_words
from tracker.rules.importance import Facts
from tracker.rules.limits import DAY, HOUR, MINUTE
from tracker.rules.schedule import DueReason
from tracker.rules.wording import LANGUAGES, label_of

RATE = DueReason.RATE


def words(
    seconds: float = 3 * DAY,
    change_rate: float | None = 1 / 7,
    facts: Facts | None = None,
    *,
    reason: DueReason = RATE,
    age: float | None = None,
    language: str = "en",
) -> str:
    return due_words(
        reason,
        seconds=seconds,
        change_rate=change_rate,
        facts=facts or Facts(published=2),
        age=age,
        language=language,
    )


def test_a_regular_look_is_told_with_what_it_follows_from() -> None:
    assert words() == (
        "About every 3 days: it changes about every 7 days, 2 published claims quote it"
    )


def test_it_is_told_in_each_language_of_the_interface() -> None:
    assert words(language="uk") == (
        "Приблизно раз на 3 дні: вона змінюється приблизно раз на 7 днів,"
        " її цитують 2 опубліковані твердження"
    )
    assert words(language="ru") == (
        "Примерно раз в 3 дня: она меняется примерно раз в 7 дней,"
        " её цитируют 2 опубликованных утверждения"
    )


@pytest.mark.parametrize(
    ("seconds", "begin"),
    [(4, "About every 4 seconds"),
     (15 * MINUTE, "About every 15 minutes"), (HOUR, "About every 60 minutes"),
     (2 * HOUR, "About every 2 hours"), (DAY, "About every 24 hours"),
     (2 * DAY, "About every 2 days"), (30 * DAY, "About every 30 days")],
)  # fmt: skip
def test_an_interval_is_told_in_the_unit_that_fits(seconds: float, begin: str) -> None:
    assert words(seconds).startswith(f"{begin}: ")


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        (Facts(), "nothing hangs on it yet"),
        (Facts(published=1), "1 published claim quotes it"),
        (Facts(is_kept=True), "a claim that is not published yet quotes it"),
        (
            Facts(published=3, hot=1),
            "3 published claims quote it, 1 of them is on the move",
        ),
        (
            Facts(is_watched=True, awaited=2),
            "it is a channel that is read for answers,"
            " 2 answers are awaited from its party",
        ),
    ],
)
def test_what_hangs_on_it_is_told(facts: Facts, end: str) -> None:
    assert words(facts=facts).endswith(f", {end}")


def test_what_is_not_known_of_its_changes_is_told() -> None:
    assert "how often it changes is not known yet" in words(change_rate=None)
    assert "it hardly ever changes" in words(change_rate=1e-4)


def test_a_young_page_is_told_by_how_it_changes_now() -> None:
    assert "it changes about every 7 days" in words(age=90)
    assert "it changes about every 3 hours" in words(age=0)


def test_a_bound_is_named_beside_its_reasons() -> None:
    told = words(30 * DAY, reason=DueReason.LARGEST)
    assert told.startswith("The largest interval allowed (about every 30 days): ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "reason",
    [DueReason.SECOND_LOOK, DueReason.RETRY, DueReason.CONFIRM_GONE, DueReason.LIVE,
     DueReason.OBSTRUCTED, DueReason.HOST_TURN],
)  # fmt: skip
def test_a_look_with_its_own_time_needs_no_more_words(
    reason: DueReason, language: str
) -> None:
    assert words(reason=reason, language=language) == label_of(reason, language)
