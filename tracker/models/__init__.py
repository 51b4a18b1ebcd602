"""What we remember: a file a concern. Facts are rows that are never edited.

A change or a correction is a new row; `as_of.py` reads the rows of a moment into the
values that the rules decide on.
"""

from tracker.models.check import Check, CitationCheck
from tracker.models.citation import Citation, CitationAssessment
from tracker.models.claim import (
    Claim,
    ClaimParty,
    ClaimRelation,
    ClaimWording,
    ClaimWorkflow,
    SlugRedirect,
)
from tracker.models.clutter import Clutter, ClutterSign
from tracker.models.edit import Edit
from tracker.models.line import ClaimLine
from tracker.models.notice import Delivery, Subscription
from tracker.models.outside import OutsideCopy
from tracker.models.party import Party, PartyProfile
from tracker.models.plan import Plan
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.review import ReviewItem
from tracker.models.snapshot import Body, Extraction, Snapshot
from tracker.models.source import Host, Source, SourceProfile
from tracker.models.status import StatusChange, StatusParty
from tracker.models.submission import Submission, Suggestion
from tracker.models.topic import ClaimPlace, ClaimTopic, Place, Topic
from tracker.models.watch import Watch, WatchEntry

__all__ = [
    "Body",
    "Check",
    "Citation",
    "CitationAssessment",
    "CitationCheck",
    "Claim",
    "ClaimLine",
    "ClaimParty",
    "ClaimPlace",
    "ClaimRelation",
    "ClaimTopic",
    "ClaimWording",
    "ClaimWorkflow",
    "Clutter",
    "ClutterSign",
    "Delivery",
    "Edit",
    "Extraction",
    "Host",
    "Inquiry",
    "OutsideCopy",
    "Party",
    "PartyProfile",
    "Place",
    "Plan",
    "Position",
    "ReviewItem",
    "Silence",
    "SlugRedirect",
    "Snapshot",
    "Source",
    "SourceProfile",
    "StatusChange",
    "StatusParty",
    "Submission",
    "Subscription",
    "Suggestion",
    "Topic",
    "Watch",
    "WatchEntry",
]
