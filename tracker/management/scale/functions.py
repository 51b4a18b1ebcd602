"""What the rows are drawn with. Nothing is random: the same seed draws the same rows,
in whatever order, for each draw is a hash of the row's number.
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION pg_temp.dice(n bigint, draw int) RETURNS float8 IMMUTABLE
LANGUAGE sql AS $$
  SELECT (hashint8extended(n, draw + 1000 * %(seed)s) & 1048575)::float8 / 1048576
$$;

-- One of so many; a higher power makes the first of them more frequent.
CREATE OR REPLACE FUNCTION pg_temp.pick(n bigint, draw int, size bigint, power float8)
RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
  SELECT 1 + floor(size * pg_temp.dice(n, draw) ^ power)::bigint
$$;

CREATE OR REPLACE FUNCTION pg_temp.word(n bigint, draw int, words text[])
RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT words[1 + floor(array_length(words, 1) * pg_temp.dice(n, draw))::int]
$$;

-- Another order of the same numbers, so that what is busy does not stand together.
CREATE OR REPLACE FUNCTION pg_temp.shuffled(n bigint, size bigint)
RETURNS bigint IMMUTABLE LANGUAGE sql AS $$ SELECT 1 + mod(n * 1000003, size) $$;

-- A moment of the last three years, the older the lower the number.
CREATE OR REPLACE FUNCTION pg_temp.moment(n bigint, size bigint)
RETURNS timestamptz IMMUTABLE LANGUAGE sql AS $$
  SELECT %(now)s::timestamptz - interval '1095 days' * (1 - n::float8 / (size + 1))
    - interval '2 hours'
$$;

CREATE OR REPLACE FUNCTION pg_temp.claimant(n bigint) RETURNS bigint IMMUTABLE
LANGUAGE sql AS $$ SELECT pg_temp.pick(n, 1, %(parties)s, 2.5) $$;

CREATE OR REPLACE FUNCTION pg_temp.accused(n bigint) RETURNS bigint IMMUTABLE
LANGUAGE sql AS $$
  SELECT 1 + mod(pg_temp.claimant(n) + pg_temp.pick(n, 2, %(parties)s / 3, 2) - 1,
    %(parties)s)
$$;

-- Every claim has a position before any has a second; a few have hundreds.
CREATE OR REPLACE FUNCTION pg_temp.claim_of(n bigint) RETURNS bigint IMMUTABLE
LANGUAGE sql AS $$
  SELECT CASE WHEN n <= %(claims)s THEN n
    ELSE pg_temp.shuffled(pg_temp.pick(n, 3, %(claims)s, 1.7), %(claims)s) END
$$;

CREATE OR REPLACE FUNCTION pg_temp.is_public(n bigint) RETURNS boolean IMMUTABLE
LANGUAGE sql AS $$ SELECT pg_temp.dice(n, 4) >= 0.07 $$;

CREATE OR REPLACE FUNCTION pg_temp.sentence(n bigint) RETURNS text IMMUTABLE
LANGUAGE sql AS $$
  SELECT 'Officials of district ' || n || ' said that ' || pg_temp.word(n, 5,
    '{the bridge,the railway,the depot,the harbour,the power line,the airfield}')
    || ' near ' || pg_temp.word(n, 6,
    '{Kupiansk,Sumy,Belgorod,Kursk,Kherson,Izium,Orikhiv,Rylsk,Sudzha,Vovchansk}')
    || ' was ' || pg_temp.word(n, 7,
    '{struck,repaired,closed,taken,evacuated,inspected,handed over}')
    || ' on the night of the attack.'
$$;

-- One claim in ten thousand speaks of a place that no other one names.
CREATE OR REPLACE FUNCTION pg_temp.statement(n bigint) RETURNS text IMMUTABLE
LANGUAGE sql AS $$
  SELECT pg_temp.word(n, 8,
    '{Drones,Troops,Engineers,Border guards,Rescue workers,Two officers,Civilians}')
    || ' ' || pg_temp.word(n, 9,
    '{struck,left,reached,crossed,shelled,repaired,searched,held}')
    || ' ' || pg_temp.word(n, 10,
    '{a bridge,a fuel depot,a school,positions,a hospital,a railway station,a ship}')
    || CASE WHEN mod(n, 10000) = 77 THEN ' in Zolotonosha' ELSE ' near '
      || pg_temp.word(n, 11,
      '{Kupiansk,Sumy,Belgorod,Kursk,Kherson,Izium,Orikhiv,Rylsk,Sudzha,Vovchansk}')
      END || ' on day ' || n || ' of the record.'
$$;
"""
COMMON_WORD = "Belgorod"
RARE_WORD = "Zolotonosha"
