"""Every row that a person writes leaves a line that nobody can take away."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from tests.factories import add_claim, add_party, add_position, add_source, day
from tracker.models import Edit, Host, Position, Topic, Webhook
from tracker.models.edit import acting
from tracker.rules.vocabulary import EditVerb

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor", is_staff=True)


def last() -> Edit:
    return Edit.objects.latest("id")


def test_a_fact_leaves_a_line_with_its_author_and_its_subjects() -> None:
    claim, party = add_claim(), add_party()

    position = add_position(claim, party, at=day(8))

    line = last()
    assert (line.table, line.row, line.verb) == (
        "tracker_position",
        position.pk,
        EditVerb.ADD,
    )
    assert (line.claim, line.party, line.source) == (claim.pk, party.pk, None)
    assert line.at == position.recorded_at
    assert (line.before, line.after) == (None, None)


def test_many_facts_at_once_leave_a_line_each() -> None:
    claim, party = add_claim(), add_party()
    first = add_position(claim, party, at=day(8))
    copies = [
        Position(
            claim=claim,
            party=party,
            stance=first.stance,
            effective_at=day(number),
            recorded_at=day(20),
        )
        for number in (9, 10)
    ]

    made = Position.objects.bulk_create(copies)

    lines = Edit.objects.filter(table="tracker_position").order_by("id")
    assert [line.row for line in lines] == [first.pk, *(row.pk for row in made)]


def test_a_register_keeps_the_old_and_the_new_value_and_who_changed_it(
    editor: User,
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})

    with acting(editor.pk):
        Topic.objects.filter(pk=topic.pk).update(names={"en": "The war"})

    line = last()
    assert (line.person, line.verb, line.row) == (editor, EditVerb.CHANGE, topic.pk)
    assert line.before == {"names": {"en": "War"}}
    assert line.after == {"names": {"en": "The war"}}


def test_what_is_written_after_an_act_is_nobodys(editor: User) -> None:
    with acting(editor.pk):
        Topic.objects.create(slug="war", names={"en": "War"})

    Topic.objects.create(slug="peace", names={"en": "Peace"})

    assert last().person is None


def test_an_act_that_fails_is_over_as_well(editor: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), acting(editor.pk):
        Topic.objects.create(slug="no address!", names={"en": "War"})

    Topic.objects.create(slug="peace", names={"en": "Peace"})

    assert last().person is None


def test_the_turn_of_a_site_leaves_no_line_and_its_pause_does() -> None:
    host = Host.objects.get(pk=add_source().host_id)
    before = Edit.objects.count()

    Host.objects.filter(pk=host.pk).update(next_allowed_at=day(9))
    assert Edit.objects.count() == before
    Host.objects.filter(pk=host.pk).update(gap=60.0)

    assert last().after == {"gap": 60}


def test_a_password_is_told_of_and_never_kept(editor: User) -> None:
    editor.set_password("correct horse battery")
    editor.save()

    assert last().after == {"password": "hidden"}


def test_where_news_go_is_told_without_what_opens_it() -> None:
    Webhook.objects.create(name="News", kind="slack", address="https://a.example/key")

    after = last().after or {}
    assert (after["name"], after["address"]) == ("News", "hidden")


def test_who_is_put_into_a_group_by_whom_is_kept(editor: User) -> None:
    group = Group.objects.get(name="chief")

    with acting(editor.pk):
        editor.groups.add(group)

    line = last()
    assert (line.table, line.row, line.person) == (
        "auth_user_groups",
        editor.pk,
        editor,
    )
    assert line.after == {"group_id": group.pk}


@pytest.mark.parametrize("table", [Edit, LogEntry])
def test_nobody_edits_or_deletes_a_line(
    table: type[Edit] | type[LogEntry], editor: User
) -> None:
    add_claim()
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Topic),
        action_flag=ADDITION,
        object_repr="War",
    )
    field = "verb" if table is Edit else "object_repr"

    with pytest.raises(IntegrityError), transaction.atomic():
        table._default_manager.update(**{field: "change"})
    with pytest.raises(IntegrityError), transaction.atomic():
        table._default_manager.all().delete()
