"""Wishes for copies in an outside archive, against a real server that plays one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.engine.looking import LIMITS, Clock
from tests.engine.outside import STAMP, THEN_WORDS, Archive, open_archive
from tests.engine.sites import reply
from tests.factories import add_source, day
from tracker.engine.fetch import Gate
from tracker.engine.outside import FIRST_LOOK, PAUSES, ask, claim, record, work
from tracker.models import Host, OutsideCopy, Source
from tracker.review.copies import wish
from tracker.rules.vocabulary import CopyKind, CopyState

pytestmark = pytest.mark.django_db

PAGE = "https://news.example/report?id=1&part=2"
THEN = datetime.strptime(STAMP, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@pytest.fixture
def archive() -> Iterator[Archive]:
    with open_archive() as archive:
        yield archive


@pytest.fixture
def source() -> Source:
    return add_source(PAGE)


class Worker:
    """Asks the archive at the clock's moment; there is nothing else to wait for."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self.archive, self.clock = archive, clock
        allow = frozenset({("127.0.0.1", archive.port)})
        self.gate = Gate(
            deadline=2.0, allow=allow, now=clock, resolver=lambda host, port: [host]
        )

    def work(self, *, after: float = 0.0) -> int:
        self.clock.forward(after)
        return work(self.archive.settings, gate=self.gate, limits=LIMITS, seconds=20)

    def wish(self, source: Source, kind: CopyKind = CopyKind.SAVE) -> bool:
        return wish(source, kind, near=day(9), now=self.clock())


@pytest.fixture
def worker(archive: Archive, clock: Clock) -> Worker:
    return Worker(archive, clock)


def the_copy() -> OutsideCopy:
    return OutsideCopy.objects.get()


def test_page_is_kept_by_the_archive_under_our_key(
    worker: Worker, archive: Archive, source: Source
) -> None:
    worker.wish(source)

    worker.work()
    assert the_copy().state == CopyState.SAVING
    worker.work(after=FIRST_LOOK)

    copy = the_copy()
    assert archive.saved == [PAGE]
    assert archive.keys == ["Authorization: LOW key:secret"]
    assert (copy.state, copy.problem) == (CopyState.KEPT, "")
    assert (copy.address, copy.captured_at) == (archive.copy_of(PAGE), THEN)
    assert copy.found_at == worker.clock()


def test_job_under_way_is_asked_about_less_and_less_often(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.pending = 3
    worker.wish(source)
    worker.work()

    asked = [worker.work(after=FIRST_LOOK) for _ in range(8)]

    assert asked == [1, 1, 0, 1, 0, 0, 0, 1]
    assert the_copy().state == CopyState.KEPT


def test_job_that_never_finishes_is_asked_for_anew_and_at_last_given_up(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.pending = 10_000
    worker.wish(source)

    for _ in range(40 * (len(PAUSES) + 1)):
        worker.work(after=3601)

    copy = the_copy()
    assert len(archive.saved) == len(PAUSES) + 1
    assert copy.state == CopyState.FAILED
    assert "did not finish within an hour" in copy.problem
    assert "last of 6 tries. Ask for it again" in copy.problem


def test_archive_that_asks_for_a_pause_gets_it_to_the_second_for_every_wish(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said["/save"] = reply(
        status="429 Too Many Requests", headers="Retry-After: 700\r\n"
    )
    worker.wish(source)
    worker.wish(add_source("https://news.example/other"))
    assert worker.work() == 1
    del archive.said["/save"]

    assert worker.work(after=699) == 0
    assert worker.work(after=1) == 2
    assert Host.objects.get(name=f"127.0.0.1:{archive.port}").backoff_until


def test_pause_of_no_time_at_all_is_no_invitation_to_hammer(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said["/save"] = reply(
        status="429 Too Many Requests", headers="Retry-After: 0\r\n"
    )
    worker.wish(source)

    assert worker.work() == 1
    assert worker.work(after=FIRST_LOOK - 1) == 0


def test_pauses_that_the_archive_asks_for_are_no_failures(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said["/save"] = reply(status="503 Busy", headers="Retry-After: 60\r\n")
    worker.wish(source)
    for _ in range(3 * len(PAUSES)):
        assert worker.work(after=60) == 1

    assert (the_copy().state, the_copy().tries) == (CopyState.WAITING, 0)
    assert "failed (HTTP 503)" in the_copy().problem


def test_pause_while_a_job_runs_does_not_lose_the_job(
    worker: Worker, archive: Archive, source: Source
) -> None:
    worker.wish(source)
    worker.work()
    archive.said["/save/status/job-1"] = reply(status="503 Busy")
    worker.work(after=FIRST_LOOK)
    del archive.said["/save/status/job-1"]

    worker.work(after=PAUSES[0])

    assert archive.saved == [PAGE]
    assert the_copy().state == CopyState.KEPT


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("error:blocked-url", "keeps no pages from this address"),
        ("error:not-found", "finds no page there"),
        ("error:no-access", "does not let the archive in"),
    ],
)
def test_page_that_the_archive_will_not_keep_fails_with_what_to_do(
    worker: Worker, archive: Archive, source: Source, code: str, words: str
) -> None:
    archive.say("/save/status/job-1", {"status": "error", "status_ext": code})
    worker.wish(source)
    worker.work()
    worker.work(after=FIRST_LOOK)

    copy = the_copy()
    assert copy.state == CopyState.FAILED
    assert words in copy.problem
    assert "Keep the page elsewhere, or by hand." in copy.problem


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"status": "error", "status_ext": "error:user-session-limit"},
            "as many captures as the account may have",
        ),
        (
            {
                "status": "error",
                "status_ext": "error:too-many-daily-captures",
                "message": "This URL has been captured 10 times today.",
            },
            "“This URL has been captured 10 times today.”",
        ),
        ({"message": "Something new"}, "“Something new”"),
        ({}, "“no reason”"),
        ({"job_id": 7}, "“no reason”"),
        ([], "not in the words of Save Page Now"),
    ],
)
def test_passing_trouble_is_tried_again_after_growing_pauses(
    worker: Worker, archive: Archive, source: Source, said: object, words: str
) -> None:
    archive.say("/save", said)
    worker.wish(source)

    for pause in PAUSES[:2]:
        assert worker.work() == 1
        assert worker.work(after=pause - 1) == 0
        worker.clock.forward(1)

    copy = the_copy()
    assert (copy.state, copy.tries) == (CopyState.WAITING, 2)
    assert words in copy.problem


@pytest.mark.parametrize(
    "body",
    [b"<html>Just a moment</html>", b'{"job_id": "', b"", b"[" * 100_000, b"\xff\xfe"],
    ids=["html", "torn", "empty", "deep", "no text"],
)
@pytest.mark.parametrize("path", ["/save", "/save/status/job-1"])
def test_answer_that_is_no_json_is_passing_trouble(
    worker: Worker, archive: Archive, source: Source, body: bytes, path: str
) -> None:
    archive.said[path] = reply(body, headers="Content-Type: text/html\r\n")
    worker.wish(source)
    worker.work()
    worker.work(after=FIRST_LOOK)

    assert the_copy().state in (CopyState.WAITING, CopyState.SAVING)
    assert "check ON_RECORD_SAVE_ADDRESS" in the_copy().problem


def test_key_that_is_not_accepted_is_named(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.say("/save", {"message": "You need to be logged in"}, status="401 No")
    worker.wish(source)
    worker.work()

    assert "check ON_RECORD_SAVE_KEY" in the_copy().problem


@pytest.mark.parametrize(
    "done",
    [
        {"status": "success"},
        {"status": "success", "timestamp": STAMP},
        {"status": "success", "timestamp": STAMP, "original_url": "javascript:alert"},
        {"status": "success", "timestamp": "2025", "original_url": PAGE},
        {"status": "success", "timestamp": "20259999999999", "original_url": PAGE},
        {"status": "success", "timestamp": STAMP, "original_url": "a" * 3000},
        {"status": "success", "timestamp": STAMP, "original_url": "http://\u202e/"},
    ],
)
def test_copy_without_an_address_that_can_be_shown_is_not_called_kept(
    worker: Worker, archive: Archive, source: Source, done: object
) -> None:
    archive.say("/save/status/job-1", done)
    worker.wish(source)
    worker.work()
    worker.work(after=FIRST_LOOK)

    assert the_copy().state == CopyState.WAITING
    assert "not where" in the_copy().problem


def test_archive_that_leads_to_a_private_address_is_refused(
    worker: Worker, archive: Archive, source: Source
) -> None:
    inside = reply(status="302 Found", headers="Location: http://10.0.0.1/admin\r\n")
    archive.said["/save/status/job-1"] = inside
    archive.said[f"/web/{PAGE}"] = inside
    worker.wish(source)
    worker.wish(source, CopyKind.FIND)
    worker.work()
    worker.work(after=FIRST_LOOK)

    for copy in OutsideCopy.objects.all():
        assert copy.state != CopyState.KEPT
        assert "not a public address" in copy.problem


def test_question_for_a_capture_is_never_led_elsewhere(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said["/save"] = reply(status="307 Moved", headers="Location: /other\r\n")
    worker.wish(source)
    worker.work()

    assert archive.asked == ["POST /save"]
    assert "check ON_RECORD_SAVE_ADDRESS" in the_copy().problem


def test_archive_that_is_away_is_passing_trouble(
    worker: Worker, source: Source
) -> None:
    worker.archive.port = 1
    worker.gate = Gate(allow=frozenset({("127.0.0.1", 1)}), now=worker.clock)
    worker.wish(source)
    worker.work()

    assert the_copy().state == CopyState.WAITING
    assert "could not be asked" in the_copy().problem


def test_wish_is_claimed_once_and_again_when_its_worker_died(
    worker: Worker, archive: Archive, source: Source
) -> None:
    worker.wish(source)
    settings = archive.settings

    dead = claim(settings, worker.clock(), limits=LIMITS)
    assert dead is not None
    assert claim(settings, worker.clock(), limits=LIMITS) is None
    worker.clock.forward(LIMITS.lease + 1)
    heir = claim(settings, worker.clock(), limits=LIMITS)
    assert heir is not None

    late = ask(dead, settings, gate=worker.gate)
    record(dead, late, settings, now=worker.clock())
    assert the_copy().state == CopyState.WAITING
    record(heir, late, settings, now=worker.clock())
    assert the_copy().state == CopyState.SAVING


def test_same_wish_twice_is_one_wish(worker: Worker, source: Source) -> None:
    assert worker.wish(source)
    assert not worker.wish(source)

    assert OutsideCopy.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideCopy.objects.create(source=source, kind="save", near=timezone.now())


def test_copy_near_a_date_is_found_where_the_timegate_leads(
    worker: Worker, archive: Archive, source: Source
) -> None:
    worker.wish(source, CopyKind.FIND)
    worker.work()

    copy = the_copy()
    assert (copy.state, copy.address) == (CopyState.KEPT, archive.copy_of(PAGE))
    assert copy.captured_at == THEN


def test_timegate_that_shows_the_copy_at_once_names_its_address(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said[f"/web/{PAGE}"] = reply(
        b"as it was",
        headers=f"Content-Location: /web/{STAMP}/{PAGE}\r\nVary: Accept-Datetime\r\n"
        f"Memento-Datetime: {THEN_WORDS}\r\n",
    )
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().address == archive.copy_of(PAGE)


def test_copy_that_leads_to_a_private_address_is_not_called_missing(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said[f"/web/{STAMP}/{PAGE}"] = reply(
        status="302 Found",
        headers=f"Location: http://10.0.0.1/\r\nMemento-Datetime: {THEN_WORDS}\r\n",
    )
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().state == CopyState.WAITING
    assert "not a public address" in the_copy().problem


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_archive_without_a_copy_says_so(
    worker: Worker, archive: Archive, source: Source, status: str
) -> None:
    archive.said[f"/web/{PAGE}"] = reply(status=status)
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().state == CopyState.NONE


def test_copy_of_an_error_page_is_no_copy(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said[f"/web/{STAMP}/{PAGE}"] = reply(
        status="403 Forbidden",
        headers=f"Memento-Datetime: {THEN_WORDS}\r\n",
    )
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().state == CopyState.NONE


def test_large_or_oddly_packed_copy_is_there_all_the_same(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said[f"/web/{STAMP}/{PAGE}"] = reply(
        b"?" * 2_000_000,
        headers=f"Content-Encoding: br\r\nMemento-Datetime: {THEN_WORDS}\r\n",
    )
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().state == CopyState.KEPT


def test_page_that_speaks_no_memento_names_the_setting(
    worker: Worker, archive: Archive, source: Source
) -> None:
    archive.said[f"/web/{PAGE}"] = reply(
        b"Welcome", headers="Memento-Datetime: soon\r\n"
    )
    worker.wish(source, CopyKind.FIND)
    worker.work()

    assert the_copy().state == CopyState.WAITING
    assert "check ON_RECORD_TIMEGATE" in the_copy().problem


def test_nothing_is_asked_of_an_archive_that_was_not_named(
    worker: Worker, source: Source
) -> None:
    worker.wish(source)
    nobody = type(worker.archive.settings)()

    assert work(nobody, gate=worker.gate, limits=LIMITS, seconds=20) == 0
    assert the_copy().state == CopyState.WAITING
