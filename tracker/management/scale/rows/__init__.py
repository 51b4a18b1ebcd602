"""The rows of a desk of any size, in an order in which each finds what it stands on."""

from tracker.management.scale.rows.claims import CLAIMS
from tracker.management.scale.rows.desk import WORK
from tracker.management.scale.rows.facts import FACTS
from tracker.management.scale.rows.people import PEOPLE, REGISTERS
from tracker.management.scale.rows.sources import SOURCES

ALL = (*PEOPLE, *REGISTERS, *SOURCES, *CLAIMS, *FACTS, *WORK)
