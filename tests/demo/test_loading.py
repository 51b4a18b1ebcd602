"""Loading the demo desk: it makes what its values say, once, whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tracker import models
from tracker.demo import accounts, desk, loading
from tracker.demo.outlets import origins
from tracker.engine.anchor import locate
from tracker.engine.types import Quote
from tracker.models.as_of import record
from tracker.models.base import WorldFact
from tracker.review.proposals import kept
from tracker.review.roles import ROLES
from tracker.rules.facts import Moment
from tracker.rules.headline import headline
from tracker.rules.label import label
from tracker.rules.phrases import phrase
from tracker.rules.status import public_status
from tracker.rules.vocabulary import CitationState, ReviewState, Status

SLUGS = {claim.number: claim.slug for claim in desk.CLAIMS}
END = datetime(2025, 4, 27, tzinfo=UTC)
EVERYTHING = (
    models.Party,
    models.Claim,
    models.Source,
    models.Snapshot,
    models.Citation,
    models.Position,
    models.Silence,
    models.Inquiry,
    models.StatusChange,
    models.Watch,
    models.Suggestion,
    User,
)
LABELS = {
    1: "Unconfirmed by Moscow and Beijing",
    2: "Unconfirmed by Moscow and Beijing",
    3: "Denied by Beijing",
    4: "Unconfirmed by Moscow",
    5: "Unconfirmed by Kyiv",
    6: "Unconfirmed; Moscow not yet checked",
    7: "Unconfirmed by Kyiv",
    8: "Confirmed by Moscow",
    9: "Unconfirmed by Beijing",
    10: "Unverifiable",
    11: "Unconfirmed; Kyiv not yet checked",
}


def silently(line: str) -> None:
    return


@pytest.fixture(scope="module")
def _loaded_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The demo desk, loaded once for all tests of this file and then taken back."""
    var = tmp_path_factory.mktemp("var")
    folders = override_settings(VAR=var, MEDIA_ROOT=var / "archive")
    with folders, django_db_blocker.unblock(), transaction.atomic():
        loading.load(origins=origins(), say=silently)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded_once: None, db: None) -> None:
    """What a test does to the desk is taken back after it."""


def label_of(number: int, at: datetime = END) -> str:
    """A claim's label as its page shows it at a moment."""
    moment = Moment(at, at)
    known = record(models.Claim.objects.get(slug=SLUGS[number]), moment)
    return label(
        public_status(known, moment),
        record=known,
        moment=moment,
        translate=phrase("en"),
        language="en",
    )


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in EVERYTHING}


@pytest.mark.usefixtures("loaded")
def test_it_makes_as_many_rows_as_there_are_values() -> None:
    words = sum(len(position.quotes) for position in desk.POSITIONS)
    assert counted() == {
        "Party": len(desk.PARTIES),
        "Claim": len(desk.CLAIMS),
        "Source": len(desk.SOURCES) + len(desk.WATCHES),
        "Snapshot": len(desk.SOURCES),
        "Citation": words + len(desk.EVIDENCE),
        "Position": len(desk.POSITIONS),
        "Silence": len(desk.SILENCES),
        "Inquiry": len(desk.INQUIRIES),
        "StatusChange": len(desk.STATUSES),
        "Watch": len(desk.WATCHES),
        "Suggestion": sum(len(row.suggestions) for row in desk.SUBMISSIONS),
        "User": len(ROLES),
    }


@pytest.mark.usefixtures("loaded")
def test_every_claim_is_published_under_the_label_that_its_facts_deserve() -> None:
    assert {number: label_of(number) for number in LABELS} == LABELS
    moment = Moment(END, END)
    assert models.Claim.objects.published(moment).count() == len(LABELS)


@pytest.mark.usefixtures("loaded")
def test_the_founding_case_reads_as_the_design_says() -> None:
    moment = Moment(END, END)
    known = record(models.Claim.objects.get(slug=SLUGS[4]), moment)
    assert headline(known, moment, translate=phrase("en"), language="en") == (
        "Unconfirmed by Moscow. Acknowledged by Kyiv; no statement found from Moscow, "
        "last looked 12 April; Belgorod’s authorities acknowledge military "
        "activity near the border"
    )


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2025-02-12T10:00", "Unconfirmed by Moscow and Pyongyang"),
        ("2025-04-09T12:00", "Corroborated by 2 independent origins"),
        ("2025-04-25T12:00", "Corroborated by 2 independent origins"),
        ("2025-04-26T12:30", "Confirmed by Moscow"),
    ],
)
def test_time_travel_shows_what_the_desk_had_concluded_by_then(
    at: str, said: str
) -> None:
    assert label_of(8, datetime.fromisoformat(at).replace(tzinfo=UTC)) == said


@pytest.mark.usefixtures("loaded")
def test_nothing_claims_to_have_been_written_down_today() -> None:
    facts: list[type[WorldFact]] = [
        models.Position,
        models.Silence,
        models.Inquiry,
        models.Citation,
        models.StatusChange,
    ]
    for table in facts:
        assert not table._default_manager.filter(recorded_at__gt=END).exists()
    assert not models.Snapshot.objects.filter(captured_at__gt=END).exists()


@pytest.mark.usefixtures("loaded")
def test_no_status_waits_for_a_second_decision_when_the_demo_begins() -> None:
    assert not models.ReviewItem.objects.open().exists()
    closed = models.ReviewItem.objects.filter(state=ReviewState.RESOLVED)
    assert {item.claim.slug for item in closed if item.claim} == {SLUGS[3], SLUGS[8]}


@pytest.mark.usefixtures("loaded")
def test_each_decision_but_the_deliberate_one_is_what_the_rules_proposed() -> None:
    for change in models.StatusChange.objects.all():
        proposal = kept(change)
        assert proposal is not None
        differs = proposal.status.value != change.status
        assert differs == (change.status == Status.UNVERIFIABLE)


@pytest.mark.usefixtures("loaded")
def test_every_citation_stands_where_it_says_in_its_snapshot() -> None:
    for row in models.Citation.objects.select_related("snapshot"):
        text = models.Extraction.objects.get(snapshot=row.snapshot).full
        found = locate(Quote(row.exact, row.prefix, row.suffix, row.start), text)
        assert found.state in {CitationState.EXACT, CitationState.EXACT_TYPOGRAPHIC}
        assert (found.start, found.end) == (row.start, row.end)


@pytest.mark.usefixtures("loaded")
def test_every_source_is_due_at_once() -> None:
    now = datetime.now(UTC)
    assert models.Source.objects.due(now).count() == models.Source.objects.count()


@pytest.mark.usefixtures("loaded")
def test_loading_again_says_so_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = counted()
    call_command("demo", "load")
    assert counted() == before
    assert "has claims already" in capsys.readouterr().out


@pytest.mark.usefixtures("loaded")
def test_the_accounts_open_and_only_their_owner_can_read_the_file() -> None:
    assert [account.name for account in accounts.kept()] == list(ROLES)
    assert all(account.password for account in accounts.kept())
    assert accounts.file().stat().st_mode & 0o777 == 0o600
    assert User.objects.get(username="editor").has_perm("tracker.add_statuschange")
    assert not User.objects.get(username="editor").has_perm("tracker.add_watch")
    assert User.objects.get(username="chief").has_perm("tracker.add_watch")


@pytest.mark.usefixtures("loaded")
def test_a_password_that_was_changed_is_not_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chief = User.objects.get(username="chief")
    chief.set_password("another one than before")
    chief.save()
    call_command("demo", "accounts")
    told = capsys.readouterr().out
    assert "manage.py changepassword chief" in told
    assert f"editor / {accounts.read()['editor']}" in told
