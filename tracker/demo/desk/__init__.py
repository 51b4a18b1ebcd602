"""The demo desk: parties, claims and all that is on record about them, as values.

Public reporting of February to April 2025 in our own words; the pages that it cites
are the demo press's. Nothing here touches the database.
"""

from tracker.demo.desk.claims import CLAIMS
from tracker.demo.desk.evidence import EVIDENCE, SOURCES, WATCHES
from tracker.demo.desk.parties import PARTIES
from tracker.demo.desk.positions import ANSWER, POSITIONS
from tracker.demo.desk.register import PLACES, TOPICS
from tracker.demo.desk.silences import INQUIRIES, SILENCES
from tracker.demo.desk.statuses import AFTER_ANSWER, STATUSES
from tracker.demo.desk.submissions import SUBMISSIONS

__all__ = [
    "AFTER_ANSWER",
    "ANSWER",
    "CLAIMS",
    "EVIDENCE",
    "INQUIRIES",
    "PARTIES",
    "PLACES",
    "POSITIONS",
    "SILENCES",
    "SOURCES",
    "STATUSES",
    "SUBMISSIONS",
    "TOPICS",
    "WATCHES",
]
