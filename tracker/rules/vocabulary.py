"""The closed lists of words: stances, statuses, states, outcomes.

`docs/rules.md` explains each to editors. A claim has a status; sources, citations and
work have states; checks have outcomes; positions have stances.
"""

from enum import IntEnum, StrEnum


class Stance(StrEnum):
    """What a party said about a claim: the value of a position."""

    ASSERTS = "asserts"
    ACKNOWLEDGES = "acknowledges"
    ACKNOWLEDGES_PARTLY = "acknowledges_partly"
    DENIES = "denies"
    DISPUTES_DETAILS = "disputes_details"
    VERIFYING = "verifying"
    DECLINES_TO_COMMENT = "declines_to_comment"
    NO_CLEAR_POSITION = "no_clear_position"
    RETRACTS = "retracts"

    @property
    def is_committed(self) -> bool:
        """A stance that a later non-committal answer never ends."""
        return self in COMMITTED


COMMITTED = frozenset(
    {
        Stance.ASSERTS,
        Stance.ACKNOWLEDGES,
        Stance.ACKNOWLEDGES_PARTLY,
        Stance.DENIES,
        Stance.DISPUTES_DETAILS,
    }
)


class SilenceKind(StrEnum):
    """Why there is no position, told apart."""

    NOT_CHECKED = "not_checked"
    NO_STATEMENT_FOUND = "no_statement_found"
    ASKED_NO_RESPONSE = "asked_no_response"


class Status(StrEnum):
    """The verification status: the desk's own conclusion."""

    UNCONFIRMED = "unconfirmed"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    FALSE = "false"
    UNVERIFIABLE = "unverifiable"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Role(StrEnum):
    """A party's one part in one claim."""

    CLAIMANT = "claimant"
    ACCUSED = "accused"
    AFFECTED = "affected"
    THIRD_PARTY = "third_party"

    @property
    def answers(self) -> bool:
        """Only the accused and the affected answer a claim."""
        return self in (Role.ACCUSED, Role.AFFECTED)


class PartyKind(StrEnum):
    """What sort of body a party is."""

    STATE = "state"
    MINISTRY = "ministry"
    MILITARY = "military"
    REGIONAL_AUTHORITY = "regional_authority"
    ARMED_GROUP = "armed_group"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    OBSERVER = "observer"
    OUTLET = "outlet"


class Voice(StrEnum):
    """Whether a position was heard from the party itself or through another."""

    QUOTED = "quoted"
    REPORTED = "reported"


class Precision(StrEnum):
    """How exactly a date is known; an imprecise one counts from the end of its
    range."""

    EXACT = "exact"
    DAY = "day"
    APPROXIMATE = "approximate"
    FIRST_REPORTED = "first_reported"


class WorkflowState(StrEnum):
    """Where the desk's work on a claim stands, apart from stance and from status."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class RelationKind(StrEnum):
    """How one claim stands to another: this claim <kind> the other."""

    PART_OF = "part_of"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"


class Bearing(StrEnum):
    """What a citation does to its claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"


class Reliability(StrEnum):
    """Reliability of a source, letters of the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Credibility of a piece of information, figures of the Admiralty code."""

    CONFIRMED_BY_OTHERS = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class SourceKind(StrEnum):
    """What sort of thing lives at an address."""

    PAGE = "page"
    POST = "post"
    DOCUMENT = "document"
    FEED = "feed"


class SourceState(StrEnum):
    """What the checks so far, taken together, say of a source."""

    UNKNOWN = "unknown"
    OK = "ok"
    CHANGED = "changed"
    MOVED = "moved"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    SUSPECT = "suspect"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    PINNED_ALIVE = "pinned_alive"
    PINNED_DEAD = "pinned_dead"


class CheckOutcome(StrEnum):
    """What one attempt to look at a source came to.

    A check whose lease was taken over is discarded and never becomes a row, so
    "superseded" is not in this list.
    """

    INVALID_URL = "invalid_url"
    REFUSED_SSRF = "refused_ssrf"
    ROBOTS_DISALLOWED = "robots_disallowed"
    DNS_NXDOMAIN = "dns_nxdomain"
    DNS_ERROR = "dns_error"
    CONNECT_ERROR = "connect_error"
    TLS_ERROR = "tls_error"
    TIMEOUT = "timeout"
    PROTOCOL_ERROR = "protocol_error"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    LEGAL_BLOCK = "legal_block"
    PAYWALLED = "paywalled"
    GONE = "gone"
    NOT_FOUND = "not_found"
    SOFT_404 = "soft_404"
    DOMAIN_PARKED = "domain_parked"
    SERVER_ERROR = "server_error"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_LARGE = "too_large"
    DECODE_ERROR = "decode_error"
    EXTRACT_EMPTY = "extract_empty"
    JS_REQUIRED = "js_required"
    EXTRACT_FAILED = "extract_failed"
    MOVED = "moved"
    REDIRECTED_ELSEWHERE = "redirected_elsewhere"
    UNCHANGED = "unchanged"
    CHANGED_COSMETIC = "changed_cosmetic"
    CHANGED_MINOR = "changed_minor"
    CHANGED = "changed"


class CitationState(StrEnum):
    """What became of a citation's words at one check."""

    EXACT = "exact"
    EXACT_TYPOGRAPHIC = "exact_typographic"
    EXACT_MOVED = "exact_moved"
    ALTERED = "altered"
    ALTERED_CRITICAL = "altered_critical"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    UNCHECKABLE = "uncheckable"


class ChangeKind(StrEnum):
    """How much a page's text changed between two looks."""

    UNCHANGED = "unchanged"
    COSMETIC = "cosmetic"
    MINOR = "minor"
    MEANINGFUL = "meaningful"


class SignKind(StrEnum):
    """What of a page is ignored as clutter: a label or a sentence word for word, a
    label whatever its numbers, a place for labels, a place for anything short."""

    LINE = "line"
    SENTENCE = "sentence"
    COUNT = "count"
    PLACE = "place"
    BLOCK = "block"


class LearntFrom(StrEnum):
    """How something came to be known as clutter."""

    CAPTURES = "captures"
    RECURRENCE = "recurrence"
    CLICKED = "clicked"


class ReviewKind(StrEnum):
    """What a person has to look at."""

    WORDS_ALTERED = "words_altered"
    WORDS_GONE = "words_gone"
    PAGE_CHANGED = "page_changed"
    CORRECTION_NOTICE = "correction_notice"
    PAGE_GONE = "page_gone"
    PAGE_MOVED = "page_moved"
    PAGE_BACK = "page_back"
    ANSWER_FOUND = "answer_found"
    INQUIRY_OVERDUE = "inquiry_overdue"
    EVIDENCE_STALE = "evidence_stale"
    STATUS_OUTDATED = "status_outdated"


class ReviewState(StrEnum):
    """Where the work on a review item stands."""

    OPEN = "open"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


class WaitingState(StrEnum):
    """What became of something that waits for a second person."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ContributionKind(StrEnum):
    """What a contribution is about: the kind of row that it may become."""

    POSITION = "position"
    SILENCE = "silence"
    INQUIRY = "inquiry"
    CITATION = "citation"
    ROLE = "role"
    RELATION = "relation"
    WORDING = "wording"


class ContributionDeed(StrEnum):
    """What a contribution would do to the record."""

    ADD = "add"
    CORRECT = "correct"
    TAKE_BACK = "take_back"


class StepKind(StrEnum):
    """What a person did with a review item."""

    KEPT = "kept"
    POSITION_RECORDED = "position_recorded"
    STATUS_CHANGED = "status_changed"
    CITATION_REPLACED = "citation_replaced"
    ASKED = "asked"
    WAITS = "waits"
    DISMISSED = "dismissed"
    ASSIGNED = "assigned"
    UNDONE = "undone"


class Urgency(IntEnum):
    """How soon a person should look; a larger number comes first."""

    LOW = 1
    NORMAL = 2
    HIGH = 3
    URGENT = 4


class SuggestionState(StrEnum):
    """What the desk made of a claim that was found in a submission."""

    NEW = "new"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"


class InquiryChannel(StrEnum):
    """How a party was asked."""

    EMAIL = "email"
    PHONE = "phone"
    PRESS_CONFERENCE = "press_conference"
    LETTER = "letter"
    MESSAGE = "message"


class WatchKind(StrEnum):
    """How a party's channel is laid out."""

    FEED = "feed"
    TELEGRAM = "telegram"
    LINKS = "links"
    PAGE = "page"


class DeliveryState(StrEnum):
    """Where a message in the outbox stands; dropped is what nobody wants any more, or
    what had no way out when it was written."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class NoticeKind(StrEnum):
    """What people of the desk are told."""

    ASSIGNED = "assigned"
    URGENT_FINDING = "urgent_finding"
    INQUIRY_OVERDUE = "inquiry_overdue"
    APPROVAL_WANTED = "approval_wanted"
    ITEM_BACK = "item_back"
    STATUS_CHANGED = "status_changed"


class Telling(StrEnum):
    """How a person is told of one kind of thing: by a letter at once or a day, on the
    desk only, or not at all."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    DESK = "desk"
    NOT = "not"


class WebhookKind(StrEnum):
    """What a webhook's receiver understands."""

    SLACK = "slack"
    MATTERMOST = "mattermost"
    JSON = "json"


class EditVerb(StrEnum):
    """What became of a row that a person of the desk wrote."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class CopyKind(StrEnum):
    """What an outside archive is asked for."""

    SAVE = "save"
    FIND = "find"


class CopyState(StrEnum):
    """Where a wish for a copy in an outside archive stands."""

    WAITING = "waiting"
    SAVING = "saving"
    KEPT = "kept"
    NONE = "none"
    FAILED = "failed"


class JobKind(StrEnum):
    """What is done to many rows at a time."""

    DISMISS = "dismiss"
    ASSIGN = "assign"
    WAIT = "wait"
    CHECK = "check"
    GRADE = "grade"
    TOPIC = "topic"
    PLACE = "place"
    MOVE = "move"
    CLAIMS = "claims"
    SOURCES = "sources"
    POSITIONS = "positions"

    @property
    def is_import(self) -> bool:
        """Reads the lines of a file instead of rows that were chosen."""
        return self in (JobKind.CLAIMS, JobKind.SOURCES, JobKind.POSITIONS)


class JobState(StrEnum):
    """Where the work on many rows stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
