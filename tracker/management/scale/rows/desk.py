"""What the desk has to do and has done: review items, articles, letters, its log."""

from tracker.management.scale.fills import Fill
from tracker.management.scale.rows.drawn import CLAIM, PERSON


def _items(state: str, number: str) -> tuple[Fill, ...]:
    """Review items of one state: of words, of pages, of inquiries, of claims."""
    closed = {
        "resolved_at": f"pg_temp.moment(n, %({number})s) + interval '1 hour'",
        "resolution": "'Looked at.'",
        "resolved_by_id": PERSON,
    }
    shared = {
        "state": f"'{state}'",
        "urgency": "1 + floor(4 * pg_temp.dice(n, 60) ^ 1.5)",
        "is_confirmed": "pg_temp.dice(n, 61) < 0.7",
        "opened_at": f"pg_temp.moment(n, %({number})s)",
        "assignee_id": f"CASE WHEN pg_temp.dice(n, 62) < 0.4 THEN {PERSON} END",
    } | ({} if state == "open" else closed)
    last = "%(check)s + %(sources)s * (%(checks_each)s - 1)"
    return (
        Fill(
            model="ReviewItem",
            number=number,
            columns=shared
            | {
                "kind": "pg_temp.word(n, 63, '{words_altered,words_gone}')",
                "claim_id": "cited.claim_id",
                "source_id": "cited.source_id",
                "citation_id": "cited.id",
                "check_run_id": f"{last} + cited.source_id - %(source)s",
                "last_check_id": f"{last} + cited.source_id - %(source)s",
                "before": "cited.exact",
                "after": "replace(cited.exact, 'said', 'denied')",
            },
            joined="JOIN tracker_citation cited"
            " ON cited.id = %(citation)s + pg_temp.shuffled(n, %(citations)s)",
            where="mod(n, 20) < 10",
        ),
        Fill(
            model="ReviewItem",
            number=number,
            columns=shared
            | {
                "kind": "pg_temp.word(n, 64, '{page_changed,page_gone,page_moved}')",
                "source_id": "%(source)s + pg_temp.shuffled(n, %(sources)s)",
                "check_run_id": f"{last} + pg_temp.shuffled(n, %(sources)s)",
                "last_check_id": f"{last} + pg_temp.shuffled(n, %(sources)s)",
                "before": "'The council met in the morning.'",
                "after": "'The council met in the evening.'",
            },
            where="mod(n, 20) BETWEEN 10 AND 15",
        ),
        Fill(
            model="ReviewItem",
            number=number,
            columns=shared
            | {
                "kind": "'inquiry_overdue'",
                "claim_id": "asked.claim_id",
                "party_id": "asked.party_id",
                "inquiry_id": "asked.id",
            },
            joined="JOIN tracker_inquiry asked"
            " ON asked.id = %(inquiry)s + pg_temp.shuffled(n, %(inquiries)s)",
            where="mod(n, 20) BETWEEN 16 AND 17",
        ),
        Fill(
            model="ReviewItem",
            number=number,
            columns=shared
            | {
                "kind": "'status_outdated'",
                "claim_id": "%(claim)s + pg_temp.shuffled(n, %(claims)s)",
            },
            where="mod(n, 20) > 17",
        ),
    )


WORK = (
    *_items("open", "open_items"),
    *_items("resolved", "closed_items"),
    Fill(
        model="Submission",
        number="submissions",
        columns={
            "id": "%(submission)s + n",
            "title": "'Article ' || n",
            "text": "pg_temp.sentence(n)",
            "language": "'en'",
            "received_at": "pg_temp.moment(n, %(submissions)s)",
            "submitted_by_id": PERSON,
        },
    ),
    Fill(
        model="Suggestion",
        number="submissions",
        columns={
            "submission_id": "%(submission)s + n",
            "statement": "pg_temp.statement(n)",
            "state": "CASE WHEN pg_temp.dice(n, 65) < 0.1 THEN 'new' ELSE 'declined'"
            " END",
            "reason": "CASE WHEN pg_temp.dice(n, 65) < 0.1 THEN '' ELSE 'Not for us.'"
            " END",
            "decided_at": "CASE WHEN pg_temp.dice(n, 65) < 0.1 THEN NULL ELSE"
            " pg_temp.moment(n, %(submissions)s) END",
        },
    ),
    Fill(
        model="Subscription",
        number="subscriptions",
        columns={
            "email": "'reader-' || (%(claim)s + n) || '@scale.example'",
            "claim_id": CLAIM,
            "token": "gen_random_uuid()",
            "asked_at": "pg_temp.moment(n, %(subscriptions)s)",
        },
    ),
    Fill(
        model="Delivery",
        number="deliveries",
        columns={
            "key": "'scale-' || (%(claim)s + n)",
            "recipient": "'reader-' || n || '@scale.example'",
            "state": "'sent'",
            "due_at": "pg_temp.moment(n, %(deliveries)s)",
            "sent_at": "pg_temp.moment(n, %(deliveries)s)",
        },
    ),
    Fill(
        model="admin.LogEntry",
        number="log",
        columns={
            "action_time": "pg_temp.moment(n, %(log)s)",
            "user_id": PERSON,
            "content_type_id": "(SELECT id FROM django_content_type WHERE app_label ="
            " 'tracker' AND model = pg_temp.word(n, 66, '{claim,claim,source,party,"
            "reviewitem}'))",
            "object_id": f"({CLAIM})::text",
            "object_repr": "pg_temp.statement(n)",
            "action_flag": "2",
            "change_message": "'Changed the wording or the subjects.'",
        },
    ),
)
