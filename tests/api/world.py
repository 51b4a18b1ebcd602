"""The founding case in a few rows."""

from dataclasses import dataclass

from tests import factories as make
from tests.factories import day
from tracker.models import Claim, Party, Source
from tracker.rules.vocabulary import (
    CitationState,
    RelationKind,
    Role,
    Stance,
    Status,
)


@dataclass(frozen=True)
class Case:
    claim: Claim
    kyiv: Party
    moscow: Party
    source: Source


def add_case(slug: str = "") -> Case:
    """Kyiv asserts, Moscow is looked for, asked, and denies; one page says so."""
    claim = make.add_claim(
        slug, statements={"en": "Kyiv holds ground.", "uk": "Київ тримає позиції."}
    )
    kyiv, moscow = make.add_party(name="Kyiv"), make.add_party(name="Moscow")
    make.add_role(claim, kyiv)
    make.add_role(claim, moscow, Role.ACCUSED, is_burdened=True, is_expected=True)
    said = make.add_position(claim, kyiv, at=day(2), gist="says it holds ground")
    make.add_silence(claim, moscow, at=day(3))
    make.add_status(claim, at=day(4), parties=(moscow,), reason="Moscow is silent.")
    asked = make.add_inquiry(claim, moscow, at=day(5))
    make.add_position(claim, moscow, Stance.DENIES, at=day(8), answers=asked)
    source = make.add_source(publisher="The Lantern")
    snapshot = make.add_snapshot(source, "He said: the exact words.", at=day(2))
    citation = make.add_citation(
        claim,
        source,
        at=day(2),
        position=said,
        snapshot=snapshot,
        prefix="He said: ",
        start=9,
        end=24,
    )
    check = make.add_check(source, at=day(6), snapshot=snapshot)
    make.add_citation_check(check, citation, CitationState.ALTERED)
    newer = make.add_claim()
    make.add_relation(claim, RelationKind.CONTRADICTS, newer)
    return Case(claim, kyiv, moscow, source)


def decide(case: Case, status: Status, *, at: int) -> None:
    make.add_status(case.claim, status, at=day(at), parties=(case.moscow,))
