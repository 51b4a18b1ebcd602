"""The form that deals out what stands in a claim: what goes, stays and follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from tracker.admin.forms import reason_field
from tracker.admin.merging_page import part_in_words
from tracker.admin.names import names_of, statements_of, titles_of
from tracker.models import Claim
from tracker.models.base import WorldFact
from tracker.review.load import Load, load_of
from tracker.review.splitting import Dealt, Lot, followers, referring
from tracker.review.subjects import places_of, topics_of
from tracker.review.ties import roles_of
from tracker.rules.vocabulary import (
    InquiryChannel,
    Precision,
    RelationKind,
    SilenceKind,
    Stance,
)
from tracker.rules.wording import label_of

LOTS = [
    (Lot.STAYS, "stays here"),
    (Lot.GOES, "goes to the other claim"),
    (Lot.BOTH, "is in both"),
]
KINDS = ("position", "silence", "inquiry", "citation")
FOLLOWS = "follows its position"
ANSWERED = "goes with its answers"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row to deal out; `follows` says what it goes with instead of by itself."""

    key: str
    at: datetime
    is_day: bool
    what: str
    who: str
    text: str
    follows: str
    goes: bool


class SplitForm(forms.Form):
    """What goes to the other claim: a new one, or `to`."""

    statement = forms.CharField(
        label="The new claim, in English",
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )
    slug = forms.SlugField(
        label="Its slug",
        max_length=120,
        help_text="The claim's address; it is cited for ever.",
    )
    kept = forms.CharField(
        label="This claim from now on, in English",
        required=False,
        help_text="Often narrower than before. Leave it as it is to change nothing.",
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )
    rows = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    relation = forms.ChoiceField(label="The other claim", required=False)
    reason = reason_field("Why they are two claims. Kept with every row that goes.")

    def __init__(
        self,
        *args: Any,
        claim: Claim,
        to: Claim | None = None,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.claim, self.to, self.now = claim, to, now
        self.load = load_of(claim)
        self.offer()
        if to is not None:
            for name in ("statement", "slug", "kept"):
                del self.fields[name]

    def offer(self) -> None:
        words = statements_of([self.claim.pk], self.now)[self.claim.pk]
        self.fields["kept"].initial = words
        rows, relation = self.fields["rows"], self.fields["relation"]
        if isinstance(rows, forms.MultipleChoiceField):
            rows.choices = [(key(row), key(row)) for row in self.load.rows]
            rows.error_messages["invalid_choice"] = (
                "A row that you dealt out was corrected or taken back meanwhile. Look "
                "at the list again: it shows what stands now."
            )
        if isinstance(relation, forms.ChoiceField):
            kinds = [(one.value, f"{label_of(one)} this claim") for one in RelationKind]
            relation.choices = [*kinds, ("", "Is in no relation to this claim")]
            relation.initial = "" if self.to else RelationKind.PART_OF.value
        self._offer_ties()

    def _offer_ties(self) -> None:
        lot = Lot.STAYS if self.to else Lot.BOTH
        parts = roles_of(self.claim, self.now)
        names = names_of(parts, self.now)
        ties = [
            *(
                (f"party_{pk}", f"{names[pk]} ({part_in_words(row).lower()})")
                for pk, row in parts.items()
            ),
            *((f"topic_{row.pk}", str(row)) for row in topics_of(self.claim, self.now)),
            *((f"place_{row.pk}", str(row)) for row in places_of(self.claim, self.now)),
        ]
        for name, label in ties:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=LOTS, initial=lot
            )

    @property
    def ties(self) -> list[forms.BoundField]:
        """The fields of parties, topics and places."""
        return [self[name] for name in self.fields if _is_tie(name)]

    @property
    def words(self) -> list[forms.BoundField]:
        """All other fields that are shown by themselves."""
        return [
            self[name] for name in self.fields if not _is_tie(name) and name != "rows"
        ]

    @property
    def lines(self) -> list[Line]:
        """The rows, latest first; those that follow stand below their position."""
        picked = set(self["rows"].value() or _came_from(self.load, self.to))
        return list(_lines(self.load, picked, self.now))

    @property
    def dealt(self) -> Dealt:
        picked = [one.rsplit("-", 1) for one in self.cleaned_data["rows"]]
        ids = {kind: [int(pk) for name, pk in picked if name == kind] for kind in KINDS}
        return Dealt(
            positions=ids["position"],
            silences=ids["silence"],
            inquiries=ids["inquiry"],
            citations=ids["citation"],
            parties=self._lots("party"),
            topics=self._lots("topic"),
            places=self._lots("place"),
        )

    @property
    def relation_kind(self) -> RelationKind | None:
        chosen = self.cleaned_data["relation"]
        return RelationKind(chosen) if chosen else None

    @property
    def kept_statement(self) -> str:
        return str(self.cleaned_data["kept"]).strip()

    def _lots(self, kind: str) -> dict[int, Lot]:
        return {
            int(name.rsplit("_", 1)[1]): Lot(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{kind}_")
        }


def key(row: WorldFact) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def _is_tie(name: str) -> bool:
    return name.startswith(("party_", "topic_", "place_"))


def _came_from(load: Load, to: Claim | None) -> Iterable[str]:
    """Rows that stood in the other claim before a merge: a split takes them back."""
    if to is None:
        return
    for rows in (load.positions, load.silences, load.inquiries, load.citations):
        old = {row.pk: row.corrects_id for row in rows if row.corrects_id}
        model = type(rows[0]) if rows else None
        if model is None or not old:
            continue
        theirs = set(
            model._default_manager.filter(pk__in=old.values(), claim=to).values_list(
                "pk", flat=True
            )
        )
        yield from (key(row) for row in rows if row.corrects_id in theirs)


def _lines(load: Load, picked: set[str], now: datetime) -> Iterable[Line]:
    said: list[Any] = [*load.inquiries, *load.positions, *load.silences]
    names = names_of((row.party_id for row in said), now)
    titles = titles_of((row.source_id for row in load.citations), now)
    words, asked = followers(load, now), referring(load, now)
    below: dict[WorldFact, list[WorldFact]] = {}
    for citation, ends in words.items():
        for end in ends:
            below.setdefault(end, []).append(citation)
    loose = [row for row in load.rows if not words.get(row)]
    for row in sorted(loose, key=lambda row: row.effective_at, reverse=True):
        is_asked = row in load.inquiries and row.pk in asked
        follows = ANSWERED if is_asked else ""
        if row in words:
            follows = "stays: its position stands here no more"
        yield _line(row, names, titles, picked, follows)
        for citation in below.get(row, ()):
            yield _line(citation, names, titles, picked, FOLLOWS)


def _line(
    row: Any,
    names: dict[int, str],
    titles: dict[int, str],
    picked: set[str],
    follows: str,
) -> Line:
    return Line(
        key=key(row),
        at=row.effective_at,
        is_day=row.precision != Precision.EXACT,
        what=str(row._meta.verbose_name).capitalize(),
        who=names.get(getattr(row, "party_id", 0), "")
        or titles.get(getattr(row, "source_id", 0), ""),
        text=_text(row),
        follows=follows,
        goes=not follows and key(row) in picked,
    )


def _text(row: Any) -> str:
    kind = row._meta.model_name
    if kind == "citation":
        return f"“{row.exact}”"
    if kind == "silence":
        return label_of(SilenceKind(row.kind))
    if kind == "inquiry":
        return f"Asked: {label_of(InquiryChannel(row.channel)).lower()}"
    stance, gist = label_of(Stance(row.stance)), row.gist.get("en", "")
    return f"{stance}: {gist}" if gist else stance
