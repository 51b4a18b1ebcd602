"""PostgreSQL and Valkey from their wheels, for a machine where nobody set them up.

Whoever needs the servers of a folder holds a lock on it; one keeper process a folder
runs both servers for as long as anybody does. The system frees the lock of a process
that dies, however it dies, so nothing is left running after a crash.
"""

from config.embedded.client import (
    Addresses,
    EmbeddedError,
    are_given,
    have_stopped,
    servers,
    temporary,
)

__all__ = [
    "Addresses",
    "EmbeddedError",
    "are_given",
    "have_stopped",
    "servers",
    "temporary",
]
