"""A process that tries cases, one after the other, when it is asked for one by name."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Result = dict[str, Any]
Try = Callable[[str], Result]


@contextmanager
def process(module: str, *arguments: str) -> Iterator[Try]:
    """Starts a module that answers with `answering`; gives what tries a case in it."""
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        asked, answered = child.stdin, child.stdout
        assert asked is not None
        assert answered is not None

        def try_case(name: str) -> Result:
            asked.write(f"{name}\n")
            asked.flush()
            result: Result = json.loads(answered.readline())
            return result

        yield try_case


def answering(tried: Try) -> None:
    """Try what is asked for until nobody asks; each result tells the largest size, in
    MB, that this process has had so far."""
    for line in sys.stdin:
        result = tried(line.strip())
        size = largest_size(os.getpid())
        sys.stdout.write(json.dumps({**result, "megabytes": size}) + "\n")
        sys.stdout.flush()


def largest_size(pid: int) -> float:
    """The most memory that a living process ever had, in MB.

    Not by `getrusage`, which counts what the process had before it became this one.
    """
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
