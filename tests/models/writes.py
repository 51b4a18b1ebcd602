"""A write to each table that a claim's page reads, and the versions that it raises."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.contrib.auth.models import User
from django.db import connection

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

NAMES = {"en": "Another name"}


def number(claim: m.Claim) -> int:
    """The version, as it would be if the transaction of the test ended here."""
    connection.check_constraints()
    return m.ClaimVersion.objects.get(claim=claim).number


def site() -> int:
    connection.check_constraints()
    found = m.SiteVersion.objects.first()
    return found.number if found else 0


def whole_case() -> Case:
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
