"""Twenty rows cost as many queries as ten."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_silence,
    add_snapshot,
    add_source,
    add_status,
    day,
)
from tests.reader.reading import read
from tracker.models import Claim, Party, Source
from tracker.rules.vocabulary import Role

pytestmark = pytest.mark.django_db


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        read(client, address)
    return len(queries)


def grow(client: Client, address: str, add: Callable[[], None]) -> tuple[int, int]:
    """What an address costs with ten rows and with twenty."""
    found = []
    for _ in range(2):
        for _ in range(10):
            add()
        found.append(cost(client, address))
    return found[0], found[1]


@pytest.fixture
def claim() -> Claim:
    return add_claim("grows")


@pytest.fixture
def party() -> Party:
    return add_party("grows")


@pytest.fixture
def source() -> Source:
    return add_source()


def test_the_claim_list(client: Client, party: Party) -> None:
    def add() -> None:
        claim = add_claim()
        add_role(claim, party)
        add_position(claim, party, at=day(8))
        add_status(claim, at=day(9), parties=(party,))

    ten, twenty = grow(client, "/claims/", add)

    assert ten == twenty


def test_a_claim_with_more_positions_and_silences(client: Client, claim: Claim) -> None:
    def add() -> None:
        speaker, silent = add_party(), add_party()
        add_role(claim, speaker, Role.AFFECTED, is_expected=True)
        add_role(claim, silent, Role.ACCUSED, is_expected=True)
        add_position(claim, speaker, at=day(8))
        add_silence(claim, silent, at=day(8))

    ten, twenty = grow(client, "/claims/grows/", add)

    assert ten == twenty


def test_a_claim_with_more_evidence(client: Client, claim: Claim) -> None:
    def add() -> None:
        source = add_source()
        snapshot = add_snapshot(source, source.url, at=day(8))
        citation = add_citation(claim, source, at=day(8), snapshot=snapshot)
        add_citation_check(add_check(source, at=day(9)), citation)

    ten, twenty = grow(client, "/claims/grows/", add)

    assert ten == twenty


def test_a_history_with_more_decisions(client: Client, claim: Claim) -> None:
    def add() -> None:
        add_status(claim, at=day(9), parties=(add_party(),))

    ten, twenty = grow(client, "/claims/grows/history/", add)

    assert ten == twenty


def test_the_register_of_parties(client: Client, claim: Claim) -> None:
    ten, twenty = grow(client, "/parties/", lambda: _add_part(claim, add_party()))

    assert ten == twenty


def test_a_party_with_more_claims(client: Client, party: Party) -> None:
    def add() -> None:
        claim = add_claim()
        _add_part(claim, party)
        add_position(claim, party, at=day(8))

    ten, twenty = grow(client, "/parties/grows/", add)

    assert ten == twenty


def test_the_list_of_sources(client: Client, claim: Claim) -> None:
    def add() -> None:
        add_citation(claim, add_source(), at=day(8))

    ten, twenty = grow(client, "/sources/", add)

    assert ten == twenty


def test_a_source_with_more_checks_and_quotations(
    client: Client, claim: Claim, source: Source
) -> None:
    def add() -> None:
        snapshot = add_snapshot(source, f"{source.snapshots.count()}", at=day(8))
        citation = add_citation(claim, source, at=day(8), snapshot=snapshot)
        check = add_check(source, at=day(9), snapshot=snapshot)
        add_citation_check(check, citation)

    ten, twenty = grow(client, f"/sources/{source.pk}/", add)

    assert ten == twenty


def test_a_snapshot_with_more_quotations(
    client: Client, claim: Claim, source: Source
) -> None:
    snapshot = add_snapshot(source, "These are the exact words.", at=day(8))

    def add() -> None:
        add_citation(claim, source, at=day(8), snapshot=snapshot)

    ten, twenty = grow(client, f"/snapshots/{snapshot.body_id}/", add)

    assert ten == twenty


def _add_part(claim: Claim, party: Party) -> None:
    add_role(claim, party)
