"""What a page of changes is narrowed to, and where it starts, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from tracker.models import Party, Place, Position, Topic
from tracker.models.among import EVERYTHING, Among, of_parties, of_subject
from tracker.models.as_of import parties_of
from tracker.models.changes import Key
from tracker.models.lineage import mouths
from tracker.models.seen import Subject, parts_of, seen
from tracker.reader import access
from tracker.reader.pages.claims import BadFilter
from tracker.reader.pages.parts import name_of, named
from tracker.reader.past import Past
from tracker.rules.moments import parse_moment

LONGEST = 120
SUBJECTS: dict[str, Subject] = {"topic": Topic, "place": Place}


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """The claims that are asked for, and the names of what they were narrowed to."""

    among: Among
    names: Mapping[str, str]


def read_cursor(text: str) -> Key | None:
    """Where a page starts; raises BadFilter."""
    if not text:
        return None
    at, _sign, rest = text.partition("~")
    stream, _sign, number = rest.partition("~")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    if not is_number or not stream.isalpha():
        raise BadFilter
    try:
        return Key(_read(at), stream, int(number))
    except ValueError as error:
        raise BadFilter from error


def _read(at: str) -> datetime:
    if "T" not in at:
        raise ValueError(at)
    return parse_moment(at)


def narrow(wanted: Mapping[str, str], past: Past) -> Narrowed:
    """The party, topic and place that are asked for; raises Http404 where a reader may
    not know of them."""
    names: dict[str, str] = {}
    among = EVERYTHING
    if slug := wanted.get("party"):
        party = _party(slug, past)
        among = of_parties(_voice(party.pk, past), past.moment)
        names["party"] = name_of(parties_of([party.pk], past.moment)[party.pk])
    for kind, model in SUBJECTS.items():
        if slug := wanted.get(kind):
            row = access.subject(model, slug, past)
            among &= of_subject(model, row.pk, past.moment)
            names[kind] = named(row.names)
    return Narrowed(among=among, names=names)


def _party(slug: str, past: Past) -> Party:
    found = Party.objects.filter(slug=slug).first()
    if found is None or not parties_of([found.pk], past.moment):
        raise Http404
    voice, moment = _voice(found.pk, past), past.moment
    said = Position.objects.counting(moment).filter(party__in=voice)
    for rows in (parts_of(moment, party__in=voice), said):
        if seen(rows, "claim", moment=moment, now=past.now).exists():
            return found
    raise Http404


def _voice(party: int, past: Past) -> list[int]:
    return mouths([party], past.moment.known_at)[party]
