"""Who may do what: the questions that every door asks.

Groups give permissions (`roles.py`); these functions say which permission a deed needs.
"""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import QuerySet

from tracker.rules.vocabulary import WorkflowState

Someone = User | AnonymousUser


def may_see_desk(user: Someone) -> bool:
    """See review items and what is not published."""
    return _may(user, "view_reviewitem")


def may_write(user: Someone) -> bool:
    """Record positions, silences, inquiries, citations; word claims; keep sources."""
    return _may(user, "add_position")


def may_record(user: Someone, *, is_public: bool) -> bool:
    """Write about a claim at once. Of a claim that readers can open only who
    publishes: what a reporter adds to it waits for an editor."""
    return may_write(user) and (not is_public or may_publish(user))


def may_accept_contributions(user: Someone) -> bool:
    """Accept or decline what others contribute to public claims; never one's own."""
    return _may(user, "accept_contribution")


def may_change_status(user: Someone) -> bool:
    """Decide on the public status of a claim, and undo a decision."""
    return _may(user, "add_statuschange")


def may_approve(user: Someone) -> bool:
    """Be the second person of a decision of weight; never of one's own."""
    return _may(user, "approve_pendingdecision")


def may_set_policy(user: Someone) -> bool:
    """Say which decisions two people take, and how long an undo is easy."""
    return _may(user, "add_policy")


def may_publish(user: Someone) -> bool:
    """Show a claim to readers, take it from the lists, and write about one at once
    that they can open."""
    return _may(user, "publish_claim")


def may_move(user: Someone, state: WorkflowState) -> bool:
    """Take a claim a step further: into review, to publication, to the archive."""
    if state in (WorkflowState.DRAFT, WorkflowState.IN_REVIEW):
        return _may(user, "add_claimworkflow")
    return may_publish(user)


def may_merge(user: Someone) -> bool:
    """Merge claims and split them."""
    return _may(user, "merge_claim")


def may_keep_parties(user: Someone) -> bool:
    """Say who a party is and for whom it speaks."""
    return _may(user, "add_party")


def may_decide_items(user: Someone) -> bool:
    """Close and assign review items."""
    return _may(user, "change_reviewitem")


def who_decide_items() -> QuerySet[User]:
    """Everybody who closes and assigns review items, for a form to choose from."""
    return who_may("change_reviewitem").order_by("username")


def may_teach(user: Someone) -> bool:
    """Say what of a source is clutter, and take that back."""
    return _may(user, "add_clutter")


def may_ask_for_check(user: Someone) -> bool:
    """Put a source at the head of its site's line."""
    return _may(user, "change_source")


def may_change(user: Someone, model: type[models.Model]) -> bool:
    """Change the rows of a register."""
    about = model._meta
    allowed = user.has_perm(f"{about.app_label}.change_{about.model_name}")
    return user.is_active and user.is_staff and allowed


def may_import(user: Someone) -> bool:
    """Bring claims, sources and positions in from a table, and others' ClaimReview."""
    return may_write(user)


def may_cancel(user: Someone, *, asked_by: int) -> bool:
    """Stop work on many rows: one's own, or anybody's for a chief."""
    return user.pk == asked_by or _may(user, "change_job")


def may_keep_webhooks(user: Someone) -> bool:
    """Say where the desk's news are posted to."""
    return _may(user, "add_webhook")


def may_send_again(user: Someone) -> bool:
    """Try messages again that could not be delivered."""
    return _may(user, "change_delivery")


def who_may(codename: str) -> QuerySet[User]:
    """Everybody of the desk of whom `_may` is true."""
    people = User.objects.with_perm(
        f"tracker.{codename}", backend="django.contrib.auth.backends.ModelBackend"
    )
    return people.filter(is_staff=True)


def _may(user: Someone, codename: str) -> bool:
    return user.is_active and user.is_staff and user.has_perm(f"tracker.{codename}")
