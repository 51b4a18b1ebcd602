"""A card for each claim, by which lists find it; counts beside the cards.

The words of a search are worked out in the database, in one place for cards and for the
past: English and Russian by PostgreSQL's own dictionaries. For Ukrainian it brings none,
so endings are cut off here, and common words left out; other languages are searched by
whole words.
"""

from datetime import UTC, datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from tracker.rules.facets import Kind

# Endings of Ukrainian nouns, adjectives and verbs, cut off after three letters or more.
ENDINGS = [
    "ами",
    "ями",
    "ові",
    "еві",
    "єві",
    "ого",
    "ього",
    "ому",
    "ьому",
    "ими",
    "іми",
    "ість",
    "істю",
    "ення",
    "ення",
    "ання",
    "яння",
    "енню",
    "анню",
    "ають",
    "яють",
    "ують",
    "юють",
    "ться",
    "тися",
    "лася",
    "лося",
    "лися",
    "ою",
    "ею",
    "єю",
    "ої",
    "ії",
    "ію",
    "єї",
    "ій",
    "ей",
    "ев",
    "ів",
    "їв",
    "ам",
    "ям",
    "ах",
    "ях",
    "ом",
    "ем",
    "єм",
    "им",
    "ім",
    "их",
    "іх",
    "ий",
    "их",
    "ую",
    "юю",
    "ає",
    "яє",
    "ує",
    "ють",
    "уть",
    "ять",
    "ать",
    "ла",
    "ло",
    "ли",
    "ти",
    "ав",
    "ив",
    "а",
    "я",
    "о",
    "е",
    "є",
    "у",
    "ю",
    "и",
    "і",
    "ї",
    "й",
    "ь",
]
COMMON = [
    "і",
    "й",
    "та",
    "в",
    "у",
    "на",
    "не",
    "з",
    "із",
    "зі",
    "за",
    "до",
    "по",
    "що",
    "як",
    "це",
    "є",
    "від",
    "про",
    "для",
    "чи",
    "але",
    "або",
    "він",
    "вона",
    "воно",
    "вони",
    "його",
    "її",
    "їх",
    "був",
    "була",
    "було",
    "були",
    "бути",
    "цей",
    "ця",
    "ці",
    "той",
    "те",
    "ті",
    "при",
    "під",
    "над",
    "без",
    "через",
]

WORDS = rf"""
-- Words as they are compared where there is no dictionary: small letters, without
-- apostrophes, Ukrainian endings and common words.
CREATE FUNCTION tracker_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (regexp_replace(
        regexp_replace(
            translate(lower(said), '''’ʼ`', ''), '\m({"|".join(COMMON)})\M', ' ', 'g'
        ),
        '(?<=\w\w\w)({"|".join(dict.fromkeys(ENDINGS))})\M', '', 'g'
    ));

-- What a claim says in one language; nothing of a text beyond what a vector can hold.
CREATE FUNCTION tracker_vector(code text, said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (CASE
        WHEN code = 'en' OR code LIKE 'en-%' THEN to_tsvector('english', left(said, 20000))
        WHEN code = 'ru' OR code LIKE 'ru-%' THEN to_tsvector('russian', left(said, 20000))
        ELSE to_tsvector('simple', tracker_fold(left(said, 20000)))
    END);

-- A statement weighs more than its context. Between two texts stands a mark that no
-- word is, so that no phrase reaches from one into the other.
CREATE FUNCTION tracker_wording(code text, statement text, context text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (setweight(tracker_vector(code, statement), 'A') || '¶:1'::tsvector
        || setweight(tracker_vector(code, context), 'D') || '¶:1'::tsvector);

-- The words of a claim in all languages, as they were known at a moment.
CREATE FUNCTION tracker_claim_words(wanted bigint, known_at timestamptz)
RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
DECLARE
    worded record;
    found tsvector := ''::tsvector;
BEGIN
    FOR worded IN
        SELECT DISTINCT ON (language) language, statement, context
        FROM tracker_claimwording
        WHERE claim_id = wanted AND recorded_at <= known_at
        ORDER BY language, recorded_at DESC, id DESC
    LOOP
        found := found
            || tracker_wording(worded.language, worded.statement, worded.context);
    END LOOP;
    RETURN found;
END $$;

-- The words as they are spelled, for what a search may have meant.
CREATE FUNCTION tracker_claim_spelled(wanted bigint, known_at timestamptz)
RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT word), '{{}}') FROM (
        SELECT DISTINCT ON (language) statement, context
        FROM tracker_claimwording
        WHERE claim_id = wanted AND recorded_at <= known_at
        ORDER BY language, recorded_at DESC, id DESC
    ) worded, regexp_split_to_table(
        lower(left(statement, 5000) || ' ' || left(context, 5000)), '[^[:alpha:]''’ʼ]+'
    ) word
    WHERE length(word) BETWEEN 4 AND 30
$$;

-- One term of a query, in each way in which a claim may be worded. A word that a
-- dictionary leaves out as too common asks for nothing.
CREATE FUNCTION tracker_term(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (CASE
        WHEN numnode(plainto_tsquery('russian', term)) = 0
            OR numnode(plainto_tsquery('simple', tracker_fold(term))) = 0 THEN ''::tsquery
        ELSE plainto_tsquery('english', term) || plainto_tsquery('russian', term)
            || plainto_tsquery('simple', tracker_fold(term))
    END);
CREATE FUNCTION tracker_phrase(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (phraseto_tsquery('english', term) || phraseto_tsquery('russian', term)
        || phraseto_tsquery('simple', tracker_fold(term)));

-- The first letters of a word, and the same with one of them missing: two words that
-- differ by one letter share one of these.
CREATE FUNCTION tracker_near(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT array_agg(DISTINCT overlay(left(word, 8) PLACING '' FROM place FOR 1))
        || left(word, 8) || left(word, 7)
    FROM generate_series(1, least(length(word), 8)) place
);

CREATE INDEX claim_wording_found_by ON tracker_claimwording
    USING gin (tracker_wording(language, statement, context));
CREATE INDEX word_count_near ON tracker_wordcount USING gin (tracker_near(word));
"""  # noqa: S608 -- nothing foreign
NO_WORDS = """
DROP INDEX word_count_near;
DROP INDEX claim_wording_found_by;
DROP FUNCTION tracker_near(text);
DROP FUNCTION tracker_phrase(text);
DROP FUNCTION tracker_term(text);
DROP FUNCTION tracker_claim_spelled(bigint, timestamptz);
DROP FUNCTION tracker_claim_words(bigint, timestamptz);
DROP FUNCTION tracker_wording(text, text, text);
DROP FUNCTION tracker_vector(text, text);
DROP FUNCTION tracker_fold(text);
"""

CARDS = f"""
CREATE FUNCTION tracker_add_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker_claimcard (claim_id) SELECT id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER add_cards AFTER INSERT ON tracker_claim
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_add_cards();

CREATE FUNCTION tracker_cards_are_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker_stalecard (claim_id) SELECT claim_id FROM raised;
    RETURN NULL;
END $$;
CREATE TRIGGER cards_are_stale_at_insert AFTER INSERT ON tracker_claimversion
    REFERENCING NEW TABLE AS raised FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_cards_are_stale();
CREATE TRIGGER cards_are_stale_at_update AFTER UPDATE ON tracker_claimversion
    REFERENCING NEW TABLE AS raised FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_cards_are_stale();

-- A party that stands elsewhere now speaks for another, wherever it has a part.
CREATE FUNCTION tracker_kin_is_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker_stalecard (claim_id)
    SELECT card.claim_id FROM added
    CROSS JOIN LATERAL (
        SELECT parent_id, speaks_for_parent FROM tracker_partyprofile before
        WHERE before.party_id = added.party_id AND before.id < added.id
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) before
    JOIN tracker_claimcard card
        ON card.facets @> ARRAY[({Kind.KIN.value}::bigint << 48) | added.party_id]
    WHERE (before.parent_id, before.speaks_for_parent)
        IS DISTINCT FROM (added.parent_id, added.speaks_for_parent);
    RETURN NULL;
END $$;
CREATE TRIGGER kin_is_stale AFTER INSERT ON tracker_partyprofile
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_kin_is_stale();

-- What is taken back to the desk or archived leaves all lists and counts at once.
CREATE FUNCTION tracker_unlist_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tracker_claimcard SET is_listed = false, facets = '{{}}', words = NULL,
        spelled = '{{}}'
    WHERE is_listed AND claim_id IN (
        SELECT later.claim_id FROM later JOIN earlier USING (claim_id)
        WHERE earlier.state = 'published' AND later.state <> 'published'
    );
    RETURN NULL;
END $$;
CREATE TRIGGER unlist_cards AFTER UPDATE ON tracker_claimline
    REFERENCING OLD TABLE AS earlier NEW TABLE AS later FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_unlist_cards();

CREATE FUNCTION tracker_count_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker_facetchange (facet, number)
    SELECT facet, sum(by) FROM (
        SELECT unnest(facets) AS facet, 1 AS by FROM later
        UNION ALL SELECT unnest(facets), -1 FROM earlier
    ) each_one GROUP BY facet HAVING sum(by) <> 0;
    INSERT INTO tracker_wordchange (word, number)
    SELECT word, sum(by) FROM (
        SELECT unnest(spelled) AS word, 1 AS by FROM later
        UNION ALL SELECT unnest(spelled), -1 FROM earlier
    ) each_one GROUP BY word HAVING sum(by) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER count_cards AFTER UPDATE ON tracker_claimcard
    REFERENCING OLD TABLE AS earlier NEW TABLE AS later FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_count_cards();

INSERT INTO tracker_claimcard (claim_id) SELECT id FROM tracker_claim;
INSERT INTO tracker_stalecard (claim_id) SELECT id FROM tracker_claim;
"""  # noqa: S608 -- nothing foreign
NO_CARDS = """
DROP TRIGGER unlist_cards ON tracker_claimline;
DROP TRIGGER kin_is_stale ON tracker_partyprofile;
DROP TRIGGER cards_are_stale_at_update ON tracker_claimversion;
DROP TRIGGER cards_are_stale_at_insert ON tracker_claimversion;
DROP TRIGGER add_cards ON tracker_claim;
DROP TRIGGER count_cards ON tracker_claimcard;
DROP FUNCTION tracker_count_cards();
DROP FUNCTION tracker_unlist_cards();
DROP FUNCTION tracker_kin_is_stale();
DROP FUNCTION tracker_cards_are_stale();
DROP FUNCTION tracker_add_cards();
"""


def never(year: int, month: int, day: int) -> models.Field:
    return models.DateTimeField(db_default=datetime(year, month, day, tzinfo=UTC))


def array(of: models.Field) -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=of, db_default=[], size=None
    )


def key() -> models.Field:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def gin(field: str) -> models.Index:
    return django.contrib.postgres.indexes.GinIndex(
        fastupdate=False, fields=[field], name=f"card_{field}"
    )


def sorted_by(name: str, *fields: str) -> models.Index:
    condition = models.Q(("is_listed", True))
    return models.Index(condition=condition, fields=list(fields), name=name)


CARD = migrations.CreateModel(
    name="ClaimCard",
    fields=[
        (
            "claim",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="card",
                serialize=False,
                to="tracker.claim",
            ),
        ),
        ("version", models.BigIntegerField(db_default=0)),
        ("stale_from", models.DateTimeField(blank=True, null=True)),
        ("is_listed", models.BooleanField(db_default=False)),
        ("changed_at", never(1, 1, 1)),
        ("decided_at", never(1, 1, 1)),
        ("said_at", never(9999, 12, 31)),
        ("facets", array(models.BigIntegerField())),
        ("words", django.contrib.postgres.search.SearchVectorField(null=True)),
        ("spelled", array(models.TextField())),
    ],
    options={
        "ordering": ("claim",),
        "indexes": [
            gin("facets"),
            gin("words"),
            sorted_by("card_by_change", "-changed_at", "-claim"),
            sorted_by("card_by_decision", "-decided_at", "-claim"),
            sorted_by("card_by_word", "said_at", "claim"),
            models.Index(
                condition=models.Q(("stale_from__isnull", False)),
                fields=["stale_from"],
                name="card_by_end",
            ),
        ],
    },
)
STALE = migrations.CreateModel(
    name="StaleCard",
    fields=[
        ("id", key()),
        (
            "claim",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tracker.claim",
            ),
        ),
    ],
    options={"ordering": ("id",)},
)
COUNTS = (
    migrations.CreateModel(
        name="FacetCount",
        fields=[
            ("facet", models.BigIntegerField(primary_key=True, serialize=False)),
            ("kind", models.PositiveSmallIntegerField()),
            ("number", models.BigIntegerField()),
        ],
        options={
            "ordering": ("facet",),
            "indexes": [
                models.Index(fields=["kind", "-number"], name="facet_count_most")
            ],
        },
    ),
    migrations.CreateModel(
        name="FacetChange",
        fields=[
            ("id", key()),
            ("facet", models.BigIntegerField()),
            ("number", models.IntegerField()),
        ],
        options={"ordering": ("id",)},
    ),
    migrations.CreateModel(
        name="WordCount",
        fields=[
            ("word", models.TextField(primary_key=True, serialize=False)),
            ("number", models.BigIntegerField()),
        ],
        options={"ordering": ("word",)},
    ),
    migrations.CreateModel(
        name="WordChange",
        fields=[
            ("id", key()),
            ("word", models.TextField(db_index=True)),
            ("number", models.IntegerField()),
        ],
        options={"ordering": ("id",)},
    ),
)


class Migration(migrations.Migration):
    dependencies = (("tracker", "0024_versions"),)
    operations = (
        CARD,
        STALE,
        *COUNTS,
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(CARDS, NO_CARDS),
    )
