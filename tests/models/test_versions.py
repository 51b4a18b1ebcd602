"""Whatever writes something that a claim's page shows raises the claim's version."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import day
from tests.models.writes import WRITES, number, site, whole_case
from tests.reader.cases import Case
from tracker import models as m
from tracker.rules.vocabulary import (
    CitationState,
    Status,
    WorkflowState,
)

pytestmark = pytest.mark.django_db

TABLE = re.compile(r"\b(tracker_\w+|auth_\w+)\b")
# The versions themselves, and the address of a source, which the database keeps.
UNMOVED = {"tracker_claimversion", "tracker_siteversion", "tracker_source"}


@pytest.fixture
def case() -> Case:
    return whole_case()


def test_every_table_that_the_page_reads_is_written_to_below(
    case: Case, client: Client
) -> None:
    with CaptureQueriesContext(connection) as queries:
        for slug in (case.claim.slug, case.other.slug):
            assert client.get(f"/claims/{slug}/").status_code == 200

    read = {name for query in queries for name in TABLE.findall(query["sql"])}

    missing = read - UNMOVED - set(WRITES)
    assert not missing, "give it a trigger as in migration 0024, and a line in WRITES"


@pytest.mark.parametrize("table", WRITES)
def test_a_write_raises_the_version(case: Case, table: str) -> None:
    before, site_before = number(case.claim), site()

    WRITES[table](case)

    assert (number(case.claim), site()) > (before, site_before)


# The other claim is related to this one, and superseded by it.
AROUND = ("wording", "workflow", "relation", "party", "place", "topic")
AROUND_TABLES = [
    *(f"tracker_claim{name}" for name in AROUND),
    *(f"tracker_{name}" for name in ("claim", "position", "silence", "inquiry")),
    *(f"tracker_{name}" for name in ("citation", "citationassessment", "statusparty")),
    *(f"tracker_{name}" for name in ("statuschange", "sourceprofile")),
]


@pytest.mark.parametrize("table", AROUND_TABLES)
def test_a_write_raises_the_claims_that_name_the_claim(case: Case, table: str) -> None:
    before = number(case.other)

    WRITES[table](case)

    assert number(case.other) > before


def test_a_write_raises_claims_that_lead_to_one_merged_into_this(case: Case) -> None:
    old, named = make.add_claim(), make.add_claim()
    make.move_claim(old, WorkflowState.ARCHIVED, at=day(20), merged_into=case.claim)
    make.add_status(named, Status.SUPERSEDED, at=day(9), superseded_by=old)
    before = number(old), number(named)

    make.move_claim(case.claim, WorkflowState.IN_REVIEW, at=day(21))

    assert (number(old), number(named)) == (before[0] + 1, before[1] + 1)


def test_a_correction_raises_both_claims(case: Case) -> None:
    stranger = make.add_claim()
    moved = make.add_position(stranger, case.moscow, at=day(9))
    before = number(case.claim), number(stranger)

    make.add_position(
        case.claim, case.moscow, at=day(9), corrects=moved, reason="It belongs here."
    )

    assert (number(case.claim), number(stranger)) == (before[0] + 1, before[1] + 1)


def test_a_source_raises_the_claims_that_cite_what_carries_its_word(case: Case) -> None:
    agency = make.add_source()
    middle = make.add_source(origin_source=agency)
    m.SourceProfile.objects.create(source=case.source, origin_source=middle)
    before = number(case.claim)

    m.SourceProfile.objects.create(source=agency, publisher="The Agency")

    assert number(case.claim) == before + 1


def test_a_look_that_saw_the_same_on_the_same_day_raises_nothing(case: Case) -> None:
    before = number(case.claim)
    look = make.add_check(case.source, at=day(11, hour=20))
    make.add_citation_check(look, case.citation, CitationState.GONE)
    assert number(case.claim) == before

    look = make.add_check(case.source, at=day(12))
    make.add_citation_check(look, case.citation, CitationState.GONE)
    assert number(case.claim) > before


def test_a_stranger_is_left_alone(case: Case) -> None:
    stranger = make.add_claim()
    before = number(stranger)

    for write in WRITES.values():
        write(case)

    assert number(stranger) == before


@pytest.mark.django_db(transaction=True)
def test_a_transaction_raises_a_version_once_and_at_its_end() -> None:
    claim, party = make.add_claim(), make.add_party()
    before = m.ClaimVersion.objects.get(claim=claim).number

    with transaction.atomic():
        make.add_position(claim, party, at=day(20))
        make.add_silence(claim, party, at=day(20))
        assert m.ClaimVersion.objects.get(claim=claim).number == before

    assert m.ClaimVersion.objects.get(claim=claim).number == before + 1
    assert left() == 0


def test_a_savepoint_that_is_taken_back_leaves_no_trace(case: Case) -> None:
    before = number(case.claim)

    with transaction.atomic():
        make.add_position(case.claim, case.moscow, at=day(20))
        transaction.set_rollback(True)
    make.add_silence(make.add_claim(), case.kyiv, at=day(20))

    assert number(case.claim) == before
    assert left() == 0


def left() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tracker_touched")
        return int(cursor.fetchone()[0])


def reads_of(table: str) -> int:
    """How often this transaction has gone through a table, by whatever way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables"
            " WHERE relname = %s",
            [table],
        )
        return int(cursor.fetchone()[0])


def test_a_capture_asks_once_who_cites_the_page_however_many_claims(case: Case) -> None:
    found = []
    for claims in (0, 30):
        for _ in range(claims):
            make.add_claim()
        number(case.claim)
        before = reads_of("tracker_citation")
        text = f"As {claims} more claims stood."
        make.add_snapshot(case.citation.source, text, at=day(20 + claims // 30))
        number(case.claim)
        found.append(reads_of("tracker_citation") - before)

    assert found[0] == found[1]
