"""Importing tables: every error by its line, then the good lines, once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.factories import add_claim, add_party
from tests.jobs.conftest import Import, carry_out, faults, finish
from tracker.jobs import files, queue, work
from tracker.jobs.files import KEPT, forget_old
from tracker.models import (
    Citation,
    Claim,
    ClaimTopic,
    ClaimWorkflow,
    Job,
    Position,
    ReviewItem,
    Source,
    SourceProfile,
    Topic,
    UploadPart,
)
from tracker.review.claims import add_claim as add_draft
from tracker.review.errors import Mismatch, Refused
from tracker.review.status import change_status
from tracker.rules.vocabulary import JobKind, Status, WorkflowState

pytestmark = pytest.mark.django_db

POSITIONS = (
    "claim,party,stance,date,source,words,language,speaker\n"
    "captured,kyiv,asserts,2024-04-12,https://news.example/a,"
    '"two men, captured",en,Staff\n'
    "captured,moscow,denies,13.04.2024,,,,\n"
)


@pytest.fixture
def world(db: None) -> Claim:
    add_party("kyiv")
    add_party("moscow")
    return add_claim("captured", state=WorkflowState.DRAFT)


def test_a_dry_run_writes_nothing_and_says_what_would_be_made(
    look_through: Import, world: Claim
) -> None:
    job = look_through("positions", POSITIONS)

    assert (job.state, job.total, job.done, job.refused) == ("done", 2, 2, 0)
    assert job.made == {"positions": 2, "sources": 1}
    assert not Position.objects.exists()
    assert not Source.objects.exists()


def test_positions_come_in_with_their_words_and_their_sources(
    look_through: Import, world: Claim
) -> None:
    carry_out(look_through("positions", POSITIONS))

    citation = Citation.objects.get()
    assert citation.exact == "two men, captured"
    assert citation.source.url == "https://news.example/a"
    assert citation.position is not None
    assert citation.position.speaker == "Staff"
    assert citation.assessments.get().bearing == "supports"
    assert Position.objects.get(party__slug="moscow").precision == "day"


def test_carrying_out_twice_and_sending_again_make_nothing_twice(
    look_through: Import, world: Claim
) -> None:
    dry = look_through("positions", POSITIONS)
    assert carry_out(dry) == carry_out(dry)

    again = carry_out(look_through("positions", POSITIONS))

    assert again.made == {"already there": 2}
    assert (Position.objects.count(), Source.objects.count()) == (2, 1)


def test_every_error_is_told_by_line_and_column(
    look_through: Import, world: Claim
) -> None:
    job = look_through(
        "positions",
        "claim,party,stance,date,source,words,gist\n"
        "nowhere,kyiv,asserts,2024-04-12,,,\n"
        "captured,kyiv,shouts,04/12/2024,,,\n"
        "captured,kyiv,asserts,2999-01-01,,,\n"
        "captured,kyiv,asserts,2024-04-12,ftp://x.example/,words,\n"
        "captured,kyiv,asserts,2024-04-12,,words,\n"
        "captured,kyiv,asserts\n"
        "captured,kyiv,asserts,2024-04-12,,,a\u202eb\n",
    )

    told = [(line, column) for line, column, _ in faults(job)]
    assert told == [
        (2, "claim"),
        (3, "stance"),
        (3, "date"),
        (4, "date"),
        (5, "source"),
        (6, "source"),
        (7, "date"),
        (8, "gist"),
    ]
    assert job.refused == 7


def test_errors_are_left_out_only_by_a_person_who_says_so(
    look_through: Import, world: Claim
) -> None:
    dry = look_through("positions", POSITIONS + "nowhere,kyiv,asserts,2024-01-01,,,,\n")

    with pytest.raises(Mismatch, match="1 lines have errors"):
        carry_out(dry)
    done = carry_out(dry, leaves_out=True)

    assert (done.done, done.refused, Position.objects.count()) == (3, 1, 2)


def test_claims_come_in_as_drafts_under_their_topics(look_through: Import) -> None:
    Topic.objects.create(slug="war", names={"en": "War"})

    carry_out(
        look_through(
            "claims",
            "slug;statement;statement_uk;topics\none;It is so.;Це так.;war\n"
            "two;That is so.;;\n",
        )
    )

    assert set(ClaimWorkflow.objects.values_list("state", flat=True)) == {"draft"}
    one = Claim.objects.get(slug="one")
    assert one.wordings.count() == 2
    assert ClaimTopic.objects.get().claim == one


def test_slugs_that_clash_are_told_and_same_claims_left_alone(
    look_through: Import,
) -> None:
    add_claim("there", statement="It is there.")
    job = look_through(
        "claims",
        "slug,statement\nthere,It is there.\nthere,Something else.\n"
        "new,One.\nnew,Two.\nnew,One.\nbad slug,x\nhidden,a\u202eb\nempty,\n",
    )

    told = [(line, column) for line, column, _ in faults(job)]
    assert told == [(3, "slug"), (5, "slug"), (7, "slug"), (8, "statement"),
                    (9, "statement")]  # fmt: skip
    assert job.made == {"claims": 1, "already there": 2}


def test_a_dry_run_lists_all_that_the_record_refuses(
    look_through: Import, world: Claim
) -> None:
    long, turned = "x" * 501, "שלום\u200f"
    claims = look_through(
        "claims", f"slug,statement\none,{long}\ntwo,{turned}\nthree,{'x' * 500}\n"
    )
    head = "claim,party,stance,date,source,words,speaker,gist\n"
    said = "captured,kyiv,asserts,2024-04-12,https://news.example/a"
    positions = look_through(
        "positions",
        f"{head}{said},so,Staff,{long}\n{said},so,{turned},\n{said},a\u2028b,,\n"
        f"{said},{'x' * 20_001},,\n{said},{turned},,\n",
    )

    assert [(line, column) for line, column, _ in faults(claims)] == [
        (2, "statement"),
        (3, "statement"),
    ]
    assert [(line, column) for line, column, _ in faults(positions)] == [
        (2, "gist"),
        (3, "speaker"),
        (4, "words"),
        (5, "words"),
    ]
    assert carry_out(claims, leaves_out=True).refused == 2
    assert carry_out(positions, leaves_out=True).refused == 4


def test_what_the_record_writes_otherwise_is_there_already_when_sent_again(
    look_through: Import, world: Claim
) -> None:
    claims = 'slug,statement\none,"Cafe\u0301  was\nhit."\n'
    positions = (
        "claim,party,stance,date,speaker,gist\n"
        "captured,kyiv,asserts,2024-04-12,Cafe\u0301  staff,says\u00ad so\n"
    )
    for kind, text in (("claims", claims), ("positions", positions)):
        carry_out(look_through(kind, text))

        assert look_through(kind, text).made.get("already there") == 1


def test_sources_keep_one_row_an_address_with_the_first_grade(
    look_through: Import,
) -> None:
    text = (
        "address,publisher,reliability,published\n"
        "https://News.example/a#top,The News,B,2024-04-12 10:30\n"
        "https://news.example/a,The News,C,\n"
        "javascript:alert(1),x,A,\n"
        "https://news.example/b,x,Z,\n"
    )
    dry = look_through("sources", text)
    carry_out(dry, leaves_out=True)

    assert [(line, column) for line, column, _ in faults(dry)] == [
        (4, "address"),
        (5, "reliability"),
    ]
    assert Source.objects.get().host.name == "news.example"
    assert SourceProfile.objects.get().reliability == "B"


def test_what_a_source_is_called_holds_nothing_hidden_and_fits(
    look_through: Import,
) -> None:
    job = look_through(
        "sources",
        f"address,title,publisher\nhttps://a.example/,{'x' * 501},\n"
        f"https://b.example/,,{'x' * 201}\nhttps://c.example/,a\u202eb,\n",
    )

    told = [(line, column) for line, column, _ in faults(job)]
    assert told == [(2, "title"), (3, "publisher"), (4, "title")]


def test_a_reporter_adds_to_drafts_and_not_to_what_readers_see(
    look_through: Import, world: Claim, reporter: User
) -> None:
    add_claim("public")
    text = POSITIONS + "public,kyiv,asserts,2024-04-12,,,,\n"

    job = look_through("positions", text, by=reporter)

    ((line, column, words),) = faults(job)
    assert (line, column) == (4, "claim")
    assert "waits for an editor" in words


def test_a_decided_status_is_watched_once_for_all_lines(
    look_through: Import, world: Claim
) -> None:
    now = timezone.now()
    change_status(world, status=Status.UNCONFIRMED, reason="Nobody.", by=None, now=now)

    carry_out(look_through("positions", POSITIONS))

    assert ReviewItem.objects.filter(kind="status_outdated", claim=world).count() <= 1
    assert Position.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"slug,statement\n", "no line below"),
        ("slug,statement\none,Привет мир ПРИВЕТ\n".encode("koi8-r"), "cannot be told"),
        (b"slug,wrong\none,x\n", "unknown"),
    ],
)
def test_a_file_that_cannot_be_read_fails_with_one_message(
    look_through: Import, content: bytes, words: str
) -> None:
    job = look_through("claims", content)

    assert job.state == "failed"
    assert words in job.problem
    with pytest.raises(Refused):
        queue.carry_out(job, leaves_out=True, by=job.asked_by, now=timezone.now())
    assert not Claim.objects.exists()


def test_whoever_loses_the_right_meanwhile_imports_nothing(
    look_through: Import, world: Claim, editor: User
) -> None:
    dry = look_through("positions", POSITIONS)
    job = queue.carry_out(dry, leaves_out=False, by=editor, now=timezone.now())
    editor.groups.clear()

    assert finish(job).state == "failed"
    assert not Position.objects.exists()


def test_an_import_over_many_batches_goes_on_where_it_was(
    look_through: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.jobs.files.SIZE", 3)
    rows = "".join(f"claim-{number},So {number}.\n" for number in range(10))
    dry = look_through("claims", f"slug,statement\n{rows}claim-0,Other.\n")
    assert [line for line, _, _ in faults(dry)] == [12]

    now = timezone.now()
    job = queue.carry_out(dry, leaves_out=True, by=dry.asked_by, now=now)
    for _ in range(5):
        from_one_turn(job)

    job.refresh_from_db()
    assert (job.state, job.done, Claim.objects.count()) == ("done", 11, 10)


DOUBLES = {
    "claims": "slug,statement\n one,So.\ntwo,\nthree,C.\ntwo,So.\none,So.\n",
    "sources": "address,reliability\nhttps://News.example/a#x,\nhttps://b.example/,Z\n"
    "https://c.example/,\nhttps://b.example/,A\nhttps://news.example/a,\n",
    "positions": "claim,party,stance,date,source,words\n"
    "captured,kyiv,asserts,2024-04-12,https://news.example/a,so\n"
    "captured,kyiv,asserts,sometime,,\n"
    "captured,kyiv,denies,2024-04-12,https://news.example/a,so\n"
    "captured,kyiv,asserts,2024-04-13,,\n"
    "captured,kyiv,asserts,12.04.2024,https://news.example/a,so\n",
}


@pytest.mark.parametrize("kind", list(DOUBLES))
@pytest.mark.parametrize("is_same_worker", [True, False])
def test_a_line_that_comes_twice_is_counted_once_over_many_turns(
    kind: str,
    is_same_worker: bool,
    look_through: Import,
    world: Claim,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = look_through(kind, DOUBLES[kind])
    monkeypatch.setattr("tracker.jobs.files.SIZE", 2)
    now, upload = timezone.now(), whole.upload
    assert upload is not None
    in_turns = queue.ask_to_read(
        JobKind(kind), upload, encoding="", by=whole.asked_by, now=now
    )
    for _ in range(5):
        if not is_same_worker:
            files._read.clear()
        from_one_turn(in_turns)

    in_turns.refresh_from_db()
    assert (in_turns.state, in_turns.refused) == ("done", 1)
    assert in_turns.made == whole.made
    assert in_turns.made["already there"] == 1


def from_one_turn(job: Job) -> None:
    """One batch, as by a worker whose turn is over then."""
    work.work_on(job, 0)


def test_cells_that_no_row_can_hold_are_faults_and_no_error(
    look_through: Import, world: Claim
) -> None:
    texts = {
        "claims": "slug,statement\na\x00b,So.\nc,a\x00b\n\x00\n",
        "sources": "address,party\nhttps://x.example/\x00,k\x00\n",
        "positions": "claim,party,stance,date\nc\x00,k\x00,asserts,\x00\n",
    }
    for kind, text in texts.items():
        job = look_through(kind, text)
        assert (job.state, job.refused) == ("done", job.total), kind


def test_the_file_is_let_go_of_after_a_month_and_its_story_stays(
    look_through: Import, world: Claim
) -> None:
    job = look_through("positions", POSITIONS)

    forget_old(timezone.now() + timedelta(days=KEPT + 1))

    assert not UploadPart.objects.exists()
    assert carry_out(job).state == "failed"
    assert job.problem == ""


def test_a_statement_that_hides_something_is_refused_at_the_single_door(
    editor: User,
) -> None:
    said = {"en": "It is\u202e so."}
    with pytest.raises(Refused, match=r"U\+202E"):
        add_draft(slug="one", statements=said, by=editor, now=timezone.now())
    assert not Claim.objects.exists()
