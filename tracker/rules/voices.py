"""Who speaks for whom: in whose name a word counts, and who stands beside whom.

"Parties that speak for a parent fold into it before the table is read [...]. A party
that belongs to another without speaking for it is never an answering party in a claim
where that parent is."
"""

from collections.abc import Collection, Iterator, Mapping

from tracker.rules.facts import Party

Parties = Mapping[int, Party]


def voice_of(party: int, parties: Parties) -> int:
    """The party in whose name this one speaks: itself, or its topmost spoken-for
    parent.

    A circle of parties that speak for each other is one voice, the one of lowest id:
    the database refuses circles, but a rule must end on any input.
    """
    chain = speaking_chain(party, parties)
    above = _spoken_for(chain[-1], parties)
    return chain[-1] if above is None else min(chain[chain.index(above) :])


def speaking_chain(party: int, parties: Parties) -> list[int]:
    """This party and the parents that it speaks for, upwards, each once."""
    chain = [party]
    while (above := _spoken_for(chain[-1], parties)) is not None and above not in chain:
        chain.append(above)
    return chain


def superior_of(party: int, parties: Parties, present: Collection[int]) -> int | None:
    """The nearest party above this one that is among those present, in its own voice.

    `party` and `present` are voices. None where nobody above is present, and for
    members of a circle, none of whom is above the other.
    """
    above = list(_above(party, parties))
    if party in above:
        return None
    return next((voice for voice in above if voice in present), None)


def _above(party: int, parties: Parties) -> Iterator[int]:
    """The voices above a voice, upwards, each once."""
    seen: set[int] = set()
    while (parent := _parent(party, parties)) is not None:
        party = voice_of(parent, parties)
        if party in seen:
            return
        seen.add(party)
        yield party


def _spoken_for(party: int, parties: Parties) -> int | None:
    known = parties.get(party)
    return known.parent if known is not None and known.speaks_for_parent else None


def _parent(party: int, parties: Parties) -> int | None:
    known = parties.get(party)
    return known.parent if known is not None else None
