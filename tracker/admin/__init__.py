"""The editors' office: Django's admin for records, with the desk as pages in it.

No rule and no write of its own: every form calls one function of `review` or `intake`,
and what they refuse is shown on the form.
"""

from tracker.admin import (
    approvals,
    claims,
    contributions,
    facts,
    items,
    jobs,
    machine,
    notices,
    outside,
    parties,
    policy,
    registers,
    sources,
    submissions,
)

__all__ = [
    "approvals",
    "claims",
    "contributions",
    "facts",
    "items",
    "jobs",
    "machine",
    "notices",
    "outside",
    "parties",
    "policy",
    "registers",
    "sources",
    "submissions",
]
