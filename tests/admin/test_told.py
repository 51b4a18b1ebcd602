"""Being told on the desk: the badge, my notices, my wishes, and nobody else's."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.admin.conftest import Desk, person
from tests.notices.conftest import find
from tracker.admin.badge import badge
from tracker.models import (
    Delivery,
    LetterSettings,
    Line,
    NoticeChoice,
    ReviewItem,
    Told,
    Webhook,
)
from tracker.notices import tell as telling
from tracker.review.items import assign, dismiss
from tracker.review.roles import AUDITOR, EDITOR, REPORTER

pytestmark = pytest.mark.django_db
PAGES = ("told", "told_how")


def told_to(someone: User, number: int = 1) -> Told:
    """So many items given to a person by somebody else; the last notice."""
    now = timezone.now()
    for _ in range(number):
        assign(find(now=now), assignee=someone, by=None, now=now)
    telling.scan(timezone.now())
    return Told.objects.filter(person=someone, notice__kind="assigned").latest("pk")


def front(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_every_page_says_how_much_is_new_and_with_me(
    at_work: Client, editor: User
) -> None:
    told_to(editor, 2)

    for address in ("index", "engine", "tracker_claim_changelist", "password_change"):
        page = at_work.get(reverse(f"admin:{address}")).content.decode()
        assert '4<span class="visually-hidden"> not seen</span>' in page
        assert '2<span class="visually-hidden"> open items</span>' in page


def test_the_badge_is_one_question_however_many_there_are(editor: User) -> None:
    told_to(editor, 12)

    with CaptureQueriesContext(connection) as queries:
        found = badge(User.objects.get(pk=editor.pk))

    assert found is not None
    assert (found.unseen, found.mine) == (24, 12)
    # The person, two for the permissions, and the counts.
    assert len(queries) == 4


def test_what_somebody_has_dealt_with_is_no_longer_new(
    at_work: Client, editor: User, chief: User
) -> None:
    row = told_to(editor)
    assert row.notice.item is not None
    dismiss(row.notice.item, resolution="No.", by=chief, now=timezone.now())

    assert "not seen" not in front(at_work)
    page = at_work.get(reverse("admin:told")).content.decode()
    assert "Closed by chief" in page


def test_opening_a_notice_leads_to_its_item_and_marks_it_seen(
    at_work: Client, editor: User
) -> None:
    row = told_to(editor)
    assert row.notice.item is not None

    answer = at_work.get(reverse("admin:told_open", args=[row.pk]))

    item = row.notice.item.pk
    there = reverse("admin:tracker_reviewitem_change", args=[item])
    assert answer.headers["Location"] == there
    row.refresh_from_db()
    assert row.seen_at is not None


def test_mark_all_marks_what_stood_on_the_page_and_nothing_newer(
    at_work: Client, editor: User
) -> None:
    old = told_to(editor)
    newest = Told.objects.latest("pk").pk
    told_to(editor)

    at_work.post(reverse("admin:told_seen"), {"newest": newest})

    assert Told.objects.get(pk=old.pk).seen_at is not None
    assert Told.objects.filter(seen_at__isnull=True).count() == 2


def test_a_person_sees_and_opens_only_their_own_notices(
    at_work: Client, editor: User, chief: User
) -> None:
    row = told_to(chief)

    page = at_work.get(reverse("admin:told")).content.decode()
    answer = at_work.get(reverse("admin:told_open", args=[row.pk]))
    at_work.post(reverse("admin:told_seen"), {"newest": row.pk})

    assert "Assigned to you" not in page
    assert answer.status_code == 404
    assert Told.objects.get(pk=row.pk).seen_at is None


def test_the_page_costs_the_same_with_twice_the_notices(
    at_work: Client, editor: User
) -> None:
    def cost() -> int:
        told_to(editor, 10)
        with CaptureQueriesContext(connection) as queries:
            assert at_work.get(reverse("admin:told")).status_code == 200
        return len(queries)

    assert cost() >= cost()


@pytest.mark.parametrize("role", [REPORTER, AUDITOR])
def test_everybody_of_the_desk_has_these_pages(role: str, client: Client) -> None:
    client.force_login(person("someone", role))

    for name in PAGES:
        assert client.get(reverse(f"admin:{name}")).status_code == 200


def test_strangers_have_none_of_them(client: Client, reader: User) -> None:
    nobody = person("nobody")
    for someone, status in ((reader, 302), (nobody, 403)):
        client.force_login(someone)
        for name in PAGES:
            assert client.get(reverse(f"admin:{name}")).status_code == status
        answer = client.post(reverse("admin:told_seen"), {"newest": 1})
        assert answer.status_code == status


def wishes(**changed: object) -> dict[str, object]:
    kinds = (
        "assigned", "urgent_finding", "inquiry_overdue", "approval_wanted", "item_back",
        "status_changed",
    )  # fmt: skip
    found: dict[str, object] = dict.fromkeys(kinds, "desk")
    return found | {"hour": "7", "zone": "Europe/Kyiv", "language": "uk"} | changed


def test_wishes_are_kept_for_whoever_has_them(
    at_work: Client, editor: User, chief: User
) -> None:
    at_work.post(reverse("admin:told_how"), wishes(assigned="digest"))

    assert NoticeChoice.objects.get(person=editor, kind="assigned").how == "digest"
    letters = LetterSettings.objects.get()
    assert (letters.person, letters.zone, letters.hour) == (editor, "Europe/Kyiv", 7)
    page = at_work.get(reverse("admin:told_how")).content.decode()
    assert '<option value="digest" selected>' in page


@pytest.mark.parametrize(
    "wrong",
    [{"zone": "Mars/Base"}, {"hour": "24"}, {"assigned": "loudly"}, {"language": "x"}],
)
def test_wishes_that_cannot_be_are_refused(
    wrong: dict[str, object], at_work: Client
) -> None:
    answer = at_work.post(reverse("admin:told_how"), wishes(**wrong))

    assert answer.status_code == 200
    assert not LetterSettings.objects.exists()


def test_who_has_no_address_reads_so(at_work: Client) -> None:
    page = at_work.get(reverse("admin:told_how")).content.decode()

    assert "Your account has no e-mail address" in page


def fail(number: int = 3) -> None:
    Delivery.objects.bulk_create(
        Delivery(
            key=f"letter:{each}",
            recipient="a@example.org",
            state="failed",
            last_error="550 no such mailbox",
        )
        for each in range(number)
    )


def test_the_desk_shows_a_dead_mail_server_and_what_waits(
    at_work: Client, desk: Desk
) -> None:
    now = timezone.now()
    Line.objects.create(
        failures=2, problem="ConnectionRefusedError", failing_since=now,
        rest_until=now + timedelta(minutes=5),
    )  # fmt: skip

    for page in (front(at_work), at_work.get(reverse("admin:engine")).content.decode()):
        assert "The mail server does not take our mail" in page
        assert "1 message waits." in page
        assert "ConnectionRefusedError" in page


def test_a_desk_without_trouble_says_nothing_of_mail(at_work: Client) -> None:
    assert "Being told" not in front(at_work)


def test_a_site_without_a_mail_server_says_so(
    at_work: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert "Mail is not set up." in front(at_work)


def test_a_chief_sends_again_what_failed_and_an_editor_reads_of_it(
    client: Client, editor: User, chief: User
) -> None:
    fail()
    client.force_login(editor)
    assert "3 messages could not be delivered." in front(client)
    assert "Send them again" not in front(client)
    assert client.post(reverse("admin:outbox_again")).status_code == 403

    client.force_login(chief)
    assert "Send them again" in front(client)
    client.post(reverse("admin:outbox_again"))

    assert set(Delivery.objects.values_list("state", flat=True)) == {"pending"}


def test_a_chief_sends_single_messages_again_from_the_list(
    client: Client, chief: User
) -> None:
    fail()
    chosen = Delivery.objects.earliest("pk").pk
    client.force_login(chief)

    client.post(
        reverse("admin:tracker_delivery_changelist"),
        {"action": "send_failed_again", "_selected_action": [chosen]},
    )

    assert [row.pk for row in Delivery.objects.filter(state="pending")] == [chosen]


def test_what_a_letter_says_is_nowhere_in_the_office(
    at_work: Client, editor: User, chief: User
) -> None:
    chief.email = "chief@example.org"
    chief.save()
    told_to(chief)
    row = Delivery.objects.get(person=chief)

    page = at_work.get(reverse("admin:tracker_delivery_change", args=[row.pk]))

    assert "chief@example.org" in page.content.decode()
    assert "Words altered" not in page.content.decode()


# Webhooks


def add(client: Client, **changed: object) -> int:
    form = {
        "name": "Newsroom",
        "kind": "json",
        "address": "https://hooks.example/services/T0/very-private",
        "secret": "a-secret-of-the-test",
        "kinds": ["urgent_finding"],
    } | changed
    return client.post(reverse("admin:webhook_add"), form).status_code


def test_a_chief_keeps_a_webhook_whose_secrets_are_not_shown_again(
    client: Client, chief: User
) -> None:
    client.force_login(chief)

    assert add(client) == 302

    hook = Webhook.objects.get()
    assert (hook.made_by, hook.secret) == (chief, "a-secret-of-the-test")
    pages = [reverse("admin:webhooks"), reverse("admin:webhook", args=[hook.pk])]
    for address in [*pages, reverse("admin:index"), reverse("admin:engine")]:
        shown = client.get(address).content.decode()
        assert "very-private" not in shown
        assert "a-secret-of-the-test" not in shown


def test_what_is_left_empty_stays(client: Client, chief: User) -> None:
    client.force_login(chief)
    add(client)
    hook = Webhook.objects.get()

    client.post(
        reverse("admin:webhook", args=[hook.pk]),
        {"name": "Other", "kind": "json", "kinds": ["assigned"]},
    )

    hook.refresh_from_db()
    assert (hook.name, hook.kinds) == ("Other", ["assigned"])
    assert hook.address.endswith("/very-private")
    assert hook.secret == "a-secret-of-the-test"


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "ftp://hooks.example/"},
        {"secret": "short"},
        {"kinds": []},
        {"kinds": ["rumour"]},
    ],
)
def test_a_webhook_that_cannot_work_is_refused(
    wrong: dict[str, object], client: Client, chief: User
) -> None:
    client.force_login(chief)

    assert add(client, **wrong) == 200
    assert not Webhook.objects.exists()


def test_a_chief_switches_a_webhook_off_and_on(client: Client, chief: User) -> None:
    client.force_login(chief)
    add(client)
    hook = Webhook.objects.get()
    switch = reverse("admin:webhook_switch", args=[hook.pk])

    client.post(switch)
    assert Webhook.objects.get().stopped_because == "Switched off by chief"

    client.post(switch, {"on": "1"})
    assert Webhook.objects.get().is_active


def test_nobody_below_a_chief_touches_webhooks(
    client: Client, chief: User, reader: User
) -> None:
    client.force_login(chief)
    add(client)
    pk = Webhook.objects.get().pk
    names = [("webhooks", ()), ("webhook_add", ()), ("webhook", (pk,))]
    posts = [("webhook_test", (pk,)), ("webhook_switch", (pk,)), *names[1:]]

    people = [person(role, role) for role in (EDITOR, REPORTER, AUDITOR)]
    for someone, status in [(each, 403) for each in people] + [(reader, 302)]:
        client.force_login(someone)
        for name, args in names:
            address = reverse(f"admin:{name}", args=args)
            assert client.get(address).status_code == status
        for name, args in posts:
            address = reverse(f"admin:{name}", args=args)
            assert client.post(address).status_code == status
    assert Webhook.objects.get().is_active


def test_a_test_of_a_private_address_says_why_it_is_refused(
    client: Client, chief: User
) -> None:
    client.force_login(chief)
    add(client, address="http://127.0.0.1:9/hook")
    hook = Webhook.objects.get()

    answer = client.post(reverse("admin:webhook_test", args=[hook.pk]), follow=True)

    assert "did not take the test" in answer.content.decode()
    assert ReviewItem.objects.count() == 0
