"""The process that reads foreign bytes: `python -m tracker.engine.child`.

It can be killed at any moment, which is the only way to stop a parser written in C.
It limits its own memory and its processor time per document, and ends when its
parent's line closes, so that none is left behind when a worker is killed.
"""

import os
import resource
import sys
from typing import BinaryIO

import psutil

from tracker.engine.errors import ExtractError
from tracker.engine.exchange import SIZE, framed, packed, receive
from tracker.engine.extract import extract
from tracker.engine.types import Problem, Text
from tracker.rules.vocabulary import CheckOutcome

MEMORY_BYTES = 1_000_000_000
PROCESSOR_SECONDS = 20


def main() -> None:
    """Answer documents from standard input until it closes."""
    requests, answers = sys.stdin.buffer, _own_output()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    own = psutil.Process()
    while (message := receive(requests)) is not None:
        head, body = message
        _allow_processor_time()
        result = _result(body, str(head["url"]), str(head["content_type"]))
        answers.write(framed({**packed(result), SIZE: own.memory_info().rss}))
        answers.flush()


def _result(body: bytes, url: str, content_type: str) -> Text | Problem:
    try:
        return extract(body, url=url, content_type=content_type)
    except ExtractError as error:
        return Problem(error.outcome, str(error))
    except MemoryError:
        return Problem(CheckOutcome.EXTRACT_FAILED, "the page needs too much memory")


def _own_output() -> BinaryIO:
    """Standard output for answers alone: a library that prints must not break them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _allow_processor_time() -> None:
    """The limit counts from the start of the process, so it is moved on each time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


if __name__ == "__main__":
    main()
