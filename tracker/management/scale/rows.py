"""The rows of a desk of any size, in an order in which each finds what it stands on."""

from tracker.engine.extractor import EXTRACTOR
from tracker.management.scale.fills import Fill

_PERSON = "%(person)s + pg_temp.pick(n, 20, %(people)s, 1.5)"
_CLAIM = "%(claim)s + pg_temp.pick(n, 21, %(claims)s, 1)"
_OF_CLAIMS = "pg_temp.moment(n, %(claims)s)"
_STANCES = "'{asserts,asserts,acknowledges,acknowledges_partly,denies,denies," + (
    "disputes_details,verifying,declines_to_comment,no_clear_position}'"
)
_PAGE = (
    "repeat('The council met in the morning and heard the reports of the week. ', 4)"
)
_TEXT = f"{_PAGE} || pg_temp.sentence(n) || E'\\n' || {_PAGE}"
_DIGEST = f"encode(sha256(convert_to({_TEXT} || %(source)s, 'UTF8')), 'hex')"

PEOPLE = (
    Fill(
        model="auth.User",
        number="people",
        columns={
            "id": "%(person)s + n",
            "username": "'scale-' || (%(person)s + n)",
            "password": "'!nobody-can-log-in'",
            "is_staff": "true",
        },
    ),
)
REGISTERS = (
    Fill(
        model="Party",
        number="parties",
        columns={"id": "%(party)s + n", "slug": "'scale-party-' || (%(party)s + n)"},
    ),
    Fill(
        model="PartyProfile",
        number="parties",
        columns={
            "party_id": "%(party)s + n",
            "names": "jsonb_build_object('en', 'Ministry ' || n, 'uk',"
            " 'Міністерство ' || n, 'ru', 'Министерство ' || n)",
            "kind": "pg_temp.word(n, 23, '{state,ministry,military,observer,outlet,"
            "regional_authority,armed_group}')",
            "parent_id": "CASE WHEN n > 10 AND pg_temp.dice(n, 24) < 0.3"
            " THEN %(party)s + 1 + mod(n, 10) END",
            "speaks_for_parent": "n > 10 AND pg_temp.dice(n, 24) < 0.2",
            "recorded_at": "pg_temp.moment(0, 1)",
        },
    ),
    Fill(
        model="Topic",
        number="topics",
        columns={
            "id": "%(topic)s + n",
            "slug": "'scale-topic-' || (%(topic)s + n)",
            "names": "jsonb_build_object('en', 'Topic ' || n)",
        },
    ),
    Fill(
        model="Place",
        number="places",
        columns={
            "id": "%(place)s + n",
            "slug": "'scale-place-' || (%(place)s + n)",
            "names": "jsonb_build_object('en', 'Place ' || n)",
            "latitude": "44 + 8 * pg_temp.dice(n, 25)",
            "longitude": "22 + 18 * pg_temp.dice(n, 26)",
        },
    ),
    Fill(
        model="Host",
        number="hosts",
        columns={
            "id": "%(host)s + n",
            "name": "'h' || (%(host)s + n) || '.scale.example'",
        },
    ),
)
SOURCES = (
    Fill(
        model="Source",
        number="sources",
        columns={
            "id": "%(source)s + n",
            "url": "'https://h' || (%(host)s + 1 + mod(n, %(hosts)s))"
            " || '.scale.example/' || (%(source)s + n)",
            "host_id": "%(host)s + 1 + mod(n, %(hosts)s)",
            "added_at": "pg_temp.moment(n, %(sources)s)",
            "added_by_id": _PERSON,
            # Nobody asks sites that do not exist.
            "due_at": "NULL",
            "check_seq": "%(checks_each)s",
            "state": "CASE WHEN pg_temp.dice(n, 27) < 0.9 THEN 'ok' ELSE"
            " pg_temp.word(n, 28, '{changed,moved,blocked,dead,unreachable}') END",
            "last_checked_at": "%(now)s::timestamptz - interval '1 hour'",
        },
    ),
    Fill(
        model="SourceProfile",
        number="sources",
        columns={
            "source_id": "%(source)s + n",
            "title": "'Report ' || n || ': ' || pg_temp.statement(n)",
            "publisher": "'Outlet ' || pg_temp.pick(n, 29, 300, 2)",
            "language": "pg_temp.word(n, 30, '{en,uk,ru}')",
            "reliability": "pg_temp.word(n, 31, '{A,B,B,C,C,D,E,F}')",
            "published_at": "pg_temp.moment(n, %(sources)s)",
            "recorded_at": "pg_temp.moment(n, %(sources)s)",
        },
    ),
    Fill(
        model="Body",
        number="sources",
        columns={
            "digest": _DIGEST,
            "size": f"octet_length({_TEXT})",
            "name": f"'scale/' || {_DIGEST}",
        },
    ),
    Fill(
        model="Snapshot",
        number="sources",
        columns={
            "id": "%(snapshot)s + n",
            "source_id": "%(source)s + n",
            "body_id": _DIGEST,
            "captured_at": "pg_temp.moment(n, %(sources)s)",
            "recorded_at": "pg_temp.moment(n, %(sources)s)",
            "final_url": "source.url",
            "http_status": "200",
            "content_type": "'text/html; charset=utf-8'",
        },
        joined="JOIN tracker_source source ON source.id = %(source)s + n",
    ),
    Fill(
        model="Extraction",
        number="sources",
        columns={
            "snapshot_id": "%(snapshot)s + n",
            "extractor": f"'{EXTRACTOR}'",
            "title": "'Report ' || n",
            "article": _TEXT,
            "full": _TEXT,
            "language": "'en'",
        },
    ),
    Fill(
        model="Check",
        number="checks",
        columns={
            "id": "%(check)s + n",
            "source_id": "%(source)s + 1 + mod(n - 1, %(sources)s)",
            "seq": "1 + (n - 1) / %(sources)s",
            "token": "gen_random_uuid()",
            "outcome": "CASE WHEN pg_temp.dice(n, 32) < 0.85 THEN 'unchanged'"
            " ELSE pg_temp.word(n, 33, '{changed,timeout,not_found,moved}') END",
            "http_status": "200",
            "started_at": "pg_temp.moment(n, %(checks)s) - interval '1 second'",
            "effective_at": "pg_temp.moment(n, %(checks)s)",
            "recorded_at": "pg_temp.moment(n, %(checks)s)",
            "snapshot_id": "%(snapshot)s + 1 + mod(n - 1, %(sources)s)",
            "change": "'unchanged'",
            "source_state": "'ok'",
        },
    ),
    Fill(
        model="Watch",
        number="watches",
        columns={
            "id": "%(watch)s + n",
            "party_id": "%(party)s + pg_temp.pick(n, 34, %(parties)s, 1)",
            "source_id": "%(source)s + n",
            "kind": "pg_temp.word(n, 35, '{feed,telegram,links,page}')",
        },
    ),
    Fill(
        model="WatchEntry",
        number="entries",
        columns={
            "watch_id": "%(watch)s + pg_temp.pick(n, 36, %(watches)s, 2)",
            "key": "'scale-' || (%(party)s + n)",
            "title": "pg_temp.statement(n)",
            "text": "pg_temp.sentence(n)",
            "published_at": "pg_temp.moment(n, %(entries)s)",
            "recorded_at": "pg_temp.moment(n, %(entries)s)",
        },
    ),
    Fill(
        model="OutsideCopy",
        number="copies",
        columns={
            "source_id": "%(source)s + n",
            "kind": "'find'",
            "near": "pg_temp.moment(n, %(copies)s)",
            "asked_at": "pg_temp.moment(n, %(copies)s)",
            "state": "'none'",
        },
    ),
)
CLAIMS = (
    Fill(
        model="Claim",
        number="claims",
        columns={
            "id": "%(claim)s + n",
            "slug": "'scale-' || (%(claim)s + n)",
            "added_at": _OF_CLAIMS,
        },
    ),
    Fill(
        model="ClaimWording",
        number="claims",
        columns={
            "claim_id": "%(claim)s + n",
            "language": "'en'",
            "statement": "pg_temp.statement(n)",
            "recorded_at": _OF_CLAIMS,
            "recorded_by_id": _PERSON,
        },
    ),
    Fill(
        model="ClaimWording",
        number="claims",
        columns={
            "claim_id": "%(claim)s + n",
            "language": "CASE WHEN pg_temp.dice(n, 40) < 0.1 THEN 'en' ELSE 'uk' END",
            "statement": "CASE WHEN pg_temp.dice(n, 40) < 0.1 THEN"
            " pg_temp.statement(n) ELSE 'Міст біля Белгорода, день ' || n END",
            "recorded_at": f"{_OF_CLAIMS} + interval '1 minute'",
            "recorded_by_id": _PERSON,
        },
        where="pg_temp.dice(n, 40) < 0.4",
    ),
    *(
        Fill(
            model="ClaimWorkflow",
            number="claims",
            columns={
                "claim_id": "%(claim)s + n",
                "state": f"'{state}'",
                "reason": f"'{reason}'",
                "recorded_at": f"{_OF_CLAIMS} + interval '{after} minutes'",
                "recorded_by_id": _PERSON,
            },
            where=where,
        )
        for state, after, reason, where in (
            ("draft", 0, "", "true"),
            ("in_review", 20, "", "pg_temp.dice(n, 4) >= 0.05"),
            ("published", 60, "", "pg_temp.is_public(n)"),
            ("archived", 90, "It is over.", "pg_temp.dice(n, 4) >= 0.95"),
        )
    ),
    *(
        Fill(
            model="ClaimParty",
            number="claims",
            columns={
                "claim_id": "%(claim)s + n",
                "party_id": f"%(party)s + pg_temp.{who}(n)",
                "role": f"'{who}'",
                "is_burdened": answers,
                "is_expected": answers,
                "recorded_at": _OF_CLAIMS,
                "recorded_by_id": _PERSON,
            },
        )
        for who, answers in (("claimant", "false"), ("accused", "true"))
    ),
    *(
        Fill(
            model=f"Claim{subject.title()}",
            number="claims",
            columns={
                "claim_id": "%(claim)s + n",
                f"{subject}_id": f"%({subject})s + pg_temp.pick(n, 41, %({many})s, 2)",
                "recorded_at": _OF_CLAIMS,
            },
        )
        for subject, many in (("topic", "topics"), ("place", "places"))
    ),
    Fill(
        model="ClaimRelation",
        number="relations",
        columns={
            "claim_id": "%(claim)s + 1 + mod(n * 3, %(claims)s)",
            "kind": "pg_temp.word(n, 42, '{contradicts,repeats}')",
            "other_id": "%(claim)s + 1 + mod(n * 3 + 7, %(claims)s)",
            "recorded_at": "%(now)s::timestamptz - interval '1 hour'",
            "recorded_by_id": _PERSON,
        },
    ),
    Fill(
        model="SlugRedirect",
        number="redirects",
        columns={
            "old_slug": "'scale-old-' || (%(claim)s + n)",
            "claim_id": "%(claim)s + n",
        },
    ),
)
FACTS = (
    Fill(
        model="Inquiry",
        number="inquiries",
        columns={
            "id": "%(inquiry)s + n",
            "claim_id": "%(claim)s + n",
            "party_id": "%(party)s + pg_temp.accused(n)",
            "channel": "pg_temp.word(n, 43, '{email,email,phone,letter,message}')",
            "asked_by": "'The desk'",
            "question": "'What do you say about it?'",
            "effective_at": f"{_OF_CLAIMS} + interval '1 minute'",
            "deadline": f"{_OF_CLAIMS} + interval '2 days'",
            "recorded_at": f"{_OF_CLAIMS} + interval '1 minute'",
            "recorded_by_id": _PERSON,
        },
    ),
    Fill(
        model="Position",
        number="positions",
        columns={
            "id": "%(position)s + n",
            "claim_id": "%(claim)s + pg_temp.claim_of(n)",
            "party_id": "%(party)s + CASE WHEN mod(n, 2) = 0"
            " OR n <= %(inquiries)s AND pg_temp.dice(n, 44) < 0.6"
            " THEN pg_temp.accused(pg_temp.claim_of(n))"
            " ELSE pg_temp.claimant(pg_temp.claim_of(n)) END",
            "answers_id": "CASE WHEN n <= %(inquiries)s AND pg_temp.dice(n, 44) < 0.6"
            " THEN %(inquiry)s + n END",
            "stance": f"pg_temp.word(n, 45, {_STANCES})",
            "voice": "pg_temp.word(n, 46, '{quoted,quoted,reported}')",
            "speaker": "CASE WHEN pg_temp.dice(n, 47) < 0.3 THEN 'Speaker '"
            " || pg_temp.pick(n, 48, 5000, 2) ELSE '' END",
            "gist": "jsonb_build_object('en', 'says that it was so on day ' || n)",
            "effective_at": f"{_OF_CLAIMS} + interval '3 minutes'"
            " + pg_temp.dice(n, 49) * interval '1 hour'",
            "recorded_at": f"{_OF_CLAIMS} + interval '1 hour 20 minutes'",
            "recorded_by_id": _PERSON,
        },
    ),
    Fill(
        model="Position",
        number="corrections",
        columns={
            "claim_id": "wrong.claim_id",
            "party_id": "wrong.party_id",
            "stance": "'disputes_details'",
            "voice": "wrong.voice",
            "effective_at": "wrong.effective_at",
            "recorded_at": "wrong.recorded_at + interval '10 minutes'",
            "recorded_by_id": "wrong.recorded_by_id",
            "reason": "'The speaker was quoted too shortly.'",
            "corrects_id": "wrong.id",
        },
        joined="JOIN tracker_position wrong ON wrong.id = %(position)s + 100 * n",
    ),
    Fill(
        model="Silence",
        number="silences",
        columns={
            "claim_id": "%(claim)s + n",
            "party_id": "%(party)s + pg_temp.accused(n)",
            "kind": "CASE WHEN n <= %(inquiries)s AND pg_temp.dice(n, 44) BETWEEN 0.6"
            " AND 0.98 THEN 'asked_no_response' ELSE 'no_statement_found' END",
            "inquiry_id": "CASE WHEN n <= %(inquiries)s AND pg_temp.dice(n, 44)"
            " BETWEEN 0.6 AND 0.98 THEN %(inquiry)s + n END",
            "effective_at": f"{_OF_CLAIMS} + interval '2 minutes'",
            "recorded_at": f"{_OF_CLAIMS} + interval '2 minutes'",
            "recorded_by_id": _PERSON,
        },
    ),
    Fill(
        model="Citation",
        number="citations",
        columns={
            "id": "%(citation)s + n",
            "claim_id": "said.claim_id",
            "position_id": "CASE WHEN pg_temp.dice(n, 50) < 0.8 THEN said.id END",
            "source_id": "%(source)s + pg_temp.pick(n, 51, %(sources)s, 1.5)",
            "snapshot_id": "%(snapshot)s + pg_temp.pick(n, 51, %(sources)s, 1.5)",
            "exact": "pg_temp.sentence(pg_temp.pick(n, 51, %(sources)s, 1.5))",
            "start": f"length({_PAGE})",
            "end": f"length({_PAGE} || pg_temp.sentence(pg_temp.pick(n, 51,"
            " %(sources)s, 1.5)))",
            "language": "pg_temp.word(n, 52, '{en,uk,ru}')",
            "effective_at": "said.effective_at",
            "recorded_at": "said.recorded_at + interval '1 second'",
            "recorded_by_id": _PERSON,
        },
        joined="JOIN tracker_position said"
        " ON said.id = %(position)s + 1 + mod(n - 1, %(positions)s)",
    ),
    Fill(
        model="CitationAssessment",
        number="citations",
        columns={
            "citation_id": "%(citation)s + n",
            "bearing": "pg_temp.word(n, 53,"
            " '{supports,supports,supports,contradicts,repeats}')",
            "credibility": "1 + floor(6 * pg_temp.dice(n, 54))",
            "is_verified": "floor(6 * pg_temp.dice(n, 54)) = 0",
            "recorded_at": "cited.recorded_at",
            "recorded_by_id": "cited.recorded_by_id",
        },
        joined="JOIN tracker_citation cited ON cited.id = %(citation)s + n",
    ),
    Fill(
        model="CitationCheck",
        number="citations",
        columns={
            "check_run_id": "%(check)s + %(sources)s * (%(checks_each)s - 1)"
            " + pg_temp.pick(n, 51, %(sources)s, 1.5)",
            "citation_id": "%(citation)s + n",
            "state": "CASE WHEN pg_temp.dice(n, 55) < 0.94 THEN 'exact' ELSE"
            " pg_temp.word(n, 56, '{exact_moved,altered,altered_critical,gone}') END",
            "similarity": "1",
        },
        where="%(checks_each)s > 0",
    ),
    Fill(
        model="StatusChange",
        number="claims",
        columns={
            "id": "%(statuschange)s + n",
            "claim_id": "%(claim)s + n",
            "status": "pg_temp.word(n, 57, '{unconfirmed,unconfirmed,corroborated,"
            "confirmed,partly_confirmed,disputed,denied,false,retracted}')",
            "proposed": "'unconfirmed'",
            "effective_at": f"{_OF_CLAIMS} + interval '90 minutes'",
            "recorded_at": f"{_OF_CLAIMS} + interval '90 minutes'",
            "recorded_by_id": _PERSON,
            "reason": "'The record says so.'",
        },
        where="pg_temp.is_public(n)",
        extra=Fill(
            model="StatusParty",
            number="claims",
            columns={
                "status_change_id": "%(statuschange)s + n",
                "party_id": "%(party)s + pg_temp.accused(n)",
            },
            where="pg_temp.is_public(n)",
        ),
    ),
    Fill(
        model="StatusChange",
        number="claims",
        columns={
            "claim_id": "%(claim)s + n",
            "status": "pg_temp.word(n, 58, '{confirmed,disputed,denied,false}')",
            "effective_at": f"{_OF_CLAIMS} + interval '100 minutes'",
            "recorded_at": f"{_OF_CLAIMS} + interval '100 minutes'",
            "recorded_by_id": _PERSON,
            "reason": "'An answer came.'",
        },
        where="pg_temp.is_public(n) AND pg_temp.dice(n, 59) < 0.2",
    ),
)


def _items(state: str, number: str) -> tuple[Fill, ...]:
    """Review items of one state: of words, of pages, of inquiries, of claims."""
    closed = {
        "resolved_at": f"pg_temp.moment(n, %({number})s) + interval '1 hour'",
        "resolution": "'Looked at.'",
        "resolved_by_id": _PERSON,
    }
    shared = {
        "state": f"'{state}'",
        "urgency": "1 + floor(4 * pg_temp.dice(n, 60) ^ 1.5)",
        "is_confirmed": "pg_temp.dice(n, 61) < 0.7",
        "opened_at": f"pg_temp.moment(n, %({number})s)",
        "assignee_id": f"CASE WHEN pg_temp.dice(n, 62) < 0.4 THEN {_PERSON} END",
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
            "submitted_by_id": _PERSON,
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
            "claim_id": _CLAIM,
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
            "user_id": _PERSON,
            "content_type_id": "(SELECT id FROM django_content_type WHERE app_label ="
            " 'tracker' AND model = pg_temp.word(n, 66, '{claim,claim,source,party,"
            "reviewitem}'))",
            "object_id": f"({_CLAIM})::text",
            "object_repr": "pg_temp.statement(n)",
            "action_flag": "2",
            "change_message": "'Changed the wording or the subjects.'",
        },
    ),
)
ALL = (*PEOPLE, *REGISTERS, *SOURCES, *CLAIMS, *FACTS, *WORK)
