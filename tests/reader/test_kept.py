"""A page that is kept is the page that would be made now."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests import factories as make
from tests.models.writes import WRITES, whole_case
from tests.reader.cases import Case
from tracker.models import Claim, ClaimVersion, SiteVersion
from tracker.reader import shelf
from tracker.reader.kept import ask_first
from tracker.rules.vocabulary import Status, WorkflowState

pytestmark = pytest.mark.django_db(transaction=True)

MADE_AT = re.compile(r"\d+ \w+ \d{4}, \d\d:\d\d UTC|\d{4}-\d\d-\d\dT[\d:.]+Z")


def ask(client: Client, claim: Claim, tag: str = "") -> HttpResponse:
    headers = {"if-none-match": tag} if tag else {}
    return client.get(f"/claims/{claim.slug}/", headers=headers)  # type: ignore[return-value]


def words(response: HttpResponse) -> str:
    """The page but for the moments at which it was made."""
    return MADE_AT.sub("", response.content.decode())


def made_now(client: Client, claim: Claim) -> str:
    """The page as nobody kept it: inside a transaction nothing is."""
    with transaction.atomic():
        return words(ask(client, claim))


def settled(claim: Claim) -> Claim:
    """As if its last change were long ago: no clock is in doubt."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    ClaimVersion.objects.update(changed_at=an_hour_ago)
    SiteVersion.objects.update(changed_at=an_hour_ago)
    return claim


@contextmanager
def no_page_is_made() -> Iterator[None]:
    """One query reads the version, and no other follows."""
    with CaptureQueriesContext(connection) as queries:
        yield
    assert len(queries) == 1, [query["sql"] for query in queries]


def test_a_page_is_made_once(case: Case, client: Client) -> None:
    first = ask(client, case.claim)

    with no_page_is_made():
        again = ask(client, case.claim)
    shelf.forget()
    with no_page_is_made():
        from_afar = ask(client, case.claim)

    assert first.content == again.content == from_afar.content
    assert first["ETag"] == again["ETag"] == from_afar["ETag"]
    assert again["Content-Type"] == "text/html; charset=utf-8"


def test_who_holds_the_page_is_told_so(case: Case, client: Client) -> None:
    tag = ask(client, case.claim)["ETag"]

    with no_page_is_made():
        answer = ask(client, case.claim, f'"other", W/{tag}')

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == tag
    assert answer["Cache-Control"] == "no-cache"
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


def test_who_only_asks_is_answered_before_anything_is_prepared(
    case: Case, client: Client, rf: RequestFactory
) -> None:
    made = HttpResponse("a page")
    door = ask_first(lambda request: made)
    path = f"/claims/{case.claim.slug}/"
    tag = {"if-none-match": ask(client, case.claim)["ETag"]}

    with no_page_is_made():
        assert door(rf.get(path, headers=tag)).status_code == 304
    for other in (
        "/claims/",
        "/nowhere",
        f"{path}?as_of=2025-04-01",
        f"{path}history/",
    ):
        assert door(rf.get(other, headers=tag)) is made, other
    assert door(rf.get(path)) is made
    assert door(rf.post(path, headers=tag)) is made
    assert door(rf.get(path, headers={**tag, "accept-language": "uk"})) is made
    assert door(rf.get(path, headers={**tag, "cookie": "sessionid=x"})) is made


@pytest.mark.parametrize(
    "tag", ["*", '"é-1"', '"99999999999999999999999-a"', '"9-"', 'W/"', '"²-a"']
)
def test_a_mark_that_is_not_ours_brings_the_page(
    case: Case, client: Client, tag: str
) -> None:
    assert ask(client, case.claim, tag).status_code == 200


def test_every_kind_of_change_is_there_at_the_next_request(client: Client) -> None:
    case = whole_case()
    for table, write in WRITES.items():
        claim = Claim.objects.get(pk=case.claim.pk)
        for each in (claim, case.other):
            ask(client, each)
        tag = ask(client, claim)["ETag"]

        write(case)

        claim.refresh_from_db()
        assert ask(client, claim, tag).status_code == 200, table
        for each in (claim, case.other):
            assert words(ask(client, each)) == made_now(client, each), table


def test_a_change_that_is_taken_back_leaves_no_trace(
    case: Case, client: Client
) -> None:
    before = ask(client, case.claim)

    with transaction.atomic():
        make.add_status(case.claim, Status.FALSE, at=timezone.now())
        connection.check_constraints()
        inside = ask(client, case.claim)
        transaction.set_rollback(True)
    assert words(inside) != words(before)
    assert ask(client, case.claim, before["ETag"]).status_code == 304

    # Another change gets the number that was taken back, and is on the page.
    make.add_status(case.claim, Status.CONFIRMED, at=timezone.now())
    assert words(ask(client, case.claim)) == made_now(client, case.claim)


def test_what_is_taken_back_to_the_desk_is_gone_at_once(
    case: Case, client: Client
) -> None:
    tag = ask(client, case.claim)["ETag"]

    make.move_claim(case.claim, WorkflowState.DRAFT, at=timezone.now())

    assert ask(client, case.claim, tag).status_code == 404
    assert ask(client, case.claim).status_code == 404


def test_a_claim_that_is_merged_leads_to_its_heir_at_once(
    case: Case, client: Client
) -> None:
    tag = ask(client, case.claim)["ETag"]
    make.move_claim(
        case.claim, WorkflowState.ARCHIVED, at=timezone.now(), merged_into=case.other
    )
    assert ask(client, case.claim, tag).status_code == 301

    make.move_claim(case.other, WorkflowState.DRAFT, at=timezone.now())
    assert ask(client, case.claim, tag).status_code == 200


def test_a_deadline_that_passes_ends_the_page(case: Case, client: Client) -> None:
    now = timezone.now()
    make.add_inquiry(
        case.claim, case.moscow, at=now, deadline=now + timedelta(seconds=1.5)
    )
    settled(case.claim)
    first = ask(client, case.claim)
    assert ask(client, case.claim, first["ETag"]).status_code == 304

    while timezone.now() < now + timedelta(seconds=1.5):
        pass

    assert ask(client, case.claim, first["ETag"]).status_code == 200
    assert words(ask(client, case.claim)) == made_now(client, case.claim)
    assert words(ask(client, case.claim)) != words(first)


def test_a_page_without_a_date_ahead_holds_to_the_end_of_the_day(
    case: Case, client: Client
) -> None:
    settled(case.claim)

    tag = ask(client, case.claim)["ETag"]

    until = int(tag.strip('"').partition("-")[0]) / 1e6
    ahead = until - timezone.now().timestamp()
    assert ahead > 3600 or timezone.now().hour >= 22


def test_who_is_logged_in_gets_a_page_of_their_own(case: Case, client: Client) -> None:
    tag = ask(client, case.claim)["ETag"]
    client.force_login(User.objects.get())

    answer = ask(client, case.claim, tag)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer


def test_a_stranger_with_an_old_session_gets_the_kept_page(
    case: Case, client: Client
) -> None:
    tag = ask(client, case.claim)["ETag"]
    client.cookies["sessionid"] = "long-gone"

    assert ask(client, case.claim, tag).status_code == 304


@pytest.mark.parametrize("query", ["as_of=2025-04-09", "lang=xx", "utm_source=x"])
def test_only_the_present_at_its_own_address_is_kept(
    case: Case, client: Client, query: str
) -> None:
    answer = client.get(f"/claims/{case.claim.slug}/?{query}")

    assert answer.status_code == 200
    assert "ETag" not in answer


def test_each_language_has_its_own_page(case: Case, client: Client) -> None:
    address = f"/claims/{case.claim.slug}/"
    tags = {
        client.get(address, headers={"accept-language": language})["ETag"]
        for language in ("en", "uk", "ru", "de")
    }

    assert len(tags) == 3


def test_redis_that_is_gone_costs_no_page(
    case: Case, client: Client, settings: Settings
) -> None:
    gone = settings.CACHES["pages"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"pages": gone}

    assert ask(client, case.claim).status_code == 200
    shelf.forget()
    began = timezone.now()
    assert ask(client, case.claim).status_code == 200
    assert timezone.now() - began < timedelta(seconds=5)


OTHER = """
import sys
import django
django.setup()
from django.test import Client
for line in sys.stdin:
    answer = Client(headers={"host": "127.0.0.1"}).get(line.strip())
    print(answer["ETag"], "Confirmed" in answer.content.decode(), flush=True)
"""


def test_another_process_shows_the_change_as_well(
    case: Case, client: Client, worker_environment: dict[str, str]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OTHER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=worker_environment,
    ) as process:
        assert process.stdin
        assert process.stdout

        def seen() -> tuple[str, str]:
            print(f"/claims/{case.claim.slug}/", file=process.stdin, flush=True)
            assert process.stdout
            tag, said = process.stdout.readline().split()
            return tag, said

        tag, said = seen()
        assert (tag, said) == (ask(client, case.claim)["ETag"], "False")

        make.add_status(case.claim, Status.CONFIRMED, at=timezone.now())

        tag, said = seen()
        assert (tag, said) == (ask(client, case.claim)["ETag"], "True")
        process.stdin.close()
