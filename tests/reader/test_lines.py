"""A line of a list that is kept is the line that would be made now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as make
from tests.models.writes import WRITES, whole_case
from tests.reader.cases import Case
from tests.reader.test_kept import MADE_AT, settled
from tracker.models import Claim, ClaimVersion
from tracker.reader import lines
from tracker.reader.lines import Lines
from tracker.reader.pages.claims import LINES
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import Status

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/claims/"


def shown(client: Client, language: str = "en") -> str:
    page = client.get(LIST, headers={"accept-language": language})
    return MADE_AT.sub("", page.content.decode())


def made_now(client: Client, language: str = "en") -> str:
    """The list as nobody kept it: inside a transaction no line is."""
    with transaction.atomic():
        return shown(client, language)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        shown(client)
    return len(found)


def test_a_line_is_made_once(case: Case, client: Client) -> None:
    settled(case.claim)
    first = shown(client)
    after = queries(client)

    assert shown(client) == first == made_now(client)
    LINES.forget()
    # The facts of the whole record, for as many claims as a page has.
    assert queries(client) > after + 10


def test_every_kind_of_change_is_in_the_list_at_the_next_request(
    client: Client,
) -> None:
    case = whole_case()
    for table, write in WRITES.items():
        shown(client)

        write(case)

        assert shown(client) == made_now(client), table


def test_what_is_written_and_taken_back_is_not_kept(case: Case, client: Client) -> None:
    before = shown(client)

    with transaction.atomic():
        make.add_status(case.claim, Status.FALSE, at=timezone.now())
        connection.check_constraints()
        inside = shown(client)
        transaction.set_rollback(True)

    assert inside != before
    assert shown(client) == before == made_now(client)


def test_each_language_has_its_own(case: Case, client: Client) -> None:
    for language in ("en", "uk", "ru", "en"):
        shown(client, language)
        assert shown(client, language) == made_now(client, language), language


def test_a_past_moment_is_never_kept(case: Case, client: Client) -> None:
    client.get(f"{LIST}?as_of={timezone.now():%Y-%m-%d}")

    assert len(LINES.held) == 0


class Maker:
    """Says when it was asked, and for whom."""

    def __init__(self) -> None:
        self.asked: list[tuple[Sequence[int], datetime]] = []

    def __call__(self, claims: Sequence[int], moment: Moment) -> dict[int, str]:
        self.asked.append((claims, moment.as_of))
        return {claim: f"line {len(self.asked)}" for claim in claims}


def test_a_line_knows_the_change_that_its_version_tells_of(case: Case) -> None:
    """The database's clock may be ahead of ours."""
    ahead = timezone.now() + timedelta(seconds=2)
    ClaimVersion.objects.filter(claim=case.claim).update(changed_at=ahead)
    maker = Maker()

    Lines[str]().of([case.claim.pk], maker)

    [(_, moment)] = maker.asked
    assert moment >= ahead


def test_only_what_is_missing_is_made(case: Case) -> None:
    settled(case.claim)
    kept, maker = Lines[str](), Maker()
    one, other = case.claim.pk, case.other.pk

    first = kept.of([one], maker)
    both = kept.of([one, other], maker)

    assert (first, both) == ({one: "line 1"}, {one: "line 1", other: "line 2"})
    assert [claims for claims, _ in maker.asked] == [[one], [other]]


def test_a_line_is_made_anew_when_its_time_is_over(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(case.claim)
    soon = timezone.now() + timedelta(milliseconds=1)
    monkeypatch.setattr(lines, "holds_until", lambda versions, now: soon)
    kept, maker = Lines[str](), Maker()
    kept.of([case.claim.pk], maker)
    while timezone.now() <= soon:
        pass

    assert kept.of([case.claim.pk], maker) == {case.claim.pk: "line 2"}


def test_the_oldest_make_room(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MANY", 1)
    kept, maker = Lines[str](), Maker()

    kept.of([one.pk for one in Claim.objects.all()], maker)

    assert len(kept.held) == 1
