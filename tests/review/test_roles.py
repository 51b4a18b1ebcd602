"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from tracker.review import permissions as may
from tracker.review.roles import AUDITOR, CHIEF, EDITOR, REPORTER, ensure_groups
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db


def may_send_to_review(user: may.Someone) -> bool:
    return may.may_move(user, WorkflowState.IN_REVIEW)


def may_archive(user: may.Someone) -> bool:
    return may.may_move(user, WorkflowState.ARCHIVED)


READING = (may.may_see_desk,)
REPORTING = (may.may_write, may.may_ask_for_check, may_send_to_review)
EDITING = (
    may.may_publish,
    may_archive,
    may.may_accept_contributions,
    may.may_change_status,
    may.may_decide_items,
    may.may_teach,
    may.may_keep_parties,
)
LEADING = (may.may_merge, may.may_approve, may.may_set_policy)
QUESTIONS = (*READING, *REPORTING, *EDITING, *LEADING)
MAY = {
    AUDITOR: READING,
    REPORTER: (*READING, *REPORTING),
    EDITOR: (*READING, *REPORTING, *EDITING),
    CHIEF: QUESTIONS,
}


def person(group: str, *, is_staff: bool = True) -> User:
    user = User.objects.create_user(group.replace(" ", "-"), is_staff=is_staff)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize("group", list(MAY))
def test_each_role_may_do_its_work_and_nothing_else(group: str) -> None:
    someone = person(group)

    assert {question for question in QUESTIONS if question(someone)} == {*MAY[group]}


def test_a_reporter_writes_at_once_only_about_what_is_not_public() -> None:
    reporter, editor = person(REPORTER), person(EDITOR)

    assert may.may_record(reporter, is_public=False)
    assert not may.may_record(reporter, is_public=True)
    assert may.may_record(editor, is_public=True)


def test_an_auditor_reads_everything_and_writes_nothing() -> None:
    granted = person(AUDITOR).get_all_permissions()

    assert {name.split(".")[1].split("_")[0] for name in granted} == {"view"}
    assert {"admin.view_logentry", "auth.view_user"} <= granted


def test_chiefs_of_an_older_desk_stay_chiefs() -> None:
    Group.objects.filter(name=CHIEF).update(name="chief editor")
    member = User.objects.create_user("member", is_staff=True)
    member.groups.add(Group.objects.get(name="chief editor"))

    ensure_groups()

    assert may.may_merge(User.objects.get(username="member"))
    assert not Group.objects.filter(name="chief editor").exists()


def test_nobody_else_does() -> None:
    stranger = User.objects.create_user("stranger", is_staff=True)

    for someone in (AnonymousUser(), stranger, person(EDITOR, is_staff=False)):
        assert not any(question(someone) for question in QUESTIONS)


def test_who_decides_items_is_listed_as_the_question_answers() -> None:
    people = [person(group) for group in MAY]
    people.append(User.objects.create_superuser("root"))
    people.append(User.objects.create_user("stranger", is_staff=True))
    people.append(User.objects.create_user("gone", is_staff=True, is_active=False))
    people[-1].groups.add(Group.objects.get(name=EDITOR))
    people.append(User.objects.create_user("outside"))
    people[-1].groups.add(Group.objects.get(name=EDITOR))

    deciding = [one.username for one in people if may.may_decide_items(one)]

    listed = [one.username for one in may.who_decide_items()]
    assert listed == sorted(deciding) == ["chief", "editor", "root"]


def test_only_the_chief_decides_how_hosts_are_treated() -> None:
    assert person(CHIEF).has_perm("tracker.change_host")
    assert not person(EDITOR).has_perm("tracker.change_host")


def test_nobody_may_delete_or_edit_facts() -> None:
    granted = person(CHIEF).get_all_permissions()

    assert not [name for name in granted if ".delete_" in name]
    assert "tracker.change_position" not in granted


def test_giving_the_roles_again_changes_nothing() -> None:
    before = set(person(EDITOR).get_all_permissions())

    ensure_groups()

    assert set(User.objects.get(username="editor").get_all_permissions()) == before
