"""Whatever writes something that a claim's page shows raises the claim's version."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import day
from tests.reader.cases import Case, founding_case
from tracker import models as m
from tracker.rules.vocabulary import (
    CitationState,
    RelationKind,
    Role,
    SourceState,
    Status,
    WorkflowState,
)

pytestmark = pytest.mark.django_db

TABLE = re.compile(r"\b(tracker_\w+|auth_\w+)\b")
# The versions themselves, and the address of a source, which the database keeps.
UNMOVED = {"tracker_claimversion", "tracker_siteversion", "tracker_source"}
NAMES = {"en": "Another name"}


def number(claim: m.Claim) -> int:
    """The version, as it would be if the transaction of the test ended here."""
    connection.check_constraints()
    return m.ClaimVersion.objects.get(claim=claim).number


def site() -> int:
    connection.check_constraints()
    found = m.SiteVersion.objects.first()
    return found.number if found else 0


@pytest.fixture
def case() -> Case:
    """The founding case, with what it has not: one fact of every kind."""
    found = founding_case()
    editor = User.objects.create_user("editor")
    make.add_status(found.claim, at=day(11), author="", by=editor)
    topic = m.Topic.objects.create(slug="war", names={"en": "War"})
    place = m.Place.objects.create(
        slug="belgorod", names={"en": "Belgorod"}, latitude=50.6, longitude=36.6
    )
    m.ClaimTopic.objects.create(claim=found.claim, topic=topic)
    m.ClaimPlace.objects.create(claim=found.claim, place=place)
    make.add_status(
        found.other, Status.SUPERSEDED, at=day(12), superseded_by=found.claim
    )
    return found


def raise_a_look(case: Case) -> None:
    make.add_check(case.source, at=day(20), source_state=SourceState.DEAD)


def raise_a_quotation(case: Case) -> None:
    look = make.add_check(case.source, at=day(11, hour=13))
    before = number(case.claim)
    make.add_citation_check(look, case.citation, CitationState.ALTERED, matched="x")
    assert number(case.claim) > before


def raise_a_decision(case: Case) -> None:
    make.add_status(case.claim, at=day(20), parties=(case.kyiv,))


def rename(model: type[m.Topic] | type[m.Place]) -> Callable[[Case], object]:
    return lambda case: model.objects.update(names=NAMES)


WRITES: Mapping[str, Callable[[Case], object]] = MappingProxyType(
    {
        "auth_user": lambda case: User.objects.update(username="renamed"),
        "tracker_check": raise_a_look,
        "tracker_citation": lambda case: make.add_citation(case.claim, at=day(20)),
        "tracker_citationassessment": lambda case: make.assess_citation(
            case.citation, at=day(20), credibility=4
        ),
        "tracker_citationcheck": raise_a_quotation,
        "tracker_claim": lambda case: m.Claim.objects.filter(pk=case.claim.pk).update(
            slug="renamed"
        ),
        "tracker_claimparty": lambda case: make.add_role(
            case.claim, case.kyiv, Role.THIRD_PARTY, at=day(20)
        ),
        "tracker_claimplace": lambda case: m.ClaimPlace.objects.create(
            claim=case.claim, place=m.Place.objects.get(), is_ended=True
        ),
        "tracker_claimrelation": lambda case: make.add_relation(
            case.claim, RelationKind.REPEATS, make.add_claim()
        ),
        "tracker_claimtopic": lambda case: m.ClaimTopic.objects.create(
            claim=case.claim, topic=m.Topic.objects.get(), is_ended=True
        ),
        "tracker_claimwording": lambda case: m.ClaimWording.objects.create(
            claim=case.claim, statement="In other words."
        ),
        "tracker_claimworkflow": lambda case: make.move_claim(
            case.claim, WorkflowState.ARCHIVED, at=day(20)
        ),
        "tracker_extraction": lambda case: m.Extraction.objects.create(
            snapshot=case.snapshot, extractor="a newer one"
        ),
        "tracker_inquiry": lambda case: make.add_inquiry(
            case.claim, case.moscow, at=day(20)
        ),
        "tracker_outsidecopy": lambda case: make.add_outside_copy(
            case.source, at=day(20)
        ),
        "tracker_party": lambda case: m.Party.objects.filter(pk=case.kyiv.pk).update(
            slug="renamed"
        ),
        "tracker_partyprofile": lambda case: m.PartyProfile.objects.create(
            party=case.kyiv, names=NAMES, kind="state"
        ),
        "tracker_place": rename(m.Place),
        "tracker_position": lambda case: make.add_position(
            case.claim, case.moscow, at=day(20)
        ),
        "tracker_silence": lambda case: make.add_silence(
            case.claim, case.moscow, at=day(20)
        ),
        "tracker_slugredirect": lambda case: m.SlugRedirect.objects.create(
            old_slug="before", claim=case.claim
        ),
        "tracker_snapshot": lambda case: make.add_snapshot(
            case.source, "Another text.", at=day(20)
        ),
        "tracker_sourceprofile": lambda case: m.SourceProfile.objects.create(
            source=case.source, publisher="Another publisher"
        ),
        "tracker_statuschange": lambda case: make.add_status(case.claim, at=day(20)),
        "tracker_statusparty": raise_a_decision,
        "tracker_topic": rename(m.Topic),
    }
)


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
