"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from tracker.review import permissions as may
from tracker.review.roles import CHIEF_EDITOR, EDITOR, ensure_groups

pytestmark = pytest.mark.django_db
QUESTIONS = (
    may.may_see_desk,
    may.may_write,
    may.may_change_status,
    may.may_move,
    may.may_decide_items,
    may.may_ask_for_check,
    may.may_teach,
)


def person(group: str, *, is_staff: bool = True) -> User:
    user = User.objects.create_user(group.replace(" ", "-"), is_staff=is_staff)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize("group", [EDITOR, CHIEF_EDITOR])
def test_both_groups_do_the_work_of_the_desk(group: str) -> None:
    someone = person(group)

    assert all(question(someone) for question in QUESTIONS)


def test_nobody_else_does() -> None:
    stranger = User.objects.create_user("stranger", is_staff=True)

    for someone in (AnonymousUser(), stranger, person(EDITOR, is_staff=False)):
        assert not any(question(someone) for question in QUESTIONS)


def test_only_the_chief_editor_decides_how_hosts_are_treated() -> None:
    assert person(CHIEF_EDITOR).has_perm("tracker.change_host")
    assert not person(EDITOR).has_perm("tracker.change_host")


def test_nobody_may_delete_or_edit_facts() -> None:
    granted = person(CHIEF_EDITOR).get_all_permissions()

    assert not [name for name in granted if ".delete_" in name]
    assert "tracker.change_position" not in granted


def test_giving_the_roles_again_changes_nothing() -> None:
    before = set(person(EDITOR).get_all_permissions())

    ensure_groups()

    assert set(User.objects.get(username="editor").get_all_permissions()) == before
