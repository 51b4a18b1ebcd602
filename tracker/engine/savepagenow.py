"""Save Page Now (SPN2): ask an outside archive to keep a page. Pure.

A capture is asked for, which answers with a job, and the job is asked about until it
ends. The archive takes the same address only once in a while and answers with the job
of before, so a question that is asked twice keeps nothing twice.
"""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from tracker.engine.addresses import normalise
from tracker.engine.copies import Begun, Copy, Later, Never, Pending, obstacle
from tracker.engine.errors import EngineError
from tracker.engine.types import Fetched, Headers, Request
from tracker.rules.limits import OutsideArchive

_SETTING = "ON_RECORD_SAVE_ADDRESS"
_FORM = ("Content-Type", "application/x-www-form-urlencoded")
_LONGEST_JOB = 200
_LONGEST_ADDRESS = 2500
_LONGEST_WORDS = 300
_NOT_ALLOWED = frozenset({401, 403})

# About the page, and no better tomorrow: the archive's word, and what to do.
_BY_HAND = "Keep the page elsewhere, or by hand."
_REFUSED = {
    "blocked": "the site does not let the archive in",
    "blocked-url": "the archive keeps no pages from this address",
    "bad-request": "the site does not understand the archive's question",
    "filesize-limit": "the page is larger than the archive keeps",
    "invalid-host-resolution": "the archive finds no such site",
    "invalid-url-syntax": "the archive cannot read the address",
    "method-not-allowed": "the site does not answer the archive",
    "no-access": "the site does not let the archive in",
    "not-found": "the archive finds no page there",
    "not-implemented": "the site does not answer the archive",
    "too-many-redirects": "the page leads the archive on too often",
    "unauthorized": "the page is shown only to those who sign in",
}
# About our account with the archive: every other page would hear the same.
_ACCOUNT = {
    "user-session-limit": "as many captures as the account may have are under way",
    "max-daily-bandwidth": "the account has used what it may keep in a day",
    "blocked-client-ip": "the archive does not take questions from this network",
}


def asking(url: str, archive: OutsideArchive) -> Request:
    """The question for a capture."""
    return Request(
        archive.save_address,
        accept="application/json",
        content=urlencode({"url": url, "skip_first_archive": "1"}).encode(),
        headers=(_FORM, *_key(archive)),
    )


def asking_after(job: str, archive: OutsideArchive) -> Request:
    """The question what became of a job."""
    return Request(
        f"{archive.save_address}/status/{quote(job, safe='')}",
        accept="application/json",
        headers=_key(archive),
    )


def begun(fetched: Fetched) -> Begun | Never | Later:
    """What the archive said to the question for a capture."""
    said = _object(fetched)
    if isinstance(said, Later):
        return said
    job = said.get("job_id")
    if isinstance(job, str) and 0 < len(job) <= _LONGEST_JOB:
        return Begun(job)
    return _trouble(said)


def ended(fetched: Fetched, archive: OutsideArchive) -> Copy | Pending | Never | Later:
    """What the archive said of a job."""
    said = _object(fetched)
    if isinstance(said, Later):
        return said
    if said.get("status") == "pending":
        return Pending()
    if said.get("status") == "success":
        return _copy(said, archive)
    return _trouble(said)


def _key(archive: OutsideArchive) -> Headers:
    if not archive.save_key:
        return ()
    return (("Authorization", f"LOW {archive.save_key}"),)


def _object(fetched: Fetched) -> dict[str, Any] | Later:
    """The JSON object of an answer, whatever its HTTP status says."""
    if later := obstacle(fetched, setting=_SETTING):
        return later
    if fetched.status in _NOT_ALLOWED:
        return Later(
            problem="The outside archive does not accept our keys; check"
            " ON_RECORD_SAVE_KEY."
        )
    try:
        said = json.loads(fetched.body)
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else _unreadable(fetched)


def _unreadable(fetched: Fetched) -> Later:
    return Later(
        problem="The outside archive's answer is not in the words of Save Page Now"
        f" (HTTP {fetched.status}); check {_SETTING}."
    )


def _copy(said: dict[str, Any], archive: OutsideArchive) -> Copy | Later:
    """The copy's address is the archive's own, by its moment and the page's address."""
    stamp, page = str(said.get("timestamp")), str(said.get("original_url"))
    address = ""
    with suppress(ValueError, EngineError):
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        copies = urljoin(archive.save_address, "/web/")
        address = normalise(f"{copies}{stamp}/{normalise(page)}")
    if not address or len(address) > _LONGEST_ADDRESS:
        return Later(
            problem="The outside archive says that it has kept the page, and not where;"
            " look for it there by hand.",
            is_archive=False,
        )
    return Copy(address, at)


def _trouble(said: dict[str, Any]) -> Never | Later:
    """An answer that is neither a job nor a copy, in words for an editor."""
    code = str(said.get("status_ext") or "").removeprefix("error:")
    words = " ".join(str(said.get("message") or code or "no reason").split())
    words = words[:_LONGEST_WORDS]
    if reason := _REFUSED.get(code):
        return Never(f"The outside archive did not keep it: {reason}. {_BY_HAND}")
    if reason := _ACCOUNT.get(code):
        return Later(problem=f"Not kept yet: {reason}. It is tried again later.")
    return Later(
        problem=f"The outside archive has not kept it yet: “{words}”. It is tried"
        " again later.",
        is_archive=False,
    )
