"""The founding case, as small as it can be and still have every kind of fact."""

from dataclasses import dataclass
from datetime import timedelta

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_relation,
    add_role,
    add_silence,
    add_snapshot,
    add_source,
    add_status,
    day,
)
from tracker.models import Citation, Claim, Party, Snapshot, Source
from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    PartyKind,
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
)

WORDS = "Our troops hold positions in the Belgorod region."
TEXT = f"First line of the page.\n{WORDS} More is to come.\nThe last line."


@dataclass(frozen=True)
class Case:
    claim: Claim
    other: Claim
    kyiv: Party
    moscow: Party
    belgorod: Party
    sbu: Party
    source: Source
    snapshot: Snapshot
    citation: Citation


def founding_case() -> Case:
    """Kyiv holds positions in Belgorod; Moscow is silent, its region is not.

    8 April: claimed. 10 April: unconfirmed by Moscow. 26 April: Moscow acknowledges.
    27 April: confirmed.
    """
    kyiv = add_party("kyiv", name="Kyiv", names={"en": "Kyiv", "uk": "Київ"})
    sbu = add_party(
        "sbu", name="SBU", kind=PartyKind.MINISTRY, parent=kyiv, speaks_for_parent=True
    )
    moscow = add_party("moscow", name="Moscow")
    belgorod = add_party(
        "belgorod",
        name="Belgorod's authorities",
        kind=PartyKind.REGIONAL_AUTHORITY,
        parent=moscow,
    )
    claim = add_claim(
        "belgorod-positions",
        statements={
            "en": "Ukrainian troops hold positions in the Belgorod region.",
            "uk": "Українські війська тримають позиції в Бєлгородській області.",
        },
    )
    other = add_claim("kursk-positions", statement="Operations go on in Kursk.")
    add_relation(other, RelationKind.PART_OF, claim)
    add_role(claim, kyiv, Role.CLAIMANT)
    add_role(claim, moscow, Role.AFFECTED, is_burdened=True, is_expected=True)
    add_role(claim, belgorod, Role.THIRD_PARTY)
    said = add_position(
        claim,
        sbu,
        Stance.ACKNOWLEDGES,
        at=day(8),
        gist="says that its troops hold positions",
        speaker="A. Spokeswoman",
    )
    asked = add_inquiry(
        claim, moscow, at=day(8, hour=14), deadline=day(9), asked_by="the desk"
    )
    add_silence(claim, moscow, SilenceKind.ASKED_NO_RESPONSE, at=day(9), inquiry=asked)
    add_silence(claim, moscow, at=day(12, hour=9))
    add_position(
        claim,
        belgorod,
        Stance.ACKNOWLEDGES_PARTLY,
        at=day(9, hour=15),
        gist="acknowledge military activity",
    )
    add_status(
        claim,
        at=day(10),
        parties=(moscow,),
        reason="Nobody but Kyiv has said so.",
        author="An Editor",
    )
    source = add_source(
        "https://news.example/belgorod",
        title="Troops hold positions",
        origin_party=kyiv,
    )
    snapshot = add_snapshot(source, TEXT, at=day(8, hour=13))
    start = TEXT.index(WORDS)
    citation = add_citation(
        claim,
        source,
        at=day(8),
        exact=WORDS,
        start=start,
        end=start + len(WORDS),
        snapshot=snapshot,
        position=said,
        bearing=Bearing.REPEATS,
        translation="",
    )
    for number, state in enumerate(
        (CitationState.EXACT, CitationState.EXACT, CitationState.GONE)
    ):
        at = day(9) + timedelta(days=number)
        add_citation_check(add_check(source, at=at), citation, state)
    return Case(claim, other, kyiv, moscow, belgorod, sbu, source, snapshot, citation)


def moscow_acknowledges(case: Case) -> None:
    """26 April: the silence ends; the status follows a day later."""
    add_position(
        case.claim,
        case.moscow,
        Stance.ACKNOWLEDGES,
        at=day(26),
        gist="says that it was so",
    )


def desk_confirms(case: Case) -> None:
    """27 April."""
    add_status(
        case.claim,
        Status.CONFIRMED,
        at=day(27),
        parties=(case.moscow,),
        reason="Moscow says so itself.",
        author="Another Editor",
    )
