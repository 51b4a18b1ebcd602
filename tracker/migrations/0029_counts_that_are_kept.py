"""Counts of lists can be kept until a card is written, and a word that all dictionaries
know by one stem is looked for once."""

from django.db import migrations

# In the place of a facet stands 0, which no claim has: its count says whether any card
# was written. By chance, so that it goes another way from a backup that was restored.
WRITTEN = """
CREATE FUNCTION tracker_note_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM later) THEN
        INSERT INTO tracker_facetchange (facet, number)
        VALUES (0, 1 + floor(1000000 * random()));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_written AFTER UPDATE ON tracker_claimcard
    REFERENCING NEW TABLE AS later FOR EACH STATEMENT
    EXECUTE FUNCTION tracker_note_written();
"""
NOT_WRITTEN = """
DROP TRIGGER note_written ON tracker_claimcard;
DROP FUNCTION tracker_note_written();
DELETE FROM tracker_facetchange WHERE facet = 0;
DELETE FROM tracker_facetcount WHERE facet = 0;
"""

EACH = """
CREATE OR REPLACE FUNCTION tracker_term(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (CASE
        WHEN numnode(plainto_tsquery('russian', term)) = 0
            OR numnode(plainto_tsquery('simple', tracker_fold(term))) = 0 THEN ''::tsquery
        ELSE {term}
    END);
CREATE OR REPLACE FUNCTION tracker_phrase(term text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ({phrase});
"""
IN_TURN = (
    "{to}('english', term)",
    "{to}('russian', term)",
    "{to}('simple', tracker_fold(term))",
)


def searching(joined: str) -> str:
    """The terms of a search, each of the three ways joined by these words."""
    told = {"term": "plainto_tsquery", "phrase": "phraseto_tsquery"}
    return EACH.format(
        **{
            name: joined.format(*(way.format(to=to) for way in IN_TURN))
            for name, to in told.items()
        }
    )


ONCE = """
CREATE FUNCTION tracker_any_of(one tsquery, two tsquery, three tsquery) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (CASE
        WHEN two IN (one, three) AND three = one THEN one
        WHEN two IN (one, three) THEN one || three
        WHEN three = one THEN one || two
        ELSE one || two || three
    END);
""" + searching("tracker_any_of({}, {}, {})")
THRICE = (
    searching("{} || {} || {}")
    + """
DROP FUNCTION tracker_any_of(tsquery, tsquery, tsquery);
"""
)


class Migration(migrations.Migration):
    dependencies = (("tracker", "0028_reworded"),)
    operations = (
        migrations.RunSQL(WRITTEN, NOT_WRITTEN),
        migrations.RunSQL(ONCE, THRICE),
    )
