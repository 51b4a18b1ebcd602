"""Which claims may fit what is asked as of a past moment: more than do, but few.

Each choice is turned into rows that there must be for it; the rules then say of each
claim whether it fits (`models.found_then`).
"""

from collections.abc import Callable

from django.db.models import F, Func, Q, QuerySet
from django.db.models.base import Model

from tracker.models.citation import Citation
from tracker.models.claim import Claim, ClaimParty, ClaimWording
from tracker.models.position import Inquiry, Position, Silence
from tracker.models.status import StatusChange
from tracker.models.topic import ClaimPlace, ClaimTopic
from tracker.models.wanted import Wanted, fits, mouths, term_of
from tracker.rules.choices import Span
from tracker.rules.facets import NOT_ASSESSED, Facet, Kind
from tracker.rules.facts import Moment
from tracker.rules.query import Query
from tracker.rules.vocabulary import Role, SilenceKind, Stance

Claims = QuerySet[Claim]


def may_fit(claims: Claims, want: Wanted, moment: Moment) -> Claims:
    """Those of the claims that have the rows without which none fits."""
    for facet in want.facets:
        having = _HAVING.get(facet.kind)
        if having is not None:
            claims = having(claims, facet, moment)
    claims = _worded(claims, want.query, moment)
    claims = _dated(claims, StatusChange, want.asked.decided, moment)
    return _dated(claims, Position, want.asked.said, moment)


def _worded(claims: Claims, query: Query, moment: Moment) -> Claims:
    """Claims that were worded so at some time before."""
    words = Func(
        F("language"), F("statement"), F("context"), function="tracker_wording"
    )
    for term in query.terms:
        if not term.is_negated:
            known = ClaimWording.objects.known(moment.known_at)
            worded = known.filter(fits(words, term_of(term)))
            claims = claims.filter(pk__in=worded.values("claim"))
    return claims


def _dated(claims: Claims, table: type[Model], span: Span, moment: Moment) -> Claims:
    if not span:
        return claims
    rows = table._default_manager.filter(recorded_at__lte=moment.known_at)
    first, last = span.begin, min(span.end or moment.as_of, moment.as_of)
    if first:
        rows = rows.filter(effective_at__gte=first)
    rows = rows.filter(effective_at__lte=last)
    return claims.filter(pk__in=rows.values("claim"))


def _of_status(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    if facet.word == NOT_ASSESSED:
        decided = StatusChange.objects.counting(moment)
        return claims.exclude(pk__in=decided.values("claim"))
    rows = StatusChange.objects.counting(moment).filter(status=facet.word)
    return claims.filter(pk__in=rows.values("claim"))


def _of_turn(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    rows = StatusChange.objects.counting(moment).filter(
        status=facet.word, parties__party__in=mouths(facet.of)
    )
    return claims.filter(pk__in=rows.values("claim"))


def _of_stance(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    who = {"party__in": mouths(facet.of)}
    if facet.word in set(Stance):
        said = Position.objects.counting(moment).filter(stance=facet.word, **who)
        return claims.filter(pk__in=said.values("claim"))
    quiet = Silence.objects.counting(moment).filter(kind=facet.word, **who)
    found = Q(pk__in=quiet.values("claim"))
    if facet.word == SilenceKind.ASKED_NO_RESPONSE:
        asked = Inquiry.objects.counting(moment).filter(**who)
        found |= Q(pk__in=asked.values("claim"))
    return claims.filter(found)


def _of_party(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    who = {"party__in": mouths(facet.of)}
    parts = ClaimParty.objects.known(moment.known_at).filter(**who)
    said = Position.objects.counting(moment).filter(**who)
    quiet = Silence.objects.counting(moment).filter(**who)
    return claims.filter(
        Q(pk__in=parts.values("claim"))
        | Q(pk__in=said.values("claim"))
        | Q(pk__in=quiet.values("claim"))
    )


def _of_claimant(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    who = {"party__in": mouths(facet.of)}
    parts = ClaimParty.objects.known(moment.known_at).filter(role=Role.CLAIMANT, **who)
    said = Position.objects.counting(moment).filter(stance=Stance.ASSERTS, **who)
    return claims.filter(
        Q(pk__in=parts.values("claim")) | Q(pk__in=said.values("claim"))
    )


def _of_topic(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    rows = ClaimTopic.objects.known(moment.known_at).filter(topic=facet.of)
    return claims.filter(pk__in=rows.values("claim"))


def _of_place(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    rows = ClaimPlace.objects.known(moment.known_at).filter(place=facet.of)
    return claims.filter(pk__in=rows.values("claim"))


def _of_evidence(claims: Claims, facet: Facet, moment: Moment) -> Claims:
    rows = Citation.objects.counting(moment)
    return claims.filter(pk__in=rows.values("claim"))


_HAVING: dict[Kind, Callable[[Claims, Facet, Moment], Claims]] = {
    Kind.STATUS: _of_status,
    Kind.BY: _of_turn,
    Kind.STANCE: _of_stance,
    Kind.PARTY: _of_party,
    Kind.CLAIMANT: _of_claimant,
    Kind.TOPIC: _of_topic,
    Kind.PLACE: _of_place,
    Kind.EVIDENCE: _of_evidence,
}
