"""What a search that found nothing may have meant: a word of the claims in lists."""

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

from tracker.models.cards import fold

# Shorter words are near too many others.
SHORTEST = 4
CANDIDATES = 200
_NEAR = """
SELECT asked.word, near.word, near.number
FROM unnest(%s::text[]) AS asked (word) CROSS JOIN LATERAL (
    SELECT word, number + coalesce((
        SELECT sum(number) FROM tracker_wordchange change WHERE change.word = count.word
    ), 0) AS number
    FROM tracker_wordcount count
    WHERE tracker_near(count.word) && tracker_near(asked.word)
    ORDER BY number DESC LIMIT %s
) near
WHERE near.number > 0
"""


def meant(words: tuple[str, ...]) -> dict[str, str]:
    """The nearest known word for each of the words that no claim in a list has.

    Only words of claims that lists show are counted, so only those are ever offered.
    """
    asked = {word.lower(): word for word in words if len(word) >= SHORTEST}
    if not asked:
        return {}
    fold()
    near: dict[str, list[tuple[str, int]]] = {}
    for word, known, number in _near(list(asked)):
        near.setdefault(word, []).append((known, number))
    found = {word: _nearest(word, known) for word, known in near.items()}
    return {asked[word]: known for word, known in found.items() if known}


def _near(words: list[str]) -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [words, CANDIDATES])
        return list(cursor.fetchall())


def _nearest(word: str, known: list[tuple[str, int]]) -> str:
    """Empty where the word itself is known, or nothing is near enough."""
    most = 1 if len(word) < 6 else 2
    ranked = sorted(
        (DamerauLevenshtein.distance(word, other, score_cutoff=most), -number, other)
        for other, number in known
    )
    distance, _, other = ranked[0]
    return other if 0 < distance <= most else ""
