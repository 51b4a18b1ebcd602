"""The tour from its first step to its last, said aloud."""

import time
from collections.abc import Callable

from tracker.demo.tour import findings, office, press
from tracker.demo.tour.seeing import NotSeen
from tracker.demo.tour.state import Tour

Step = Callable[[Tour], list[str]]
Say = Callable[[str], None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("The demo desk is loaded", press.desk_is_loaded),
    ("The workers look at every page once", press.first_look_finds_nothing),
    ("The press softens a quoted sentence", findings.softened_words_are_found),
    ("The press deletes a page", findings.deleted_page_is_suspected),
    ("A second look confirms the softened words", findings.second_look_confirms),
    ("A worker is killed in the middle of its work", press.worker_is_killed),
    ("A page moved", findings.moved_page_is_followed),
    ("A page got a correction notice", findings.correction_is_raised),
    ("A post was edited", findings.edited_post_is_found),
    ("A party that was silent for months answered", findings.answer_is_found),
    ("A page changed its clutter only", findings.clutter_is_ignored),
    ("Nothing else was reported", findings.nothing_else_is_reported),
    ("An editor signs in and reads what was found", office.editor_signs_in),
    ("The editor records the answer", office.editor_records_the_answer),
    ("The editor changes the status", office.editor_changes_the_status),
    ("A second person approves it", office.chief_approves_the_status),
    ("The past is still there", office.past_is_kept),
    ("The deleted page stays away", findings.deleted_page_is_dead),
    ("Nothing is lost and nothing doubled", press.nothing_is_lost_or_doubled),
)


def walk(tour: Tour, say: Say) -> bool:
    """Take every step; False at the first one that did not happen."""
    began = time.monotonic()
    for number, (title, step) in enumerate(STEPS, start=1):
        try:
            found = step(tour)
        except NotSeen as missing:
            say(f"\n{number:>2}  {title}: this did not happen.")
            say(f"    expected {missing}.")
            return False
        say(f"\n{number:>2}  {title}{clock(began):>{64 - len(title)}}")
        for line in found:
            say(f"    {line}")
    say(
        f"\nAll {len(STEPS)} steps happened, in {time.monotonic() - began:.0f} seconds."
    )
    return True


def clock(began: float) -> str:
    minutes, seconds = divmod(int(time.monotonic() - began), 60)
    return f"{minutes}:{seconds:02}"
