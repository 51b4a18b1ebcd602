"""What we remember: a file a concern. Facts are rows that are never edited.

A change or a correction is a new row; `as_of.py` reads the rows of a moment into the
values that the rules decide on.
"""

from tracker.models.announcement import Announcement
from tracker.models.card import (
    ClaimCard,
    FacetChange,
    FacetCount,
    StaleCard,
    WordChange,
    WordCount,
)
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
from tracker.models.health import HostHealth
from tracker.models.job import Job, JobProblem, Upload, UploadPart
from tracker.models.line import ClaimLine
from tracker.models.notice import Delivery, Subscription
from tracker.models.outside import OutsideCopy
from tracker.models.party import Party, PartyProfile
from tracker.models.plan import Plan
from tracker.models.policy import Policy
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.review import ReviewItem
from tracker.models.snapshot import Body, Extraction, Snapshot
from tracker.models.source import Host, Source, SourceProfile
from tracker.models.status import StatusChange, StatusParty
from tracker.models.step import ItemStep
from tracker.models.submission import Submission, Suggestion
from tracker.models.told import LetterSettings, Notice, NoticeChoice, Told
from tracker.models.topic import ClaimPlace, ClaimTopic, Place, Topic
from tracker.models.turn import EvidenceTurn
from tracker.models.version import ClaimVersion, SiteVersion
from tracker.models.visit import DeskVisit
from tracker.models.waiting import Contribution, PendingDecision
from tracker.models.watch import Watch, WatchEntry
from tracker.models.webhook import Line, Webhook

__all__ = [
    "Announcement",
    "Body",
    "Check",
    "Citation",
    "CitationAssessment",
    "CitationCheck",
    "Claim",
    "ClaimCard",
    "ClaimLine",
    "ClaimParty",
    "ClaimPlace",
    "ClaimRelation",
    "ClaimTopic",
    "ClaimVersion",
    "ClaimWording",
    "ClaimWorkflow",
    "Clutter",
    "ClutterSign",
    "Contribution",
    "Delivery",
    "DeskVisit",
    "Edit",
    "EvidenceTurn",
    "Extraction",
    "FacetChange",
    "FacetCount",
    "Host",
    "HostHealth",
    "Inquiry",
    "ItemStep",
    "Job",
    "JobProblem",
    "LetterSettings",
    "Line",
    "Notice",
    "NoticeChoice",
    "OutsideCopy",
    "Party",
    "PartyProfile",
    "PendingDecision",
    "Place",
    "Plan",
    "Policy",
    "Position",
    "ReviewItem",
    "Silence",
    "SiteVersion",
    "SlugRedirect",
    "Snapshot",
    "Source",
    "SourceProfile",
    "StaleCard",
    "StatusChange",
    "StatusParty",
    "Submission",
    "Subscription",
    "Suggestion",
    "Told",
    "Topic",
    "Upload",
    "UploadPart",
    "Watch",
    "WatchEntry",
    "Webhook",
    "WordChange",
    "WordCount",
]
