"""What was said, shown and concluded about the claims."""

from tracker.management.scale.fills import Fill
from tracker.management.scale.rows.drawn import OF_CLAIMS, PAGE, PERSON

_STANCES = "'{asserts,asserts,acknowledges,acknowledges_partly,denies,denies," + (
    "disputes_details,verifying,declines_to_comment,no_clear_position}'"
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
            "effective_at": f"{OF_CLAIMS} + interval '1 minute'",
            "deadline": f"{OF_CLAIMS} + interval '2 days'",
            "recorded_at": f"{OF_CLAIMS} + interval '1 minute'",
            "recorded_by_id": PERSON,
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
            "effective_at": f"{OF_CLAIMS} + interval '3 minutes'"
            " + pg_temp.dice(n, 49) * interval '1 hour'",
            "recorded_at": f"{OF_CLAIMS} + interval '1 hour 20 minutes'",
            "recorded_by_id": PERSON,
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
            "effective_at": f"{OF_CLAIMS} + interval '2 minutes'",
            "recorded_at": f"{OF_CLAIMS} + interval '2 minutes'",
            "recorded_by_id": PERSON,
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
            "start": f"length({PAGE})",
            "end": f"length({PAGE} || pg_temp.sentence(pg_temp.pick(n, 51,"
            " %(sources)s, 1.5)))",
            "language": "pg_temp.word(n, 52, '{en,uk,ru}')",
            "effective_at": "said.effective_at",
            "recorded_at": "said.recorded_at + interval '1 second'",
            "recorded_by_id": PERSON,
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
            "effective_at": f"{OF_CLAIMS} + interval '90 minutes'",
            "recorded_at": f"{OF_CLAIMS} + interval '90 minutes'",
            "recorded_by_id": PERSON,
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
            "effective_at": f"{OF_CLAIMS} + interval '100 minutes'",
            "recorded_at": f"{OF_CLAIMS} + interval '100 minutes'",
            "recorded_by_id": PERSON,
            "reason": "'An answer came.'",
        },
        where="pg_temp.is_public(n) AND pg_temp.dice(n, 59) < 0.2",
    ),
)
