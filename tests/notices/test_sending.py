"""Letters go out once each, whatever the mail server does."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from pytest_django.fixtures import Settings

from tests.notices.conftest import Clock, letter_to, send, use_server
from tests.notices.mailbox import Mailbox, serving
from tracker.models import Delivery, Line
from tracker.notices import health, mail, outbox, sending
from tracker.notices.answers import Sent
from tracker.rules.limits import Limits
from tracker.rules.notices import GIVE_UP, PAUSES
from tracker.rules.vocabulary import DeliveryState

pytestmark = pytest.mark.django_db


def states() -> dict[str, int]:
    return dict(Counter(Delivery.objects.values_list("state", flat=True)))


def test_a_letter_says_what_it_is(clock: Clock, mailbox: Mailbox) -> None:
    row = letter_to("anna", "letter:1", now=clock.now)

    assert send(clock) == 1

    letter = mailbox.letters[0]
    assert letter["To"] == "anna@example.org"
    assert letter["Subject"] == "About letter:1"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == mail.message_id(row.key)
    assert [part.get_content_type() for part in letter.iter_parts()] == [  # type: ignore[attr-defined]
        "text/plain",
        "text/html",
    ]


def test_a_thousand_letters_go_out_once_each(clock: Clock, mailbox: Mailbox) -> None:
    for number in range(1000):
        letter_to("anna", f"letter:{number}", now=clock.now)

    assert send(clock) == 1000

    assert len(set(mailbox.ids())) == len(mailbox.ids()) == 1000
    assert mailbox.connections == 1
    assert states() == {"sent": 1000}


def test_a_dead_server_is_one_trouble_and_one_try_a_pause(
    clock: Clock, settings: Settings
) -> None:
    use_server(settings, Mailbox())
    settings.EMAIL_PORT = 1
    for number in range(100):
        letter_to("anna", f"letter:{number}", now=clock.now)

    for _ in range(20):
        send(clock)
    assert sum(Delivery.objects.values_list("attempts", flat=True)) == 1

    for pause in PAUSES[:3]:
        send(clock)
        clock.pass_by(seconds=pause * 1.2)
    send(clock)

    assert sum(Delivery.objects.values_list("attempts", flat=True)) == 4
    trouble = health.outbox(clock.now).lines[0]
    assert (trouble.is_mail, trouble.waiting) == (True, 100)
    assert "ConnectionRefusedError" in trouble.problem


def test_a_server_that_comes_back_gets_everything(
    clock: Clock, settings: Settings
) -> None:
    box = Mailbox()
    with serving(box):
        use_server(settings, box)
    for number in range(40):
        letter_to("anna", f"letter:{number}", now=clock.now)
    send(clock)

    with serving(box):
        send(clock)
        assert box.letters == []
        clock.pass_by(minutes=2)
        assert send(clock) == 40

    assert len(set(box.ids())) == 40
    assert not health.outbox(clock.now).is_in_trouble


def test_a_server_that_dies_amid_a_letter_gets_it_again_under_the_same_name(
    clock: Clock, mailbox: Mailbox
) -> None:
    row = letter_to("anna", "letter:1", now=clock.now)
    mailbox.dies_in_data = True
    assert send(clock) == 0
    mailbox.dies_in_data = False

    assert send(clock) == 0
    clock.pass_by(minutes=2)
    assert send(clock) == 1

    assert mailbox.ids() == [mail.message_id(row.key)]


def test_a_letter_that_the_server_breaks_on_holds_up_no_other(
    clock: Clock, mailbox: Mailbox
) -> None:
    letter_to("poison", "letter:0", now=clock.now - timedelta(hours=1))
    for number in range(1, 4):
        letter_to("anna", f"letter:{number}", now=clock.now)
    mailbox.answer = lambda command: "" if "poison" in command else "250 fine"

    for _ in range(3):
        send(clock)
        clock.pass_by(minutes=10)

    assert states() == {"sent": 3, "pending": 1}


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 no such mailbox", "failed"), ("451 try later", "pending")],
)
def test_a_refused_recipient_is_no_trouble_of_the_server(
    answer: str, state: str, clock: Clock, mailbox: Mailbox
) -> None:
    letter_to("lost", "letter:0", now=clock.now)
    letter_to("anna", "letter:1", now=clock.now)
    mailbox.answer = lambda command: answer if "TO:<lost" in command else "250 ok"

    assert send(clock) == 1

    row = Delivery.objects.get(key="letter:0")
    assert (row.state, row.attempts) == (state, 1)
    assert answer[4:] in row.last_error
    assert not Line.objects.filter(failures__gt=0).exists()


def test_what_failed_for_days_is_shown_and_can_be_sent_again(
    clock: Clock, settings: Settings
) -> None:
    box = Mailbox()
    with serving(box):
        use_server(settings, box)
    for number in range(3):
        letter_to("anna", f"letter:{number}", now=clock.now)
    send(clock)

    clock.pass_by(days=GIVE_UP.days, hours=1)
    send(clock)
    assert states() == {"failed": 3}
    assert "Given up after 5 days" in Delivery.objects.earliest("pk").last_error
    assert health.outbox(clock.now).failed == 3

    with serving(box):
        assert outbox.send_again(None, clock.now) == 3
        assert send(clock) == 3


def test_old_letters_that_only_waited_for_a_worker_still_go(
    clock: Clock, mailbox: Mailbox
) -> None:
    letter_to("anna", "letter:1", now=clock.now - timedelta(days=20))

    assert send(clock) == 1


def test_without_a_mail_server_nothing_pretends_to_be_sent(
    clock: Clock, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    letter_to("anna", "letter:1", now=clock.now)

    assert send(clock) == 0

    row = Delivery.objects.get()
    assert (row.state, row.last_error) == (DeliveryState.DROPPED, sending.NOT_SET_UP)
    assert "About letter:1" in capsys.readouterr().out
    assert not health.outbox(clock.now).is_mail_set_up


def test_who_left_the_desk_gets_no_letter(
    clock: Clock, mailbox: Mailbox, anna: User
) -> None:
    letter_to("anna", "letter:1", now=clock.now)
    Delivery.objects.update(person=anna)
    User.objects.update(is_active=False)

    assert send(clock) == 0

    assert (states(), mailbox.letters) == ({"dropped": 1}, [])


def test_a_worker_that_lost_its_lease_writes_nothing(
    clock: Clock, mailbox: Mailbox
) -> None:
    letter_to("anna", "letter:1", now=clock.now)
    slow = outbox.claim(None, clock.now, limits=Limits())[0]
    clock.pass_by(seconds=Limits().lease + 1)
    quick = outbox.claim(None, clock.now, limits=Limits())[0]

    assert not outbox.begin(slow, clock.now, limits=Limits())
    outbox.record(slow, Sent(), clock.now)

    assert states() == {"pending": 1}
    assert outbox.begin(quick, clock.now, limits=Limits())


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_letter_once(
    clock: Clock, mailbox: Mailbox
) -> None:
    for number in range(200):
        letter_to("anna", f"letter:{number}", now=clock.now)

    def work() -> None:
        try:
            send(clock)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert states() == {"sent": 200}
    assert len(mailbox.ids()) == len(set(mailbox.ids())) == 200
