"""Many rows from a list: asked for by those who may, with a reason and a number."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk, person
from tests.factories import add_claim, add_source
from tests.jobs.conftest import finish
from tracker.models import Job, ReviewItem, SourceProfile, Submission, Upload
from tracker.review.roles import AUDITOR, CHIEF, EDITOR, REPORTER
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

ITEMS = reverse("admin:tracker_reviewitem_changelist")
SOURCES = reverse("admin:tracker_source_changelist")
CLAIMS = reverse("admin:tracker_claim_changelist")
DECIDING = {"assign", "dismiss", "wait"}
WRITING = {"file", "unfile", "place", "unplace", "send_to_review", "grade",
           "check_again"}  # fmt: skip
OFFERED = {
    CHIEF: DECIDING | WRITING | {"archive"},
    EDITOR: DECIDING | WRITING | {"archive"},
    REPORTER: WRITING,
    AUDITOR: set(),
}


def send(client: Client, url: str, rows: list[Any], **fields: object) -> Any:
    ticked = {"_selected_action": [row.pk for row in rows]}
    return client.post(url, {"sent": "1", "count": len(rows), **ticked, **fields})


def open_items(count: int) -> None:
    claims = [add_claim() for _ in range(count)]
    ReviewItem.objects.bulk_create(
        ReviewItem(kind="page_changed", urgency=1, claim=claim) for claim in claims
    )


def offered(client: Client) -> set[str]:
    found: set[str] = set()
    for url in (ITEMS, SOURCES, CLAIMS):
        form = client.get(url).context["action_form"]
        if form:
            found |= {name for name, _ in form.fields["action"].choices if name}
    return found


@pytest.mark.parametrize("role", list(OFFERED))
def test_each_role_is_offered_what_it_may_do(
    role: str, client: Client, desk: Desk
) -> None:
    client.force_login(person(role.replace(" ", "-"), role))
    assert offered(client) == OFFERED[role]


@pytest.mark.parametrize("role", [REPORTER, AUDITOR, "stranger"])
def test_an_action_that_is_not_offered_does_nothing(
    role: str, client: Client, desk: Desk
) -> None:
    client.force_login(person("someone", role))

    send(client, ITEMS, [desk.item], action="dismiss", reason="Ads.")
    send(client, CLAIMS, [desk.claim], action="archive", reason="Ads.")

    assert not Job.objects.exclude(asked_by__username="boss").exists()
    desk.item.refresh_from_db()
    assert desk.item.state == "open"


def test_the_page_between_says_how_many_and_asks_why(
    at_work: Client, desk: Desk
) -> None:
    page = at_work.post(
        ITEMS, {"action": "dismiss", "_selected_action": [desk.item.pk]}
    )

    assert b"1 row, ticked on the list" in page.content
    assert b"Dismiss 1 row" in page.content


def test_without_a_reason_nothing_is_done(at_work: Client, desk: Desk) -> None:
    page = send(at_work, ITEMS, [desk.item], action="dismiss", reason=" ")

    assert b"This field is required" in page.content
    assert ReviewItem.objects.open().count() == 2


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "still to come"), (400, "within a year")]
)
def test_a_day_on_which_nothing_can_wait_is_refused_in_the_form(
    at_work: Client, desk: Desk, days: int, words: str
) -> None:
    until = (timezone.now() + timedelta(days=days)).date()

    page = send(at_work, ITEMS, [desk.item], action="wait", until=until)

    assert words in page.content.decode()
    assert not Job.objects.filter(kind="wait").exists()


def test_few_rows_are_done_before_the_page_comes(at_work: Client, desk: Desk) -> None:
    answer = send(at_work, ITEMS, [desk.item], action="dismiss", reason="Ads.")

    desk.item.refresh_from_db()
    assert answer.status_code == 302
    assert (desk.item.state, desk.item.resolution) == ("dismissed", "Ads.")


def test_all_that_match_the_filter_are_meant_and_no_others(
    at_work: Client, desk: Desk
) -> None:
    open_items(120)
    url = f"{ITEMS}?kind__exact=page_changed"
    fields = {"select_across": "1", "_selected_action": [0], "action": "dismiss"}
    page = at_work.post(url, fields)
    assert b"All 120 rows that match the list and its filter" in page.content

    sent = {**fields, "sent": "1", "count": 120, "reason": "Ads."}
    answer = at_work.post(url, sent)

    job = Job.objects.get(kind="dismiss")
    assert answer["Location"] == reverse("admin:tracker_job_change", args=[job.pk])
    assert finish(job).done == 120
    assert ReviewItem.objects.open().count() == 2


def test_a_list_that_changed_meanwhile_is_looked_at_again(
    at_work: Client, desk: Desk
) -> None:
    page = send(at_work, ITEMS, [desk.item], action="dismiss", reason="x", count=9)

    assert b"The list has changed meanwhile" in page.content
    assert ReviewItem.objects.open().count() == 2


def test_sources_are_graded_from_their_list(at_work: Client, desk: Desk) -> None:
    fields = {"action": "grade", "reliability": "D", "reason": "Long record."}
    send(at_work, SOURCES, [desk.source, add_source()], **fields)

    assert SourceProfile.objects.filter(reliability="D").count() == 2


def test_a_job_shows_what_was_left_and_why(at_work: Client, desk: Desk) -> None:
    draft = add_claim(state=WorkflowState.DRAFT)
    answer = send(at_work, CLAIMS, [desk.claim, draft], action="send_to_review")

    page = at_work.get(answer["Location"]).content.decode()
    assert "1 left as they are" in page
    assert "cannot become" in page
    assert reverse("admin:tracker_claim_change", args=[desk.claim.pk]) in page
    table = at_work.get(f"{answer['Location'].replace('change', 'problems')}")
    assert "cannot become" in body(table)


def test_only_who_asked_or_a_chief_cancels(
    client: Client, editor: User, chief: User
) -> None:
    jobs = [
        Job.objects.create(kind="check", targets=[1], total=1, asked_by=editor)
        for _ in range(2)
    ]
    urls = [reverse("admin:tracker_job_cancel", args=[job.pk]) for job in jobs]
    client.force_login(person("colleague", EDITOR))
    assert client.post(urls[0]).status_code == 403

    for someone, url in zip((editor, chief), urls, strict=True):
        client.force_login(someone)
        assert client.post(url).status_code == 302

    assert set(Job.objects.values_list("state", flat=True)) == {"cancelled"}


def body(answer: Any) -> str:
    """A table that is sent line by line, whole."""
    return b"".join(answer.streaming_content).decode()


def upload(client: Client, text: bytes, kind: str = "claims") -> Any:
    file = SimpleUploadedFile("rows.csv", text, content_type="text/csv")
    return client.post(reverse("admin:import"), {"kind": kind, "file": file})


def test_an_import_goes_from_the_file_to_the_claims(
    at_work: Client, desk: Desk
) -> None:
    first = upload(at_work, b"slug,statement\none,It is so.\ntwo,\n")
    dry = Job.objects.get(is_dry=True)
    finish(dry)
    page = at_work.get(first["Location"]).content.decode()
    assert "1 of 2 lines have errors" in page
    assert "leave 1 out" in page
    carry = reverse("admin:tracker_job_carry_out", args=[dry.pk])

    at_work.post(carry)
    assert not Job.objects.filter(follows=dry).exists()
    at_work.post(carry, {"leaves_out": "1"})
    at_work.post(carry, {"leaves_out": "1"})

    assert finish(Job.objects.get(follows=dry)).made == {"claims": 1}


@pytest.mark.parametrize("role", [AUDITOR, "stranger"])
def test_who_may_not_write_imports_nothing(
    role: str, client: Client, desk: Desk
) -> None:
    client.force_login(person("someone", role))

    assert upload(client, b"slug,statement\none,So.\n").status_code == 403
    assert client.get(reverse("admin:claimreview")).status_code == 403
    assert not Upload.objects.exists()


def test_the_template_can_be_imported_as_it_is(at_work: Client, desk: Desk) -> None:
    for kind in ("claims", "sources"):
        url = reverse("admin:import_template", args=[kind])
        upload(at_work, body(at_work.get(url)).encode(), kind)

        job = finish(Job.objects.filter(kind=kind).get())
        assert (job.state, job.refused) == ("done", 0)


REVIEW = """<html><script type="application/ld+json">{"@type": "ClaimReview",
"claimReviewed": "It is so.", "url": "https://facts.example/1",
"author": {"name": "Facts"}, "itemReviewed": {"author": {"name": "Somebody"}},
"reviewRating": {"alternateName": "False", "ratingValue": 1}}</script></html>"""


def test_claim_review_becomes_suggestions_and_no_status(
    at_work: Client, desk: Desk
) -> None:
    for _ in range(2):
        at_work.post(reverse("admin:claimreview"), {"text": REVIEW})

    submission = Submission.objects.get(title="ClaimReview: Facts")
    suggestion = submission.suggestions.get()
    assert suggestion.statement == "It is so."
    assert suggestion.note.startswith("Said by Somebody. Rated “False” by Facts.")


def test_too_large_a_paste_or_file_gets_a_page_that_says_so(at_work: Client) -> None:
    paste = at_work.post(reverse("admin:claimreview"), {"text": "x" * 6_000_000},
                         content_type="application/x-www-form-urlencoded")  # fmt: skip
    file = at_work.post(reverse("admin:import"), CONTENT_LENGTH="500000000")

    for answer in (paste, file):
        assert answer.status_code == 413
        assert b"This is too large" in answer.content


def table(client: Client, model: str, query: str = "") -> str:
    url = reverse("admin:export", args=["tracker", model])
    answer = client.get(f"{url}{query}")
    assert answer.status_code == 200
    return body(answer).removeprefix("\ufeff")


def test_a_list_is_exported_under_its_filter_and_escaped(
    at_work: Client, desk: Desk
) -> None:
    add_claim("formula", statement='=HYPERLINK("http://x.example")')

    rows = table(at_work, "claim", "?q=formula").splitlines()

    assert len(rows) == 2
    assert "\"'=HYPERLINK(" in rows[1]


def test_every_list_can_be_exported_by_those_who_see_it(
    client: Client, desk: Desk
) -> None:
    client.force_login(person("auditor", AUDITOR))
    for model in ("position", "source", "reviewitem", "citation", "job", "host"):
        assert table(client, model).count("\n") >= 1
    users = client.get(reverse("admin:export", args=["auth", "user"]))
    assert "password" not in body(users)
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    url = reverse("admin:export", args=["tracker", "claim"])
    assert client.get(url).status_code == 403


def test_an_export_costs_the_same_with_twice_the_rows(
    at_work: Client, desk: Desk
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            table(at_work, "reviewitem")
            table(at_work, "position")
        return len(queries)

    before = cost()
    open_items(10)
    assert cost() == before
