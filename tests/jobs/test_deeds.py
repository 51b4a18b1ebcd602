"""Work on many rows: in batches, each whole with its progress, by those who may."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import person
from tests.factories import add_claim, add_source
from tests.jobs.conftest import finish
from tracker.jobs import queue, work
from tracker.models import (
    ClaimTopic,
    Job,
    JobProblem,
    ReviewItem,
    Source,
    SourceProfile,
    Topic,
)
from tracker.review.claims import state_of
from tracker.review.errors import AlreadyClosed
from tracker.review.items import dismiss
from tracker.review.roles import AUDITOR
from tracker.rules.vocabulary import JobKind, WorkflowState

pytestmark = pytest.mark.django_db


def items(count: int) -> list[ReviewItem]:
    """So many open items, each about a claim of its own."""
    claims = [add_claim() for _ in range(count)]
    return ReviewItem.objects.bulk_create(
        ReviewItem(kind="page_changed", urgency=1, claim=claim) for claim in claims
    )


def ask(kind: JobKind, rows: list[int], by: User, **arguments: object) -> Job:
    now = timezone.now()
    return queue.ask(kind, arguments=arguments, targets=rows, by=by, now=now)


def test_items_are_dismissed_with_one_reason_and_the_closed_are_told(
    editor: User,
) -> None:
    rows = items(3)
    dismiss(rows[1], resolution="Seen.", by=editor, now=timezone.now())

    job = finish(ask(JobKind.DISMISS, [row.pk for row in rows], editor, reason="Ads."))

    assert (job.state, job.done, job.refused) == ("done", 3, 1)
    assert ReviewItem.objects.filter(resolution="Ads.", resolved_by=editor).count() == 2
    assert "was closed by editor" in JobProblem.objects.get().words
    assert LogEntry.objects.filter(change_message__contains="Ads.").count() == 2


def test_each_batch_costs_the_same_few_statements(editor: User) -> None:
    claim = add_claim()
    host = add_source().host
    sources = Source.objects.bulk_create(
        Source(url=f"https://many.example/{number}", host=host)
        for number in range(5000)
    )
    rows = ReviewItem.objects.bulk_create(
        ReviewItem(kind="page_changed", urgency=1, claim=claim, source=source)
        for source in sources
    )
    job = ask(JobKind.DISMISS, [row.pk for row in rows], editor, reason="Ads.")
    costs = []
    for _ in range(10):
        with CaptureQueriesContext(connection) as queries:
            work.work_on(job, 0)
        costs.append(len(queries))

    job.refresh_from_db()
    assert (job.state, job.done, job.refused) == ("done", 5000, 0)
    assert max(costs) - min(costs) <= 1
    assert max(costs) <= 25
    assert not ReviewItem.objects.open().exists()


def test_items_are_assigned_to_somebody_who_may_decide_them(editor: User) -> None:
    rows = [row.pk for row in items(2)]
    auditor = person("auditor", AUDITOR)

    refused = finish(ask(JobKind.ASSIGN, rows, editor, assignee=auditor.pk))
    done = finish(ask(JobKind.ASSIGN, rows, editor, assignee=editor.pk))

    assert (refused.state, done.state) == ("failed", "done")
    assert set(ReviewItem.objects.values_list("assignee", flat=True)) == {editor.pk}


def test_sources_come_due_one_after_the_other_and_jump_no_queue(editor: User) -> None:
    now = timezone.now()
    far = now + timedelta(days=9)
    first = add_source("https://one.example/0", due_at=far)
    others = [
        Source.objects.create(
            url=f"https://one.example/{number}", host=first.host, due_at=far
        )
        for number in (1, 2)
    ]
    rest = Source.objects.create(
        url="https://one.example/rest", host=first.host, due_at=None
    )
    rows = [first.pk, *(row.pk for row in others), rest.pk]

    job = finish(ask(JobKind.CHECK, rows, editor))

    due = list(Source.objects.filter(pk__in=rows[:3]).order_by("pk"))
    moments = [row.due_at for row in due if row.due_at is not None]
    assert all(moment < far for moment in moments)
    gap = timedelta(seconds=2 * settings.ON_RECORD.host_gap)
    assert [moments[1] - moments[0], moments[2] - moments[1]] == [gap, gap]
    assert {row.priority for row in due} == {0}
    assert (job.done, job.refused) == (4, 1)


def test_sources_are_graded_with_a_reason(editor: User) -> None:
    rows = [add_source().pk for _ in range(3)]

    finish(ask(JobKind.GRADE, rows, editor, reliability="D", reason="Long record."))

    graded = SourceProfile.objects.filter(reliability="D", reason="Long record.")
    assert graded.count() == 3


def test_claims_are_filed_and_taken_from_a_topic_once(editor: User) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    rows = [add_claim().pk for _ in range(3)]
    for is_ended in (False, False, True):
        finish(ask(JobKind.TOPIC, rows, editor, topic=topic.pk, is_ended=is_ended))

    assert list(ClaimTopic.objects.values_list("is_ended", flat=True)).count(True) == 3
    assert ClaimTopic.objects.count() == 6


def test_a_reporter_files_drafts_and_is_told_of_the_public_ones(reporter: User) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    draft, public = add_claim(state=WorkflowState.DRAFT), add_claim()

    filed = {"topic": topic.pk, "is_ended": False}
    job = finish(ask(JobKind.TOPIC, [draft.pk, public.pk], reporter, **filed))

    assert ClaimTopic.objects.get().claim == draft
    assert JobProblem.objects.get(job=job).target == public.pk


def test_claims_that_cannot_take_the_step_are_left_and_told(editor: User) -> None:
    draft, public = add_claim(state=WorkflowState.DRAFT), add_claim()
    step = {"state": "in_review", "reason": ""}

    job = finish(ask(JobKind.MOVE, [draft.pk, public.pk, 0], editor, **step))

    assert state_of(draft, timezone.now()) is WorkflowState.IN_REVIEW
    assert job.refused == 2
    assert "cannot become" in JobProblem.objects.get(target=public.pk).words


@pytest.mark.parametrize("kind", [JobKind.DISMISS, JobKind.ASSIGN, JobKind.WAIT])
def test_who_may_not_decide_gets_nothing_done(kind: JobKind, reporter: User) -> None:
    rows = [row.pk for row in items(1)]

    job = finish(ask(kind, rows, reporter, reason="x", assignee=None, until=""))

    assert job.state == "failed"
    assert "may not do this" in job.problem
    assert ReviewItem.objects.open().count() == 1


def test_a_cancelled_job_keeps_what_was_done_and_does_no_more(editor: User) -> None:
    rows = [row.pk for row in items(501)]
    job = ask(JobKind.DISMISS, rows, editor, reason="Ads.")
    work.work_on(job, 0)

    queue.cancel(job, by=editor, now=timezone.now())

    assert finish(job).state == "cancelled"
    assert ReviewItem.objects.open().count() == 1
    with pytest.raises(AlreadyClosed):
        queue.cancel(job, by=editor, now=timezone.now())


def test_a_late_worker_writes_nothing(editor: User) -> None:
    job = ask(JobKind.DISMISS, [items(1)[0].pk], editor, reason="Ads.")
    late = queue.take(timezone.now())
    assert late is not None
    later = timezone.now() + timedelta(hours=1)
    other = queue.take(later)
    assert other is not None

    assert queue.held(late) is None
    assert queue.held(other) == job


def test_a_job_that_kills_its_workers_is_stopped_with_words(editor: User) -> None:
    job = ask(JobKind.DISMISS, [items(1)[0].pk], editor, reason="Ads.")
    now = timezone.now()
    for hour in range(queue.PATIENCE + 1):
        queue.take(now + timedelta(hours=hour))

    job.refresh_from_db()
    assert job.state == "failed"
    assert "near row 1" in job.problem
