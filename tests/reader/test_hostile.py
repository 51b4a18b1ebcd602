"""Hostile text is only text, and a hostile address gets a clean answer."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    add_citation,
    add_claim,
    add_party,
    add_position,
    add_role,
    add_source,
    add_status,
    day,
)
from tests.reader.cases import founding_case
from tests.reader.reading import OURS, read
from tracker.models import Claim

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
TURN = "\u202e"
# The structured data of a claim's page: no `<` can be in it.
DATA = re.compile(r'<script type="application/ld\+json">[^<]*</script>')

PAGES = (
    "/",
    "/claims/",
    "/claims/belgorod-positions/",
    "/claims/belgorod-positions/history/",
    "/parties/",
    "/parties/moscow/",
    "/sources/",
    "/methodology/",
    "/changes/",
    "/corrections/",
    "/topics/",
    "/places/",
    "/figures/",
)
CLEAN = {200, 301, 400, 404}
PATIENT = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def add_hostile(text: str) -> Claim:
    """Everything that a person or a page can write is the text."""
    claim = add_claim("hostile", statement=text, context=text)
    party = add_party("hostile-party", name=text)
    add_role(claim, party)
    position = add_position(claim, party, at=day(8), gist=text, speaker=text)
    source = add_source("https://a.example/?q=%22%3E", title=text, publisher=text)
    add_citation(
        claim,
        source,
        at=day(8),
        exact=text,
        translation=text,
        translator=text,
        position=position,
    )
    add_status(claim, at=day(9), parties=(party,), reason=text, author=text)
    return claim


def addresses(claim: Claim) -> list[str]:
    source = claim.citations.values_list("source", flat=True)[0]
    return [
        "/",
        "/claims/",
        "/claims/hostile/",
        "/claims/hostile/history/",
        "/parties/",
        "/parties/hostile-party/",
        "/sources/",
        f"/sources/{source}/",
        "/changes/",
        "/figures/",
    ]


def test_markup_in_the_record_is_shown_and_not_obeyed(client: Client) -> None:
    for address in addresses(add_hostile(SCRIPT)):
        page = DATA.sub("", read(client, address).replace(OURS, ""))

        assert "<script" not in page, address
        assert "<img" not in page, address
        assert "&lt;script&gt;" in page, address


def test_marks_that_turn_text_stay_inside_their_own_element(client: Client) -> None:
    add_hostile(f"{TURN}txt.exe")

    page = read(client, "/claims/hostile/")

    headline = page.partition('<section class="verdict')[2].partition("</section>")[0]
    before_decision = headline.partition('<p class="decision">')[0]
    assert TURN not in before_decision
    assert f'dir="auto">{TURN}txt.exe</h1>' in page


def test_a_script_in_the_address_does_not_come_back(client: Client) -> None:
    page = read(client, f"/claims/?q={SCRIPT}")

    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "asked",
    [
        "as_of=yesterday",
        "as_of=2025-13-01",
        "as_of=2025-04-09T25:00",
        "as_of=%00",
        "as_of=9999-12-31T23:59:59-23:00",
        "known_at=0001-01-01T00:00%2B23:00",
        "known_at=" + "9" * 5000,
    ],
)
@pytest.mark.parametrize("page", ["/claims/", "/parties/", "/parties/moscow/"])
def test_a_moment_in_no_known_form_is_explained(
    client: Client, page: str, asked: str
) -> None:
    founding_case()

    answer = read(client, f"{page}?{asked}", status=400)

    assert "?as_of=2025-04-09" in answer


@pytest.mark.parametrize(
    "asked",
    ["status=maybe", "stance=denies", "sort=x", "after=x", "said_to=x", "topic=%00"],
)
def test_a_list_refuses_what_it_does_not_have(client: Client, asked: str) -> None:
    read(client, f"/claims/?{asked}", status=400)


@pytest.mark.parametrize(
    "address",
    [
        "/claims/no-such-claim/",
        "/claims/no-such-claim/history/",
        "/claims/%D1%8F/",
        "/parties/nobody/",
        "/sources/0/",
        "/sources/99999999999999999999999999/",
        "/snapshots/zz/",
        "/snapshots/" + "0" * 64 + "/",
        "/nothing/at/all",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert "Not found" in read(client, address, status=404)


def test_a_page_is_only_read(client: Client) -> None:
    founding_case()

    assert client.post("/claims/belgorod-positions/").status_code == 405
    assert client.head("/claims/belgorod-positions/").status_code == 200


@PATIENT
@given(
    page=st.sampled_from(PAGES),
    asked=st.dictionaries(
        st.sampled_from(
            [
                "as_of",
                "known_at",
                "q",
                "status",
                "page",
                "lang",
                "kind",
                "party",
                "topic",
                "place",
                "before",
            ]
        ),
        st.one_of(
            st.text(max_size=60),
            st.datetimes().map(str),
            st.dates().map(str),
            st.integers().map(str),
        ),
        max_size=4,
    ),
)
def test_no_question_breaks_a_page(
    client: Client, page: str, asked: dict[str, str]
) -> None:
    if not Claim.objects.exists():
        founding_case()

    assert client.get(page, asked).status_code in CLEAN


@PATIENT
@given(
    room=st.sampled_from(["claims", "parties", "sources", "snapshots"]),
    name=st.text(max_size=80),
)
def test_no_name_breaks_a_page(client: Client, room: str, name: str) -> None:
    response = client.get(f"/{room}/{name}/")

    assert response.status_code in CLEAN | {302}
