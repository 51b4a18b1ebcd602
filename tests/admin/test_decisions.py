"""Each decision on an item: by an editor done, by a colleague of lower role and by a
stranger refused; and what is undone."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk, person
from tests.admin.test_deciding import decide, page_of
from tracker.models import Citation, Inquiry, ItemStep, Position, ReviewItem
from tracker.review.items import dismiss
from tracker.review.roles import AUDITOR, EDITOR, REPORTER
from tracker.rules.vocabulary import ReviewState

SOON = (timezone.now() + timedelta(days=3)).date()
NEW = "two men were detained"


def fields(decision: str, desk: Desk, colleague: User) -> dict[str, Any]:
    """What an editor would fill in."""
    known: dict[str, dict[str, Any]] = {
        "status": {"status": "disputed", "reason": "The page was rewritten since."},
        "keep": {"reason": "The same."},
        "replace": {"exact": NEW, "reason": "Reworded."},
        "position": {
            "party": desk.kyiv.pk,
            "stance": "retracts",
            "voice": "quoted",
            "date": "2025-04-12",
        },
        "ask": {
            "party": desk.moscow.pk,
            "channel": "email",
            "question": "Is it so?",
            "deadline": f"{SOON}T12:00",
            "then": "wait",
        },
        "wait": {"day": str(SOON), "note": "They answer then."},
        "dismiss": {"reason": "Only a banner."},
        "hand": {"to": colleague.pk, "note": "You know him."},
        "take": {},
    }
    return known[decision]


DECISIONS = (
    "status", "keep", "replace", "position", "ask", "wait", "dismiss", "hand", "take",
)  # fmt: skip
CLOSING = ("status", "keep", "replace", "position", "dismiss")


@pytest.fixture
def colleague(db: None) -> User:
    return person("colleague", EDITOR)


def fresh(desk: Desk) -> ReviewItem:
    desk.item.refresh_from_db()
    return desk.item


@pytest.mark.parametrize("decision", DECISIONS)
def test_an_editor_decides(
    at_work: Client, desk: Desk, colleague: User, decision: str
) -> None:
    answer = decide(at_work, desk.item, decision, **fields(decision, desk, colleague))

    step = ItemStep.objects.get()
    is_closed = fresh(desk).state != ReviewState.OPEN
    assert (answer.status_code, is_closed) == (302, decision in CLOSING)
    assert step.recorded_by is not None
    assert step.recorded_by.username == "editor"


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("role", [REPORTER, AUDITOR])
def test_who_decides_nothing_sees_no_form_and_is_refused(
    client: Client, desk: Desk, colleague: User, role: str, decision: str
) -> None:
    client.force_login(person("somebody", role))

    page = client.get(page_of(desk.item))
    answer = decide(client, desk.item, decision, **fields(decision, desk, colleague))

    assert (page.status_code, answer.status_code) == (200, 403)
    assert 'name="decision"' not in page.content.decode()
    assert fresh(desk).state == ReviewState.OPEN
    assert not ItemStep.objects.exists()


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_stranger_is_asked_to_log_in(
    client: Client, desk: Desk, colleague: User, decision: str
) -> None:
    answer = decide(client, desk.item, decision, **fields(decision, desk, colleague))

    assert "/login/" in answer.headers["Location"]
    assert not ItemStep.objects.exists()


def test_words_are_replaced_where_they_stand_now(at_work: Client, desk: Desk) -> None:
    page = at_work.get(page_of(desk.item)).context["decisions"]
    form = next(one.form for one in page if one.name == "replace")
    assert form["exact"].value() == NEW

    decide(at_work, desk.item, "replace", exact=NEW, reason="Reworded.")

    new = Citation.objects.get(corrects=desk.item.citation)
    assert (new.exact, new.position) == (NEW, desk.position)


def test_a_position_begins_with_what_the_item_knows(
    at_work: Client, desk: Desk
) -> None:
    page = at_work.get(page_of(desk.item)).context["decisions"]
    form = next(one.form for one in page if one.name == "position")

    known = {name: form[name].value() for name in ("party", "exact", "url")}
    assert known == {"party": desk.kyiv.pk, "exact": NEW, "url": desk.source.url}


def test_a_position_with_its_words_closes_the_item(at_work: Client, desk: Desk) -> None:
    said = fields("position", desk, desk.kyiv) | {"exact": NEW, "url": desk.source.url}  # type: ignore[arg-type]

    decide(at_work, desk.item, "position", **said)

    assert Position.objects.latest("pk").citations.get().exact == NEW
    assert fresh(desk).resolution == "Recorded as a position: retracts."


def test_a_party_is_asked_and_the_item_is_closed(
    at_work: Client, desk: Desk, colleague: User
) -> None:
    asked = fields("ask", desk, colleague) | {"then": "close", "deadline": ""}

    decide(at_work, desk.item, "ask", **asked)

    assert Inquiry.objects.latest("pk").question == "Is it so?"
    assert fresh(desk).state == ReviewState.RESOLVED


def test_a_refusal_stands_on_its_own_form(at_work: Client, desk: Desk) -> None:
    answer = decide(at_work, desk.item, "replace", exact="Never said.", reason="So.")

    form = next(one for one in answer.context["decisions"] if one.name == "replace")
    assert form.is_open
    assert "not on the page" in str(form.form.non_field_errors())


def test_a_note_is_shown_to_the_colleague(
    at_work: Client, client: Client, desk: Desk, colleague: User
) -> None:
    decide(at_work, desk.item, "hand", to=colleague.pk, note="You know him.")

    client.force_login(colleague)
    page = client.get(page_of(desk.item)).content.decode()
    assert "Given to colleague by editor: You know him." in page


def test_an_item_is_given_back(at_work: Client, desk: Desk, editor: User) -> None:
    decide(at_work, desk.item, "take")

    decide(at_work, desk.item, "give")

    assert fresh(desk).assignee is None


def test_nobody_takes_what_another_took_meanwhile(
    at_work: Client, desk: Desk, colleague: User
) -> None:
    ReviewItem.objects.filter(pk=desk.item.pk).update(assignee=colleague)

    answer = decide(at_work, desk.item, "take", seen_with=0)

    assert "is with colleague by now" in answer.content.decode()
    assert fresh(desk).assignee == colleague


def test_what_was_written_too_late_is_given_back(
    at_work: Client, desk: Desk, chief: User
) -> None:
    dismiss(desk.item, resolution="Clutter.", by=chief, now=timezone.now())

    answer = decide(at_work, desk.item, "keep", follow=True, reason="A long thought.")

    page = answer.content.decode()
    assert "What you sent was not recorded. You had written: “A long thought.”" in page


def last_undo() -> str:
    return reverse("admin:tracker_reviewitem_undo", args=[ItemStep.objects.get().pk])


@pytest.mark.parametrize("decision", ["keep", "dismiss", "wait", "hand", "status"])
def test_the_next_page_carries_an_undo(
    at_work: Client, desk: Desk, colleague: User, decision: str
) -> None:
    before = ReviewItem.objects.filter(pk=desk.item.pk).values().get()
    answer = decide(
        at_work, desk.item, decision, follow=True, **fields(decision, desk, colleague)
    )
    page = answer.content.decode()
    assert f'action="{last_undo()}"' in page
    assert page.count("/undo/") == 1

    at_work.post(last_undo())

    assert ReviewItem.objects.filter(pk=desk.item.pk).values().get() == before


@pytest.mark.parametrize("role", [REPORTER, AUDITOR])
def test_who_decides_nothing_undoes_nothing(
    at_work: Client, desk: Desk, role: str
) -> None:
    decide(at_work, desk.item, "dismiss", reason="So.")
    at_work.force_login(person("somebody", role))

    assert at_work.post(last_undo()).status_code == 403
    assert fresh(desk).state == ReviewState.DISMISSED


def test_a_colleague_is_told_who_can_undo(
    at_work: Client, desk: Desk, colleague: User
) -> None:
    decide(at_work, desk.item, "dismiss", reason="So.")
    at_work.force_login(colleague)

    answer = at_work.post(last_undo(), follow=True)

    assert "Only editor can undo this" in answer.content.decode()
    assert fresh(desk).state == ReviewState.DISMISSED
