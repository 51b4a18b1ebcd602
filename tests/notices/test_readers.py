"""What readers are told by mail: each change once, and nothing that is not public."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    add_claim,
    add_party,
    add_position,
    add_role,
    add_status,
    day,
    move_claim,
)
from tests.notices.conftest import Clock, send
from tests.notices.mailbox import Mailbox
from tests.reader.test_feeds import void_status
from tracker.models import (
    Announcement,
    Claim,
    ClaimTopic,
    Delivery,
    Party,
    Subscription,
    Topic,
)
from tracker.notices import subscribing
from tracker.notices.reader_letters import MOST, Part, changes_letter
from tracker.notices.subscribing import Thing
from tracker.notices.tell_readers import scan
from tracker.rules.vocabulary import DeliveryState, Stance, Status, WorkflowState

pytestmark = pytest.mark.django_db

READER = "reader@example.org"
WINDOW = {"minutes": 31.0}


def follow(
    clock: Clock, email: str = READER, *, language: str = "en", **which: object
) -> Subscription:
    """A confirmed subscription, an hour old."""
    asked = clock.now - timedelta(hours=1)
    thing = Thing(names={"en": "It"}, **which)  # type: ignore[arg-type]
    subscribing.ask(email, thing, language=language, now=asked)
    row = Subscription.objects.latest("pk")
    subscribing.confirm(row.token, asked)
    Delivery.objects.all().delete()
    row.refresh_from_db()
    return row


def told(clock: Clock) -> list[str]:
    """What the letters of one look say, by their subjects."""
    known = set(Delivery.objects.values_list("pk", flat=True))
    scan(clock.now)
    rows = Delivery.objects.exclude(pk__in=known).order_by("pk")
    return [str(row.payload["subject"]) for row in rows]


@pytest.fixture
def claim() -> Claim:
    return add_claim("told", statement="It is so.")


@pytest.fixture
def moscow() -> Party:
    return add_party("moscow", name="Moscow")


def test_a_change_is_told_once_and_after_the_undo_window(
    clock: Clock, claim: Claim
) -> None:
    follow(clock, claim=claim)
    add_status(claim, Status.CONFIRMED, at=clock.now)

    assert told(clock) == []
    clock.pass_by(**WINDOW)
    assert told(clock) == ["[On Record] Status: Confirmed – It is so."]
    assert told(clock) == []


def test_downgrades_and_withdrawals_are_told_as_upgrades_are(
    clock: Clock, claim: Claim
) -> None:
    follow(clock, claim=claim)
    add_status(claim, Status.CONFIRMED, at=clock.now)
    clock.pass_by(**WINDOW)
    told(clock)

    row = add_status(claim, Status.FALSE, at=clock.now)
    clock.pass_by(**WINDOW)
    assert told(clock) == ["[On Record] Status: False; before: Confirmed – It is so."]
    void_status(row, at=clock.now)
    clock.pass_by(**WINDOW)
    assert told(clock) == ["[On Record] Status withdrawn: False – It is so."]


def test_what_was_taken_back_at_once_is_never_told(clock: Clock, claim: Claim) -> None:
    follow(clock, claim=claim)
    void_status(add_status(claim, at=clock.now), at=clock.pass_by(minutes=1))
    clock.pass_by(**WINDOW)

    assert told(clock) == []


def test_positions_and_reversals_are_told(
    clock: Clock, claim: Claim, moscow: Party
) -> None:
    follow(clock, party=moscow)
    add_position(claim, moscow, Stance.DENIES, at=clock.now)
    clock.pass_by(**WINDOW)
    assert told(clock) == ["[On Record] Moscow: denies – It is so."]

    add_position(claim, moscow, Stance.ACKNOWLEDGES, at=clock.pass_by(days=3))
    clock.pass_by(**WINDOW)
    assert "Changed its stance after 3 days" in told(clock)[0]


def test_a_mended_detail_is_no_news_and_a_mended_stance_is(
    clock: Clock, claim: Claim, moscow: Party
) -> None:
    follow(clock, claim=claim)
    first = add_position(claim, moscow, Stance.DENIES, at=clock.now)
    clock.pass_by(**WINDOW)
    told(clock)

    second = add_position(
        claim, moscow, Stance.DENIES, at=first.effective_at, gist="says no",
        recorded_at=clock.now, corrects=first, reason="Its words.",
    )  # fmt: skip
    clock.pass_by(**WINDOW)
    assert told(clock) == []
    add_position(
        claim, moscow, Stance.RETRACTS, at=first.effective_at,
        recorded_at=clock.now, corrects=second, reason="Misread.",
    )  # fmt: skip
    clock.pass_by(**WINDOW)
    assert len(told(clock)) == 1


def test_each_is_told_of_what_it_asked_for_and_of_nothing_else(
    clock: Clock, claim: Claim, moscow: Party
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    ClaimTopic.objects.create(claim=claim, topic=topic, recorded_at=day(1))
    mouth = add_party(parent=moscow, speaks_for_parent=True)
    add_role(claim, mouth)
    follow(clock, "claim@example.org", claim=claim)
    follow(clock, "party@example.org", party=moscow)
    follow(clock, "topic@example.org", topic=topic)
    follow(clock, "all@example.org")
    follow(clock, "other@example.org", claim=add_claim())
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)

    scan(clock.now)

    letters = Delivery.objects.values_list("recipient", flat=True)
    assert {one.partition("@")[0] for one in letters} == {
        "claim",
        "party",
        "topic",
        "all",
    }


def test_two_subscriptions_to_one_change_are_one_letter(
    clock: Clock, claim: Claim, moscow: Party
) -> None:
    add_role(claim, moscow)
    for which in ({"claim": claim}, {"party": moscow}, {}):
        follow(clock, **which)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)

    assert len(told(clock)) == 1


def test_who_never_confirmed_and_who_came_later_are_not_told(
    clock: Clock, claim: Claim
) -> None:
    thing = Thing(claim=claim, names={"en": "It"})
    subscribing.ask(READER, thing, language="en", now=clock.now)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)
    subscribing.ask("late@example.org", thing, language="en", now=clock.now)
    late = Subscription.objects.get(email="late@example.org")
    subscribing.confirm(late.token, clock.now)
    assert told(clock) == []


def test_a_draft_is_told_of_when_it_is_published_and_not_before(clock: Clock) -> None:
    follow(clock)
    draft = add_claim(statement="A draft.", state=WorkflowState.DRAFT)
    add_status(draft, at=clock.now)
    clock.pass_by(**WINDOW)
    assert told(clock) == []

    move_claim(draft, WorkflowState.PUBLISHED, at=clock.now)
    clock.pass_by(**WINDOW)
    assert told(clock) == ["[On Record] Published – A draft."]


def test_what_was_taken_back_meanwhile_is_left_out_of_the_letter(
    clock: Clock, claim: Claim, mailbox: Mailbox
) -> None:
    follow(clock)
    other = add_claim(statement="It is public.")
    for each in (claim, other):
        add_status(each, at=clock.now)
    clock.pass_by(**WINDOW)
    scan(clock.now)

    move_claim(claim, WorkflowState.DRAFT, at=timezone.now() - timedelta(minutes=1))
    assert send(clock) == 1

    text = mailbox.letters[0].as_string()
    assert "It is public." in text
    assert "It is so." not in text


def test_a_letter_about_nothing_that_is_public_is_not_sent(
    clock: Clock, claim: Claim, mailbox: Mailbox
) -> None:
    follow(clock, claim=claim)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)
    scan(clock.now)
    move_claim(claim, WorkflowState.DRAFT, at=clock.now)

    assert send(clock) == 0
    assert Delivery.objects.get().state == DeliveryState.DROPPED
    assert not mailbox.letters


def test_who_ended_it_gets_no_letter_that_still_waits(
    clock: Clock, claim: Claim, mailbox: Mailbox
) -> None:
    row, other = follow(clock, claim=claim), follow(clock)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)
    scan(clock.now)

    subscribing.end(row.token, clock.now, everything=False)
    subscribing.end(other.token, clock.now, everything=False)

    assert send(clock) == 0
    assert not mailbox.letters


def test_a_look_that_dies_leaves_nothing_and_the_next_one_tells_all(
    clock: Clock, claim: Claim
) -> None:
    follow(clock, claim=claim)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)

    with transaction.atomic():
        scan(clock.now)
        transaction.set_rollback(True)

    assert not Announcement.objects.exists()
    assert len(told(clock)) == 1


def test_many_letters_in_an_hour_wait_and_become_one(
    clock: Clock, claim: Claim, mailbox: Mailbox
) -> None:
    follow(clock, claim=claim)
    for _ in range(6):
        add_status(claim, at=clock.now)
        clock.pass_by(minutes=1)
    clock.pass_by(**WINDOW)
    for _ in range(6):
        add_status(claim, at=clock.now)
        scan(clock.pass_by(minutes=6))
        send(clock)
    for _ in range(6):
        scan(clock.pass_by(minutes=6))
        send(clock)
    scan(clock.pass_by(hours=2))
    send(clock)

    subjects = [str(letter["Subject"]) for letter in mailbox.letters]
    assert len(subjects) < 7
    assert "[On Record] 6 changes on record" in subjects
    assert sum(len(row.payload["parts"]) for row in Delivery.objects.all()) == 12


def test_a_letter_speaks_the_language_of_its_subscription(clock: Clock) -> None:
    claim = add_claim(statements={"en": "So.", "uk": "Це так."})
    follow(clock, language="uk", claim=claim)
    add_status(claim, Status.FALSE, at=clock.now)
    clock.pass_by(**WINDOW)

    assert told(clock) == ["[On Record] Статус: Неправда – Це так."]


def test_a_letter_can_be_ended_with_one_click(
    clock: Clock, claim: Claim, mailbox: Mailbox
) -> None:
    row = follow(clock, claim=claim)
    add_status(claim, at=clock.now)
    clock.pass_by(**WINDOW)
    scan(clock.now)

    assert send(clock) == 1

    letter = mailbox.letters[0]
    address = f"http://127.0.0.1:8000/unsubscribe/{row.token}/"
    assert str(letter["List-Unsubscribe"]).strip() == f"<{address}>"
    assert str(letter["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    body = letter.get_body(("plain",))  # type: ignore[attr-defined]
    assert address in body.get_content()


@pytest.mark.parametrize(
    "words",
    ["So.\r\nBcc: spy@example.org\r\n\r\nBody", "\u202eSo.\x07", "<script>&\"'", "=?x"],
)
def test_hostile_words_make_no_header(
    clock: Clock, mailbox: Mailbox, words: str
) -> None:
    claim = add_claim(statement=words)
    follow(clock, claim=claim)
    add_status(claim, at=clock.now, reason=words)
    clock.pass_by(**WINDOW)
    scan(clock.now)

    assert send(clock) == 1

    letter = mailbox.letters[0]
    assert letter["Bcc"] is None
    assert len(mailbox.recipients) == 1
    html = letter.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    assert "<script" not in html


def test_a_folded_letter_leads_to_the_rest(client: Client) -> None:
    part = Part(claim=1, by=1, title="A", statement="B", headline="C", path="/c/")

    said = changes_letter([part] * (MOST + 3), "token", "en")

    rest = f"{settings.SITE_URL}/changes/"
    assert f"and 3 more on the site:\n{rest}\n" in said["text"]
    assert f'and 3 more on the site: <a href="{rest}">' in said["html"]
    assert client.get("/changes/").status_code == 200


def test_more_readers_and_changes_cost_few_more_questions(
    clock: Clock, claim: Claim
) -> None:
    def cost(number: int) -> int:
        for _ in range(number):
            add_status(add_claim(), at=clock.now)
        clock.pass_by(**WINDOW)
        with CaptureQueriesContext(connection) as queries:
            scan(clock.now)
        return len(queries)

    assert cost(10) == cost(20)


def test_what_nobody_wants_is_forgotten(clock: Clock, claim: Claim) -> None:
    kept, ended = follow(clock), follow(clock, claim=claim)
    subscribing.end(ended.token, clock.now, everything=False)

    subscribing.forget_old(clock.pass_by(days=31))

    assert list(Subscription.objects.all()) == [kept]
