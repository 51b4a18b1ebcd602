"""What waits for one person, as the header of every page says it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tracker.models import ReviewItem, Told
from tracker.review.permissions import may_see_desk

MOST = 99


@dataclass(frozen=True, kw_only=True)
class Badge:
    unseen: int
    mine: int

    @property
    def unseen_told(self) -> str:
        return _told(self.unseen)

    @property
    def mine_told(self) -> str:
        return _told(self.mine)


def badge(user: User | AnonymousUser) -> Badge | None:
    """One question of the database; none for who does not belong to the desk."""
    if not isinstance(user, User) or not may_see_desk(user):
        return None
    told = Told.objects.waiting().filter(person=OuterRef("pk"))
    items = ReviewItem.objects.open().filter(assignee=OuterRef("pk"))
    unseen, mine = (
        User.objects.filter(pk=user.pk)
        .values_list(_number(told, "person"), _number(items, "assignee"))
        .get()
    )
    return Badge(unseen=unseen, mine=mine)


def _number(rows: Any, key: str) -> Coalesce:
    counted = rows.order_by().values(key).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())


def _told(number: int) -> str:
    return str(number) if number <= MOST else f"{MOST}+"
