"""Names to addresses, within a time; the system's own look-ups know no time-out."""

import os
import queue
import socket
import threading
from collections import deque
from collections.abc import Callable, Sequence

from tracker.engine.addresses import Target
from tracker.engine.errors import NameNotFound, NameUnresolved

Resolver = Callable[[str, int], Sequence[str]]
"""A host name and port in, IP addresses out; raises `OSError` as `getaddrinfo` does."""

_Answer = Sequence[str] | OSError
_Question = tuple[Resolver, Target, "queue.SimpleQueue[_Answer]"]

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5)})

# The inboxes of the threads that wait for a name to look up. A thread whose look-up
# hangs is not among them, so the next name gets another thread.
_waiting: deque["queue.SimpleQueue[_Question]"] = deque()
# A fork has none of its parent's threads.
os.register_at_fork(after_in_child=_waiting.clear)


def system_resolver(host: str, port: int) -> list[str]:
    """All addresses that the operating system knows for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(target: Target, resolver: Resolver, *, seconds: float) -> list[str]:
    """The addresses of a host; one that is an address already is not looked up."""
    if target.is_literal:
        return [target.host]
    answers: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
    try:
        inbox = _waiting.pop()
    except IndexError:
        inbox = _new_thread()
    inbox.put((resolver, target, answers))
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise NameUnresolved(f"{target.host} could not be looked up in time") from error
    if isinstance(answer, OSError):
        if answer.errno in _NO_SUCH_NAME:
            raise NameNotFound(f"there is no host {target.host}") from answer
        raise NameUnresolved(f"{target.host} could not be looked up") from answer
    if not answer:
        raise NameNotFound(f"{target.host} has no address")
    return list(answer)


def _new_thread() -> "queue.SimpleQueue[_Question]":
    inbox: queue.SimpleQueue[_Question] = queue.SimpleQueue()
    threading.Thread(target=_look_names_up, args=(inbox,), daemon=True).start()
    return inbox


def _look_names_up(inbox: "queue.SimpleQueue[_Question]") -> None:
    while True:
        resolver, target, answers = inbox.get()
        answer = _looked_up(resolver, target)
        _waiting.append(inbox)
        answers.put(answer)


def _looked_up(resolver: Resolver, target: Target) -> _Answer:
    try:
        return resolver(target.host, target.port)
    except (OSError, UnicodeError) as error:
        return error if isinstance(error, OSError) else OSError(str(error))
