"""The list of claims: searched in any language, narrowed by links, at one cost."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.admin.conftest import Desk
from tests.admin.test_budgets import cost
from tests.admin.test_budgets import fill as fill_claims
from tests.factories import add_claim
from tracker.models import ClaimTopic, ClaimWording, Topic
from tracker.models.claim import STATEMENT_WORDS
from tracker.review.claims import set_role
from tracker.review.subjects import set_topics
from tracker.rules.vocabulary import WorkflowState

LIST = "/admin/tracker/claim/"


def found(client: Client, **asked: str) -> set[str]:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return {claim.slug for claim in answer.context["cl"].result_list}


@pytest.fixture
def worded(desk: Desk) -> Desk:
    for language, words in (
        ("en", "Two men were captured near Bilohorivka"),
        ("uk", "Двох чоловіків захоплено біля Білогорівки"),
        ("ru", "Двое мужчин захвачены у Белогоровки"),
    ):
        ClaimWording.objects.create(
            claim=desk.claim, language=language, statement=words
        )
    return desk


@pytest.mark.parametrize(
    "words", ["bilohorivka men", "чоловіків захоплен", "МУЖЧИН", "capt", "captured"]
)
def test_a_claim_is_found_by_its_statement_in_any_language(
    at_work: Client, worded: Desk, words: str
) -> None:
    assert found(at_work, q=words) == {"captured"}


@pytest.mark.parametrize("words", ["grain", "'; --", "men & !", "\u202e", "%"])
def test_other_words_find_nothing_and_break_nothing(
    at_work: Client, worded: Desk, words: str
) -> None:
    found(at_work, q=words)


def test_a_slug_is_found(at_work: Client, desk: Desk) -> None:
    assert found(at_work, q="later") == {"later"}


def test_claims_are_narrowed_by_work_and_status(at_work: Client, desk: Desk) -> None:
    add_claim("new", state=WorkflowState.DRAFT)

    assert found(at_work, state="draft") == {"new"}
    assert found(at_work, status="unconfirmed") == {"captured"}
    assert found(at_work, status="none") == {"later", "new"}


def test_claims_are_narrowed_by_a_topic_until_it_ends(
    at_work: Client, desk: Desk
) -> None:
    assert found(at_work, topic="fighters") == {"captured"}

    set_topics(desk.claim, [], by=None, now=timezone.now())

    assert found(at_work, topic="fighters") == set()


def test_claims_are_narrowed_by_a_party_until_its_part_ends(
    at_work: Client, desk: Desk
) -> None:
    assert found(at_work, party="moscow") == {"captured"}

    set_role(desk.claim, desk.moscow, role=None, by=None, now=timezone.now())

    assert found(at_work, party="moscow") == set()


def test_claims_are_narrowed_by_the_year_that_they_were_added(
    at_work: Client, desk: Desk
) -> None:
    year = desk.claim.added_at.year

    assert "captured" in found(at_work, added_at__year=str(year))
    assert found(at_work, added_at__year="1999") == set()


@pytest.mark.parametrize("asked", ["", "?q=kyiv", "?topic=fighters", "?party=moscow"])
def test_ten_claims_and_a_hundred_cost_the_same(
    at_work: Client, desk: Desk, asked: str
) -> None:
    fill_claims(10)
    cost(at_work, LIST + asked)
    before = cost(at_work, LIST + asked)

    fill_claims(90)

    assert cost(at_work, LIST + asked) <= before
    assert before <= 20


def test_an_ended_topic_that_is_given_again_counts(at_work: Client, desk: Desk) -> None:
    topic = Topic.objects.get(slug="fighters")
    for is_ended in (True, False):
        ClaimTopic.objects.create(claim=desk.claim, topic=topic, is_ended=is_ended)

    assert found(at_work, topic="fighters") == {"captured"}


def test_one_index_finds_words_for_the_list_and_for_likenesses(db: None) -> None:
    words = SearchQuery("bridge:*", search_type="raw", config="simple")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    rows = ClaimWording.objects.order_by()
    listed = rows.filter(statement__words="bridge")
    alike = rows.alias(said=STATEMENT_WORDS).filter(said=words)

    assert "claim_wording_words" in listed.explain()
    assert "claim_wording_words" in alike.explain()
