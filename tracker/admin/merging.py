"""The pages below a claim's page on which it is merged, and split."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from tracker.admin.forms import reason_field, write
from tracker.admin.merging_page import find, part_in_words, preview
from tracker.admin.names import names_of, statements_of
from tracker.admin.pages import person, refuse_unless, show, to_claim
from tracker.admin.split_form import SplitForm
from tracker.models import Claim
from tracker.review import permissions as may
from tracker.review.merging import conflicts, merge
from tracker.review.splitting import move_facts, split

Office = admin.ModelAdmin[Any]
LONGEST_SEARCH = 200
THEIRS, MINE = "theirs", "mine"


class MergeForm(forms.Form):
    """Why, and whose part a party keeps that has another one in each claim."""

    def __init__(
        self, *args: Any, claim: Claim, into: Claim, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        found = conflicts(claim, into, now)
        names = names_of((pair.mine.party_id for pair in found), now)
        for pair in found:
            party = pair.mine.party_id
            self.fields[f"part_{party}"] = forms.ChoiceField(
                label=f"The part of {names[party]}",
                choices=[
                    (THEIRS, f"{part_in_words(pair.theirs)} (the claim that stays)"),
                    (MINE, f"{part_in_words(pair.mine)} (the claim that goes)"),
                ],
                initial=THEIRS,
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = reason_field(
            "Why the two are one claim. Kept with every row that goes; readers see it "
            "in the history."
        )

    @property
    def parts_of(self) -> list[int]:
        """The parties whose part of the merged claim is kept."""
        return [
            int(name.removeprefix("part_"))
            for name, chosen in self.cleaned_data.items()
            if name.startswith("part_") and chosen == MINE
        ]


def find_heir(request: HttpRequest, claim: int, office: Office) -> HttpResponse:
    """Find the claim that this one is to be merged into."""
    return _find(request, claim, office, view="merge", title="Merge into another claim")


def find_target(request: HttpRequest, claim: int, office: Office) -> HttpResponse:
    """Find the claim that some of this one's rows belong to."""
    title = "Move rows to another claim"
    return _find(request, claim, office, view="split_to", title=title)


def unite(request: HttpRequest, claim: int, into: int, office: Office) -> HttpResponse:
    """Both claims side by side, and the button that makes them one."""
    refuse_unless(may.may_merge(request.user))
    row, heir = get_object_or_404(Claim, pk=claim), get_object_or_404(Claim, pk=into)
    now = timezone.now()
    form = MergeForm(request.POST or None, claim=row, into=heir, now=now)
    if request.method == "POST" and form.is_valid():
        by, reason = person(request), form.cleaned_data["reason"]
        parts = form.parts_of
        if write(
            form,
            lambda: merge(
                row, heir, reason=reason, parts_of=parts, by=by, now=timezone.now()
            ),
        ):
            office.log_change(request, row, f"Merged into “{heir.slug}”.")
            office.log_change(request, heir, f"“{row.slug}” was merged into this.")
            messages.success(request, f"Merged. “{row.slug}” now leads here.")
            return to_claim(heir)
    return show(
        request,
        office,
        "merge.html",
        title="Merge two claims",
        claim=row,
        into=heir,
        page=preview(row, heir, now),
        form=form,
    )


def divide(
    request: HttpRequest, claim: int, office: Office, to: int | None = None
) -> HttpResponse:
    """Deal out what stands in a claim between it and another."""
    refuse_unless(may.may_merge(request.user))
    row = get_object_or_404(Claim, pk=claim)
    target = get_object_or_404(Claim, pk=to) if to else None
    now = timezone.now()
    form = SplitForm(request.POST or None, claim=row, to=target, now=now)
    if request.method == "POST" and form.is_valid():
        other = write(form, lambda: _deal(form, row, target, request))
        if other is not None:
            office.log_change(request, row, f"Split: some went to “{other.slug}”.")
            office.log_change(request, other, f"Rows came from “{row.slug}”.")
            messages.success(request, _said(target))
            return to_claim(other)
    statements = statements_of([row.pk, target.pk if target else None], now)
    return show(
        request,
        office,
        "split.html",
        title="Split the claim" if target is None else "Move rows to another claim",
        claim=row,
        target=target,
        statement=statements[row.pk],
        target_statement=statements[target.pk] if target else "",
        form=form,
    )


ADDRESSES: Mapping[str, tuple[str, Callable[..., HttpResponse]]] = {
    "<int:claim>/merge/": ("merge_find", find_heir),
    "<int:claim>/merge/<int:into>/": ("merge", unite),
    "<int:claim>/split/": ("split", divide),
    "<int:claim>/split/to/": ("split_find", find_target),
    "<int:claim>/split/to/<int:to>/": ("split_to", divide),
}


def _deal(
    form: SplitForm, row: Claim, target: Claim | None, request: HttpRequest
) -> Claim:
    by, now, reason = person(request), timezone.now(), form.cleaned_data["reason"]
    dealt, relation = form.dealt, form.relation_kind
    if target is not None:
        move_facts(
            row, target, dealt=dealt, relation=relation, reason=reason, by=by, now=now
        )
        return target
    return split(
        row,
        slug=form.cleaned_data["slug"],
        statements={"en": form.cleaned_data["statement"]},
        kept_statement=form.kept_statement,
        dealt=dealt,
        relation=relation,
        reason=reason,
        by=by,
        now=now,
    )


def _said(target: Claim | None) -> str:
    if target is not None:
        return "Moved. The rows stand here now, with their own dates."
    return (
        "The new draft is on the desk. Readers do not see what went to it until it is "
        "published."
    )


def _find(
    request: HttpRequest, claim: int, office: Office, *, view: str, title: str
) -> HttpResponse:
    refuse_unless(may.may_merge(request.user))
    row, now = get_object_or_404(Claim, pk=claim), timezone.now()
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found, has_more = find(words, but=row, now=now) if words else ([], False)
    ways = [
        (one, reverse(f"admin:tracker_claim_{view}", args=[row.pk, one.pk]))
        for one in found
    ]
    context = {"words": words, "ways": ways, "has_more": has_more}
    if "part" in request.GET:
        return TemplateResponse(request, "admin/desk/_claims_found.html", context)
    statement = statements_of([row.pk], now)[row.pk]
    return show(
        request,
        office,
        "find_claim.html",
        title=title,
        claim=row,
        statement=statement,
        **context,
    )
