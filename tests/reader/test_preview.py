"""A page as readers would see it, for people of the desk only."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.conftest import person
from tests.factories import add_claim
from tests.reader.cases import Case, founding_case
from tracker.models import ClaimWording, StatusChange
from tracker.review.roles import AUDITOR, EDITOR
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

DRAFT = "/claims/a-draft/preview/"


@pytest.fixture
def editor(db: None) -> User:
    add_claim("a-draft", state=WorkflowState.DRAFT)
    return person("editor", EDITOR)


def test_a_draft_is_previewed_and_marked_as_such(client: Client, editor: User) -> None:
    client.force_login(editor)

    answer = client.get(DRAFT)

    assert answer.status_code == 200
    assert "Preview for the desk." in answer.content.decode()
    assert "Readers cannot open this page yet." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.content.decode()
    assert client.get("/claims/a-draft/").status_code == 404


@pytest.mark.parametrize("who", ["nobody", "a stranger", "a reader"])
def test_nobody_else_learns_that_there_is_a_draft(
    client: Client, editor: User, who: str
) -> None:
    if who == "a stranger":
        client.force_login(person("stranger"))
    if who == "a reader":
        client.force_login(person("reader", EDITOR, is_staff=False))

    assert client.get(DRAFT).status_code == 404
    assert client.post(DRAFT, {"status": "false"}).status_code == 404


def test_an_auditor_reads_it(client: Client, editor: User) -> None:
    client.force_login(person("auditor", AUDITOR))
    assert client.get(DRAFT).status_code == 200


def test_a_form_is_previewed_and_nothing_is_written(
    client: Client, editor: User
) -> None:
    case: Case = founding_case()
    client.force_login(editor)
    before = StatusChange.objects.count(), ClaimWording.objects.count()
    form = {
        "status": "false",
        "reason": "The map is of another year.",
        "statement_en": "Ukraine <b>holds</b> positions there.",
    }

    page = client.post(f"/claims/{case.claim.slug}/preview/", form).content.decode()

    assert "The map is of another year." in page
    assert "Ukraine &lt;b&gt;holds&lt;/b&gt; positions there." in page
    assert "nothing of that is saved" in page
    assert (StatusChange.objects.count(), ClaimWording.objects.count()) == before


@pytest.mark.parametrize(
    "form",
    [
        {"status": "x"},
        {"status": "false", "parties": "²"},
        {"status": "unconfirmed", "parties": "9" * 30},
        {"status": "superseded", "superseded_by": "9" * 30},
    ],
)
def test_a_form_in_disorder_is_previewed_as_far_as_it_goes(
    client: Client, editor: User, form: dict[str, str]
) -> None:
    client.force_login(editor)
    assert client.post(DRAFT, form).status_code == 200
