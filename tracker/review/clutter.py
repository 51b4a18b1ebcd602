"""What a person says is clutter, and takes back."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Clutter, ReviewItem, Source
from tracker.models.clutter import clutter_in_force
from tracker.review.errors import Invalid, Mismatch, NothingNew
from tracker.review.items import dismiss
from tracker.review.rows import refuse_without
from tracker.rules.vocabulary import LearntFrom


@transaction.atomic
def dismiss_as_clutter(
    item: ReviewItem,
    *,
    samples: Mapping[str, str],
    reason: str,
    by: User | None,
    now: datetime,
) -> ReviewItem:
    """Close an item whose finding means nothing, and ignore the like of it from now on.

    `samples` are the keys of what is ignored, each with words to know it by.
    """
    if item.source is None:
        raise Mismatch("This item is about no page, so there is nothing to ignore.")
    if not samples:
        raise Invalid(
            "There is no block to ignore here: quoted words and whole rewritten pages "
            "are never clutter. Dismiss the item alone."
        )
    closed = dismiss(item, resolution=reason, by=by, now=now)
    known = {row.key for row in clutter_in_force([item.source.pk], [])}
    Clutter.objects.bulk_create(
        Clutter(
            source=item.source,
            key=key,
            sample=sample,
            learnt_from=LearntFrom.CLICKED.value,
            item=item,
            reason=closed.resolution,
            recorded_by=by,
            recorded_at=now,
        )
        for key, sample in samples.items()
        if key not in known
    )
    return closed


@transaction.atomic
def tell_again(
    source: Source, row: Clutter, *, reason: str, by: User | None, now: datetime
) -> list[Clutter]:
    """Look again at what was ignored: all that was learnt together with this row.

    What was learnt of the source's whole site is told again on all of its pages, and
    the machine does not learn it a second time.
    """
    why = refuse_without(reason, what="tell of it again")
    # Two people who take back the same block at once must not both succeed.
    Source.objects.select_for_update().get(pk=source.pk)
    together = [one for lesson in lessons_of(source) if row in lesson for one in lesson]
    if not together:
        raise NothingNew("This is no longer ignored. Reload the page.")
    ended = [
        Clutter(
            source=one.source,
            host=one.host,
            key=one.key,
            sample=one.sample,
            learnt_from=one.learnt_from,
            item=one.item,
            is_ended=True,
            reason=why,
            recorded_by=by,
            recorded_at=now,
        )
        for one in together
    ]
    return Clutter.objects.bulk_create(ended)


def lessons_of(source: Source) -> list[list[Clutter]]:
    """What is ignored of a source now, the newest first; what was learnt at one moment
    is one lesson."""
    rows = clutter_in_force([source.pk], [source.host_id])
    lessons: dict[tuple[datetime, int | None, int | None], list[Clutter]] = {}
    for row in sorted(rows, key=lambda one: (one.recorded_at, one.pk), reverse=True):
        lessons.setdefault((row.recorded_at, row.host_id, row.item_id), []).append(row)
    return list(lessons.values())
