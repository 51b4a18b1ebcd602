"""The claims: their words, the state of the work, their parties and subjects."""

from tracker.management.scale.fills import Fill
from tracker.management.scale.rows.drawn import OF_CLAIMS, PERSON

CLAIMS = (
    Fill(
        model="Claim",
        number="claims",
        columns={
            "id": "%(claim)s + n",
            "slug": "'scale-' || (%(claim)s + n)",
            "added_at": OF_CLAIMS,
        },
    ),
    Fill(
        model="ClaimWording",
        number="claims",
        columns={
            "claim_id": "%(claim)s + n",
            "language": "'en'",
            "statement": "pg_temp.statement(n)",
            "recorded_at": OF_CLAIMS,
            "recorded_by_id": PERSON,
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
            "recorded_at": f"{OF_CLAIMS} + interval '1 minute'",
            "recorded_by_id": PERSON,
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
                "recorded_at": f"{OF_CLAIMS} + interval '{after} minutes'",
                "recorded_by_id": PERSON,
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
                "recorded_at": OF_CLAIMS,
                "recorded_by_id": PERSON,
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
                "recorded_at": OF_CLAIMS,
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
            "recorded_by_id": PERSON,
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
