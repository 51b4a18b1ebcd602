"""Who may do what: the questions that every door asks.

Groups give permissions (`roles.py`); these functions say which permission a deed needs.
"""

from django.contrib.auth.models import AnonymousUser, User

Someone = User | AnonymousUser


def may_see_desk(user: Someone) -> bool:
    """See review items and what is not published."""
    return _may(user, "view_reviewitem")


def may_write(user: Someone) -> bool:
    """Record positions, silences, inquiries, citations; word claims."""
    return _may(user, "add_position")


def may_change_status(user: Someone) -> bool:
    """Decide on the public status of a claim, and undo a decision."""
    return _may(user, "add_statuschange")


def may_move(user: Someone) -> bool:
    """Take a claim a step further: into review, to publication, to the archive."""
    return _may(user, "add_claimworkflow")


def may_decide_items(user: Someone) -> bool:
    """Close and assign review items."""
    return _may(user, "change_reviewitem")


def may_teach(user: Someone) -> bool:
    """Say what of a source is clutter, and take that back."""
    return _may(user, "add_clutter")


def may_ask_for_check(user: Someone) -> bool:
    """Put a source at the head of its site's line."""
    return _may(user, "change_source")


def _may(user: Someone, codename: str) -> bool:
    return user.is_active and user.is_staff and user.has_perm(f"tracker.{codename}")
