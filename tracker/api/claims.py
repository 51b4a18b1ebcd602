"""Claims as the API tells them: rows of a moment in, values for serializers out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from tracker.api.evidence import Cited, cited_in
from tracker.models import Claim, ClaimWording, StatusChange
from tracker.models.as_of import records
from tracker.review.proposals import kept
from tracker.rules import facts
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import headline, news
from tracker.rules.label import label
from tracker.rules.phrases import phrase
from tracker.rules.standing import Stand, stands
from tracker.rules.status import Proposal, public_status

Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One claim at a moment. `news` is empty while nothing came up since its status."""

    claim: Claim
    state: str
    moment: Moment
    record: Record
    wordings: Sequence[ClaimWording]
    then: Proposal | None  # the proposal that the status was decided on

    @property
    def slug(self) -> str:
        return self.claim.slug

    @property
    def statement(self) -> Words:
        return {row.language: row.statement for row in self.wordings}

    @property
    def context(self) -> Words:
        return {row.language: row.context for row in self.wordings if row.context}

    @property
    def status(self) -> facts.StatusChange | None:
        return public_status(self.record, self.moment)

    @property
    def label(self) -> Words:
        return in_each_language(
            lambda language: label(
                self.status,
                record=self.record,
                moment=self.moment,
                translate=phrase(language),
                language=language,
            )
        )

    @property
    def headline(self) -> Words:
        return in_each_language(
            lambda language: headline(
                self.record, self.moment, translate=phrase(language), language=language
            )
        )

    @property
    def news(self) -> Words:
        found = in_each_language(
            lambda language: news(
                self.record,
                self.moment,
                then=self.then,
                translate=phrase(language),
                language=language,
            )
        )
        return {language: text for language, text in found.items() if text}

    @property
    def stands(self) -> Sequence["Beside"]:
        return list(_with_parents(stands(self.record, self.moment).stands))

    @property
    def evidence(self) -> Sequence[Cited]:
        """Asked for one claim at a time."""
        return cited_in(self.claim, self.record, self.moment)


@dataclass(frozen=True)
class Beside:
    """A stand, and the party that it stands beside as its subordinate."""

    stand: Stand
    beside: int | None


def tell(claims: Sequence[Claim], moment: Moment) -> list[Told]:
    """Claims with their record, in a number of queries that does not grow with them.

    The claims come from a queryset with their workflow `state`.
    """
    found = records([claim.pk for claim in claims], moment)
    wordings = _wordings(claims, moment)
    then = _proposals(found.values(), moment)
    return [
        Told(
            claim=claim,
            state=getattr(claim, "state", ""),
            moment=moment,
            record=found[claim.pk],
            wordings=wordings.get(claim.pk, []),
            then=then.get(_status_id(found[claim.pk], moment)),
        )
        for claim in claims
    ]


def in_each_language(say: Callable[[str], str]) -> Words:
    return {language: say(language) for language, _ in settings.LANGUAGES}


def _wordings(claims: Sequence[Claim], moment: Moment) -> dict[int, list[ClaimWording]]:
    found: dict[int, list[ClaimWording]] = {}
    rows = ClaimWording.objects.known(moment.known_at).filter(claim__in=claims)
    for row in rows.latest_per("claim", "language"):
        found.setdefault(row.claim_id, []).append(row)
    return found


def _proposals(found: Iterable[Record], moment: Moment) -> dict[int, Proposal | None]:
    """What the rules proposed when each public status was decided, by its id."""
    ids = {_status_id(record, moment) for record in found}
    return {row.pk: kept(row) for row in StatusChange.objects.filter(pk__in=ids)}


def _status_id(record: Record, moment: Moment) -> int:
    public = public_status(record, moment)
    return public.id if public else 0


def _with_parents(
    found: Iterable[Stand], beside: int | None = None
) -> Iterable[Beside]:
    for stand in found:
        yield Beside(stand, beside)
        yield from _with_parents(stand.subordinates, stand.party)
