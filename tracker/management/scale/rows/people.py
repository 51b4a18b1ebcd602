"""The people of the desk, and the registers that the record rests on."""

from tracker.management.scale.fills import Fill

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
