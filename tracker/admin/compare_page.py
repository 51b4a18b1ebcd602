"""Two snapshots of a source side by side: their stored texts, the words marked."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tracker.admin.names import titles_of
from tracker.admin.pages import refuse_unless, show
from tracker.engine.changed_words import ChangedWords, mark_change
from tracker.engine.compare import compare
from tracker.engine.known import text_of
from tracker.engine.types import Comparison
from tracker.models import Snapshot, Source
from tracker.models.clutter import clutter_of
from tracker.review.permissions import may_see_desk
from tracker.rules.vocabulary import ChangeKind
from tracker.rules.wording import label_of

# So many snapshots are offered, and so many changed paragraphs are shown.
OFFERED = 200
MOST = 200


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    """`is_folded`: known clutter differs, too, and is left out."""

    kind: str
    added: int
    removed: int
    passages: tuple[ChangedWords, ...]
    more: int
    correction: str
    is_folded: bool
    are_extractors_two: bool


class CompareForm(forms.Form):
    old = forms.TypedChoiceField(label="Before", coerce=int)
    new = forms.TypedChoiceField(label="After", coerce=int)
    clutter = forms.BooleanField(label="Show clutter, too", required=False)

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = source.snapshots.order_by("-captured_at", "-id")
        chosen = [
            (pk, f"{at:%-d %B %Y, %H:%M:%S} UTC")
            for pk, at in rows.values_list("pk", "captured_at")[:OFFERED]
        ]
        for name, place in (("old", 1), ("new", 0)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = chosen
                field.initial = chosen[min(place, len(chosen) - 1)][0] if chosen else ""


def compare_snapshots(
    request: HttpRequest, source: int, office: admin.ModelAdmin[Any]
) -> HttpResponse:
    """What changed between any two snapshots of a source."""
    refuse_unless(may_see_desk(request.user))
    row = get_object_or_404(Source, pk=source)
    form = CompareForm(request.GET if "old" in request.GET else None, source=row)
    page = None
    if form.is_bound and form.is_valid():
        page = _compared(row, form.cleaned_data)
        if page is None:
            form.add_error(None, "One of these snapshots has no text. Choose another.")
    title = titles_of([row.pk], timezone.now()).get(row.pk) or "Untitled source"
    return show(
        request,
        office,
        "compare.html",
        title="Compare two snapshots",
        source=row,
        source_title=title,
        form=form,
        page=page,
    )


def _compared(source: Source, chosen: dict[str, Any]) -> ComparePage | None:
    rows = Snapshot.objects.filter(source=source).defer("headers")
    old, new = (text_of(rows.get(pk=chosen[name])) for name in ("old", "new"))
    if old is None or new is None:
        return None
    clutter = clutter_of({source.pk: source.host_id})[source.pk]
    hidden = frozenset[str]() if chosen["clutter"] else clutter
    found = compare(old, new, clutter=hidden)
    return _page(found, are_extractors_two=old.extractor != new.extractor)


def _page(found: Comparison, *, are_extractors_two: bool) -> ComparePage:
    passages = found.passages[:MOST]
    return ComparePage(
        kind=label_of(ChangeKind(found.kind)),
        added=found.words_added,
        removed=found.words_removed,
        passages=tuple(mark_change(one.before, one.after) for one in passages),
        more=len(found.passages) - len(passages),
        correction=found.correction,
        is_folded=found.is_clutter_aside,
        are_extractors_two=are_extractors_two,
    )
