"""Whether a process that a test started is still there."""

import psutil


def is_alive(process: psutil.Process) -> bool:
    """No and no error for one that ends between the two questions."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
