"""The editors' office: Django's admin for records, with the desk as pages in it.

No rule and no write of its own: every form calls one function of `review` or `intake`,
and what they refuse is shown on the form.
"""

from tracker.admin import (
    claims,
    facts,
    items,
    jobs,
    machine,
    notices,
    outside,
    parties,
    registers,
    sources,
    submissions,
)

__all__ = [
    "claims",
    "facts",
    "items",
    "jobs",
    "machine",
    "notices",
    "outside",
    "parties",
    "registers",
    "sources",
    "submissions",
]
