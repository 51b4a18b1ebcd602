"""The lists of the office on three shelves: what is kept by hand, the rows that make up
the record, and what the machine wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

KEPT = (
    "ReviewItem",
    "Claim",
    "Contribution",
    "PendingDecision",
    "Party",
    "Source",
    "Submission",
    "Suggestion",
    "Watch",
    "Topic",
    "Place",
    "Subscription",
    "Policy",
    "User",
    "Group",
)
RECORD = (
    "Position",
    "Silence",
    "Inquiry",
    "Citation",
    "CitationAssessment",
    "StatusChange",
    "ClaimWording",
    "ClaimWorkflow",
    "ClaimParty",
    "ClaimRelation",
    "ClaimTopic",
    "ClaimPlace",
    "PartyProfile",
    "SourceProfile",
)
MACHINE = (
    "Check",
    "CitationCheck",
    "Snapshot",
    "Body",
    "Extraction",
    "Host",
    "WatchEntry",
    "Job",
    "OutsideCopy",
    "Delivery",
    "SlugRedirect",
    "LogEntry",
)
SHELVES = (
    ("What editors keep", KEPT),
    ("The rows of the record", RECORD),
    ("What the machine wrote", MACHINE),
)


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """`lists` are entries of Django's own list of applications."""

    title: str
    is_folded: bool
    lists: tuple[Any, ...]


# What a day begins with, in this order.
ADDED = ("Claim", "Source", "Submission", "Party")


def ways_to_add(apps: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """What a person may add, by its name, and where."""
    entries = {row["object_name"]: row for app in apps for row in app["models"]}
    return tuple(
        (name, entries[name]["add_url"])
        for name in ADDED
        if name in entries and entries[name]["add_url"]
    )


def shelves(apps: Iterable[Any]) -> tuple[Shelf, ...]:
    """The lists that a person may open, in the order of daily use."""
    entries = {row["object_name"]: row for app in apps for row in app["models"]}
    return tuple(
        Shelf(
            title=title,
            is_folded=names is not KEPT,
            lists=tuple(entries[name] for name in names if name in entries),
        )
        for title, names in SHELVES
        if any(name in entries for name in names)
    )
