"""The list of claims, filtered by status and by words, as of a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from tracker.models import Claim, ClaimWording, StatusChange
from tracker.models.as_of import records
from tracker.reader import access, words
from tracker.reader.dates import When, dated
from tracker.reader.pages.parts import Badge, Statement, statements, verdict
from tracker.reader.past import Past, tail
from tracker.rules.facts import Moment, Record
from tracker.rules.status import public_status
from tracker.rules.vocabulary import Status

PER_PAGE = 20
STATUS_CHOICES = [
    ("", "Any status"),
    *((status.value, words.status_label(status)) for status in Status),
    (words.NOT_ASSESSED, words.NOT_ASSESSED_LABEL),
]


class ListForm(forms.Form):
    """What a list can be asked for; anything else is a bad address."""

    q = forms.CharField(required=False, max_length=200)
    status = forms.ChoiceField(required=False, choices=STATUS_CHOICES)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)


class BadFilter(ValueError):
    """The address asks for something that a list does not have."""


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One claim in a list."""

    slug: str
    statement: Statement
    badge: Badge
    rest: str
    changed: When | None  # when the public status was decided


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Turning:
    """Where one stands among the pages of a list; addresses, or nothing."""

    number: int
    pages: int
    earlier: str
    later: str


@dataclass(frozen=True, kw_only=True)
class ClaimList:
    rows: tuple[ClaimRow, ...]
    total: str
    words: str
    choices: tuple[Choice, ...]
    turning: Turning
    is_filtered: bool


def claim_list(asked: Mapping[str, str], past: Past) -> ClaimList:
    """The list that an address asks for; raises BadFilter, Http404."""
    form = ListForm(asked)
    if not form.is_valid():
        raise BadFilter
    query, status = form.cleaned_data["q"], form.cleaned_data["status"]
    claims = matching(latest_first(past), query=query, status=status, past=past)
    paginator = Paginator(claims, PER_PAGE)
    try:
        page = paginator.page(form.cleaned_data["page"] or 1)
    except EmptyPage as error:
        raise Http404 from error
    kept = {
        "q": query,
        "status": status,
        "as_of": past.as_of,
        "known_at": past.known_at,
    }
    return ClaimList(
        rows=claim_rows(list(page.object_list), past.moment),
        total=words.amount(paginator.count, "claim"),
        words=query,
        choices=tuple(Choice(v, name, v == status) for v, name in STATUS_CHOICES),
        turning=turning(page.number, paginator.num_pages, kept),
        is_filtered=bool(query or status),
    )


def turning(number: int, pages: int, kept: Mapping[str, str]) -> Turning:
    """The addresses of the pages beside this one, with all that was asked for."""
    asked = {name: value for name, value in kept.items() if value}
    return Turning(
        number=number,
        pages=pages,
        earlier=tail(asked | {"page": str(number - 1)}) if number > 1 else "",
        later=tail(asked | {"page": str(number + 1)}) if number < pages else "",
    )


def latest_first(past: Past) -> QuerySet[Claim]:
    """The claims of a moment with their public status, the last decided first."""
    decided = (
        StatusChange.objects.filter(claim=OuterRef("pk"))
        .counting(past.moment)
        .order_by("-effective_at", "-recorded_at", "-id")
    )
    return (
        access.listed(past)
        .annotate(
            status=Subquery(decided.values("status")[:1]),
            decided_at=Subquery(decided.values("effective_at")[:1]),
        )
        .order_by(F("decided_at").desc(nulls_last=True), "slug")
    )


def matching(
    claims: QuerySet[Claim], *, query: str, status: str, past: Past
) -> QuerySet[Claim]:
    """Claims in a status whose wording has every word of the query."""
    if status == words.NOT_ASSESSED:
        claims = claims.filter(Q(status=None))
    elif status:
        claims = claims.filter(Q(status=status))
    for word in query.split():
        claims = claims.filter(Exists(_worded(word, past.moment)))
    return claims


def _worded(word: str, moment: Moment) -> QuerySet[ClaimWording]:
    """Wordings with a word that no later one had replaced by the moment."""
    known = ClaimWording.objects.known(moment.known_at)
    later = known.filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk")),
        claim=OuterRef("claim"),
        language=OuterRef("language"),
    )
    return known.filter(~Exists(later), claim=OuterRef("pk"), statement__icontains=word)


def claim_rows(claims: Iterable[Claim], moment: Moment) -> tuple[ClaimRow, ...]:
    """The lines of a list, in a constant number of queries."""
    listed = list(claims)
    ids = [claim.pk for claim in listed]
    found = records(ids, moment)
    worded = statements(ids, moment)
    return tuple(
        claim_row(claim, found[claim.pk], worded[claim.pk], moment)
        for claim in listed
        if claim.pk in worded
    )


def claim_row(
    claim: Claim, record: Record, statement: Statement, moment: Moment
) -> ClaimRow:
    """One line of a list."""
    stands = verdict(record, moment)
    return ClaimRow(
        slug=claim.slug,
        statement=statement,
        badge=stands.badge,
        rest=stands.rest,
        changed=_changed(record, moment),
    )


def _changed(record: Record, moment: Moment) -> When | None:
    public = public_status(record, moment)
    if public is None:
        return None
    return dated(public.effective_at, public.effective_from, public.precision)
