"""The status form: the only way to a public status in this office."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet

from tracker.admin.forms import PartiesField, options, reason_field
from tracker.admin.names import named
from tracker.admin.versions import renew
from tracker.models import Claim, ClaimRelation, Party
from tracker.models.as_of import record, records
from tracker.review.rows import at
from tracker.review.watch import in_words
from tracker.rules.explain import explain
from tracker.rules.facts import Moment, Record, StatusChange
from tracker.rules.headline import headline
from tracker.rules.label import BY_PARTIES
from tracker.rules.phrases import phrase
from tracker.rules.speech import Speech, capitalise
from tracker.rules.standing import stands
from tracker.rules.status import Proposal, differs, propose, public_status
from tracker.rules.vocabulary import RelationKind, Status

SALT = "tracker.admin.status_form"
WHY_IT_DIFFERS = "Why it differs from the proposal"
OPENED = ("headline", "public", "proposed")


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """The public status beside the proposed one, as the desk sees them."""

    headline: str
    public: str
    proposed: str
    reasons: tuple[str, ...]
    differs: bool
    differs_in: tuple[str, ...]
    public_reason: str
    public_since: datetime | None
    proposal: Proposal
    record: Record


def conclude(claim: Claim, now: datetime) -> Conclusion:
    """Where a claim stands now, in English."""
    return _conclude(record(claim, at(now)), at(now))


def conclude_all(claims: Iterable[Claim], now: datetime) -> dict[int, Conclusion]:
    """Where several claims stand now, in as many queries as one takes."""
    known = records([claim.pk for claim in claims], at(now))
    return {claim: _conclude(row, at(now)) for claim, row in known.items()}


def _conclude(known: Record, moment: Moment) -> Conclusion:
    proposal, public = propose(known, moment), public_status(known, moment)
    say = phrase("en")
    speech = Speech(translate=say, language="en", record=known, moment=moment)
    return Conclusion(
        headline=headline(known, moment, translate=say, language="en"),
        public=in_words(public, known, moment),
        proposed=in_words(proposal, known, moment),
        reasons=tuple(capitalise(text) for text in explain(proposal, speech)),
        differs=differs(proposal, public),
        differs_in=_differs_in(proposal, public),
        public_reason=public.reason if public else "",
        public_since=public.effective_at if public else None,
        proposal=proposal,
        record=known,
    )


def _differs_in(proposal: Proposal, public: StatusChange | None) -> tuple[str, ...]:
    """What is not the same in the two, in words."""
    if public is None or public.status is None:
        return ()
    pairs = (
        ("the status", proposal.status, public.status),
        ("the parties that it turns on", {*proposal.parties}, {*public.parties}),
        ("the later claim", proposal.superseded_by, public.superseded_by),
    )
    return tuple(name for name, mine, theirs in pairs if mine != theirs)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What stood there when a form was opened, where it no longer does."""

    headline: str
    public: str
    proposed: str


class StatusForm(forms.Form):
    """Begins with what the rules propose; the person decides.

    It carries, signed, what it began from: when the status or a fact changed since, it
    says so once, shows both, and keeps what was chosen.
    """

    opened: Opened | None = None
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    status = forms.ChoiceField(label="Status", choices=options(Status))
    parties = PartiesField(
        queryset=Party.objects.none(),
        label="Turns on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The parties in the label: “Unconfirmed by Moscow”. "
        "A status of evidence names none.",
    )
    superseded_by = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        label="Superseded by",
        required=False,
        help_text="Only for “Superseded”: a claim that updates this one.",
    )
    reason = reason_field(
        "Readers see it. A decision against the proposal says why it differs."
    )

    def __init__(
        self,
        *args: Any,
        claim: Claim,
        conclusion: Conclusion,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        proposal = conclusion.proposal
        updating = _updating(claim, now)
        self.conclusion = conclusion
        kwargs["initial"] = (kwargs.get("initial") or {}) | {
            "seen": signing.dumps(_seen(conclusion), salt=SALT),
            "status": proposal.status.value,
            "parties": list(proposal.parties),
            "superseded_by": updating.first() if proposal.superseded_by else None,
        }
        super().__init__(*args, **kwargs)
        # The reason follows the status: most decisions need no other field.
        self.order_fields(["status", "reason"])
        voices = [stand.party for stand in stands(conclusion.record, at(now)).everyone]
        self._offer("parties", named(now).filter(pk__in=voices))
        self._offer("superseded_by", updating)

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("seen") and (then := self._moved_since(cleaned["seen"])):
            self.opened = then
            renew(self, "seen", self.initial["seen"])
            self.add_error(None, _told(then, self.conclusion))
        return cleaned

    def _moved_since(self, seen: str) -> Opened | None:
        """What the form began from, where it is no longer so."""
        try:
            began = signing.loads(seen, salt=SALT)
        except signing.BadSignature:
            return Opened(headline="", public="unknown", proposed="unknown")
        if began["mark"] == _mark(self.conclusion):
            return None
        return Opened(**{name: began[name] for name in OPENED})

    @property
    def decision(self) -> dict[str, Any]:
        """The arguments of `review.status.change_status`; of a form that is not filled
        in yet, as far as it goes."""
        cleaned = self.cleaned_data
        status = Status(cleaned["status"])
        return {
            "status": status,
            # The boxes begin ticked; a status of evidence names nobody.
            "parties": cleaned.get("parties", ()) if status in BY_PARTIES else (),
            "superseded_by": cleaned.get("superseded_by"),
            "reason": cleaned.get("reason", ""),
        }


def ask_why_it_differs(form: StatusForm) -> None:
    """Labels the reason by what it has to say."""
    form["reason"].label = WHY_IT_DIFFERS


def _told(then: Opened, is_now: Conclusion) -> str:
    return (
        "The record changed while this form was open; nothing is saved yet. When you "
        f"opened it, the public status was “{then.public}” and “{then.proposed}” was "
        f"proposed; now it is “{is_now.public}”, and “{is_now.proposed}” is proposed. "
        "What you chose still stands below: change it, or save again."
    )


def _seen(conclusion: Conclusion) -> dict[str, str]:
    words = {name: str(getattr(conclusion, name)) for name in OPENED}
    return words | {"mark": _mark(conclusion)}


def _mark(conclusion: Conclusion) -> str:
    """What differs as soon as any fact that the status rests on does."""
    known = conclusion.record
    rows = [
        sorted(row.id for row in found)
        for found in (known.positions, known.silences, known.inquiries, known.statuses)
    ]
    weighed = sorted(
        f"{one.citation} {one.reliability} {one.credibility} {one.bearing} "
        f"{one.is_verified} {one.is_withdrawn} {one.state}"
        for one in known.evidence
    )
    roles = sorted(repr(role) for role in known.roles)
    facts = repr((rows, weighed, roles, conclusion.proposal))
    return hashlib.sha256(facts.encode()).hexdigest()[:20]


def _updating(claim: Claim, now: datetime) -> QuerySet[Claim]:
    """Published claims that update this one now."""
    last = ClaimRelation.objects.known(now).filter(
        other=claim, kind=RelationKind.UPDATES
    )
    rows = last.latest_per("claim", "kind", "other")
    newer = [row.claim_id for row in rows if not row.is_ended]
    return Claim.objects.filter(pk__in=newer).published(at(now))
