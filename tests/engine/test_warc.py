"""A capture as WARC 1.1 records: what was asked and what was sent, byte for byte."""

import base64
import gzip
import hashlib
import socket
from io import BytesIO
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.engine.sites import Answer, path_of, reply, site
from tracker.engine import warc
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Fetched, Request

BODY = b"<p>Both piers are safe.</p>"


class Site:
    """Answers by path, and keeps what it was asked, as it came."""

    def __init__(self, **answers: bytes) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, wire: socket.socket, asked: str) -> None:
        self.asked.append(asked)
        wire.sendall(self.answers[path_of(asked).strip("/")])


def look(answer: Answer, path: str = "/page", **changes: Any) -> Fetched:
    with site(answer) as port:
        gate = Gate(allow=frozenset({("127.0.0.1", port)}), **changes)
        return fetch(Request(f"http://127.0.0.1:{port}{path}"), gate=gate)


def blocks(made: bytes) -> list[tuple[dict[str, str], bytes]]:
    """The fields and the block of each record, read without any library."""
    found, rest = [], gzip.decompress(made)
    while rest:
        head, rest = rest.split(b"\r\n\r\n", 1)
        version, *lines = head.decode().split("\r\n")
        assert version == "WARC/1.1"
        fields = dict(line.split(": ", 1) for line in lines)
        size = int(fields["Content-Length"])
        assert rest[size : size + 4] == b"\r\n\r\n"
        found.append((fields, rest[:size]))
        rest = rest[size + 4 :]
    return found


def sha256(content: bytes) -> str:
    """A digest as WARC writes it."""
    return f"sha256:{base64.b32encode(hashlib.sha256(content).digest()).decode()}"


def test_answer_and_request_are_kept_as_they_crossed_the_wire() -> None:
    sent = reply(BODY, headers="content-TYPE: text/html\r\nX-Name: Sm\xf6rg\xe5s\r\n")
    answer = Site(page=sent)

    (_, response), (_, request) = blocks(warc.capture(look(answer, "/page")))

    assert response == sent
    assert request.decode() == answer.asked[0]


def test_a_header_as_long_as_is_read_is_kept_whole() -> None:
    long = "a" * 60_000

    (_, response), _ = blocks(
        warc.capture(look(Site(page=reply(BODY, headers=f"X-Long: {long}\r\n"))))
    )

    assert long.encode() in response


def test_a_body_that_came_compressed_is_not_called_so_once_it_is_decoded() -> None:
    packed = gzip.compress(BODY)
    sent = reply(packed, headers="Content-Encoding: gzip\r\n")

    (fields, response), _ = blocks(warc.capture(look(Site(page=sent))))

    head, body = response.split(b"\r\n\r\n", 1)
    assert body == BODY
    assert b"\r\nX-Archive-Orig-Content-Encoding: gzip" in head
    assert f"\r\nX-Archive-Orig-Content-Length: {len(packed)}".encode() in head
    assert b"\r\nContent-" not in head
    assert fields["WARC-Payload-Digest"] == warc._labelled(
        hashlib.sha256(BODY).digest()
    )


def test_a_body_that_came_in_chunks_is_not_called_so_once_they_are_joined() -> None:
    sent = (
        b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )

    (_, response), _ = blocks(warc.capture(look(Site(page=sent))))

    assert response == (
        b"HTTP/1.1 200 Fine\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\nabcde"
    )


def test_answer_without_a_reason_and_of_an_older_version_keeps_its_first_line() -> None:
    (_, response), _ = blocks(
        warc.capture(look(Site(page=b"HTTP/1.0 200 \r\n\r\nhello")))
    )

    assert response == b"HTTP/1.0 200 \r\n\r\nhello"


def test_each_redirect_is_an_event_of_its_own_with_what_was_asked_for_it() -> None:
    answer = Site(
        old=reply(
            b"moved", status="301 Gone Over", headers="Location: /page\r\nX: 1\r\n"
        ),
        page=reply(BODY),
    )

    made = blocks(warc.capture(look(answer, "/old")))

    assert [fields["WARC-Type"] for fields, _ in made] == ["response", "request"] * 2
    (moved, moved_block), (asked, asked_block), (page, _), (last, _) = made
    assert moved["WARC-Target-URI"].endswith("/old")
    assert moved_block.startswith(b"HTTP/1.1 301 Gone Over\r\n")
    assert asked_block.decode() == answer.asked[0]
    for one, other in ((moved, asked), (page, last)):
        assert one["WARC-Concurrent-To"] == other["WARC-Record-ID"]
        assert other["WARC-Concurrent-To"] == one["WARC-Record-ID"]
        assert one["WARC-Date"] == other["WARC-Date"]
    assert moved["WARC-IP-Address"] == page["WARC-IP-Address"] == "127.0.0.1"


def test_a_redirect_whose_body_was_not_read_says_so() -> None:
    answer = Site(
        old=reply(b"moved", status="302 Found", headers="Location: /bare\r\n"),
        bare=reply(status="302 Found", headers="Location: /page\r\n"),
        page=reply(BODY),
    )

    made = blocks(warc.capture(look(answer, "/old")))

    answers = [fields for fields, _ in made if fields["WARC-Type"] == "response"]
    assert [fields.get("WARC-Truncated") for fields in answers] == [
        "unspecified",
        None,
        None,
    ]
    assert b"X-Archive-Orig-Content-Length: 5" in made[0][1]


def test_a_repeat_names_the_record_that_has_its_bytes() -> None:
    first = warc.capture(look(Site(page=reply(BODY))))
    digest = hashlib.sha256(BODY).digest()
    original = warc.original_in(first, digest=digest)

    (fields, block), _ = blocks(
        warc.capture(look(Site(copy=reply(BODY)), "/copy"), original=original)
    )

    has = blocks(first)[0][0]
    assert fields["WARC-Type"] == "revisit"
    assert fields["WARC-Profile"] == (
        "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    )
    assert fields["WARC-Refers-To"] == has["WARC-Record-ID"]
    assert fields["WARC-Refers-To-Target-URI"] == has["WARC-Target-URI"]
    assert fields["WARC-Refers-To-Date"] == has["WARC-Date"]
    assert fields["WARC-Payload-Digest"] == has["WARC-Payload-Digest"]
    assert fields["WARC-Truncated"] == "length"
    assert block.endswith(b"\r\n\r\n")
    assert BODY not in block


def test_no_record_is_found_for_bytes_that_a_capture_does_not_have() -> None:
    made = warc.capture(look(Site(page=reply(BODY))))

    assert warc.original_in(made, digest=hashlib.sha256(b"other").digest()) is None


def test_every_digest_is_sha_256_and_is_found_right() -> None:
    sent = reply(BODY, headers="X-Name: Sm\xf6rg\xe5s\r\n")
    made = warc.capture(look(Site(page=sent)))

    records = list(ArchiveIterator(BytesIO(made), check_digests="raise"))

    for fields, block in blocks(made):
        assert fields["WARC-Block-Digest"] == sha256(block)
    assert len(records) == 2
    assert warc.faults_in(made) == []


def test_words_that_somebody_changed_are_noticed() -> None:
    made = warc.capture(look(Site(page=reply(BODY))))
    forged = gzip.decompress(made).replace(b"safe", b"gone")

    faults = warc.faults_in(gzip.compress(forged))

    assert [fault.split(" ")[0] for fault in faults] == ["block", "payload"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_or_damaged_is_noticed(share: float) -> None:
    made = warc.capture(look(Site(page=reply(BODY))))
    place = int(len(made) * share)
    torn = made[:place]
    flipped = torn + bytes([made[place] ^ 1]) + made[place + 1 :]

    for damaged in (torn, flipped):
        with pytest.raises(warc.BROKEN):
            warc.faults_in(damaged)
