"""The claims that a request for a list asks for, with the parameters of the page."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tracker.api.moments import Asked
from tracker.models import Claim, found, found_then
from tracker.models.found_then import Then
from tracker.rules import facets
from tracker.rules.asked import BadAsk, read

UNREADABLE = "This value cannot be read; /api/v1/schema/ lists what can be asked for."
TOO_WIDE = (
    "More claims than can be looked at may fit at this moment. Ask for less at a time:"
    " a party, a topic, a place, a date, or another word."
)


def matching(request: Request, when: Asked) -> QuerySet[Claim]:
    """All claims that fit; answers 400 where the question cannot be answered."""
    try:
        asked = read(dict(request.query_params.lists()))
        if not when.is_past:
            return found.matching(asked)
        return found_then.matching_then(asked, Then(moment=when.moment, now=when.now))
    except BadAsk as error:
        raise ValidationError({error.name: [UNREADABLE]}) from error
    except found_then.TooWide as error:
        raise ValidationError({"as_of": [TOO_WIDE]}) from error


def _many(name: str, words: str, values: Iterable[str] = ()) -> OpenApiParameter:
    listed = f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""
    return OpenApiParameter(
        name,
        OpenApiTypes.STR,
        many=True,
        explode=True,
        style="form",
        description=f"{words}{listed} May be given several times: all have to fit.",
    )


def _day(name: str, words: str) -> OpenApiParameter:
    return OpenApiParameter(name, date, description=f"{words}, UTC.")


LISTED = [
    OpenApiParameter(
        "q",
        OpenApiTypes.STR,
        description='Words that a claim has to say, "phrases" in quotation marks, and'
        " -words that it must not say. English and Russian are searched by the stems of"
        " words, Ukrainian without its endings.",
    ),
    _many("status", "The public status.", facets.STATUSES),
    _many("by", "A status and a party that it turns on: `unconfirmed:moscow`."),
    _many(
        "stance",
        "What a party says, or how it is silent: `denies:beijing`. The word is one of"
        f" {', '.join(f'`{word}`' for word in facets.STANCES)}.",
    ),
    _many("claimant", "A party that claims it, by its slug."),
    _many("party", "A party with a part, a word or a silence in it, by its slug."),
    _many("topic", "A topic, by its slug."),
    _many("place", "A place, by its slug."),
    _many("evidence", "What became of a quotation.", facets.EVIDENCE),
    _day("decided_from", "The public status was decided on this day or later"),
    _day("decided_to", "The public status was decided on this day or before"),
    _day("said_from", "It was first said on this day or later"),
    _day("said_to", "It was first said on this day or before"),
]
