"""What a worker does after its parent forked it."""

import os
import warnings
from collections.abc import Callable


def in_a_fork(question: Callable[[], bool]) -> bool:
    """Whether something holds in a fork of this process, as Celery makes them."""
    with warnings.catch_warnings():
        # Newer Pythons warn of forks beside threads; that is what is tried here.
        warnings.simplefilter("ignore", DeprecationWarning)
        fork = os.fork()
    if fork == 0:
        holds = False
        try:
            holds = question()
        finally:
            os._exit(0 if holds else 1)
    return os.waitpid(fork, 0)[1] == 0
