"""Parties: who they are and whom they speak for. A change is a new profile."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from tracker.admin.forms import (
    LANGUAGES,
    PartyField,
    by_language,
    lines,
    number,
    options,
    reason_field,
    write,
)
from tracker.admin.lists import QuickAdmin
from tracker.admin.names import likely_parties, named
from tracker.admin.pages import person, refuse_unless, show
from tracker.admin.suggest import suggest
from tracker.admin.versions import Conflict, conflict_of, keep_version, saved
from tracker.models import Party, PartyProfile
from tracker.review.parties import (
    ProfileFields,
    add_party,
    change_profile,
    profile_of,
)
from tracker.review.permissions import may_keep_parties
from tracker.rules.vocabulary import PartyKind

STEMS = ("name", "full_name")


class PartyForm(forms.Form):
    """A party's whole profile."""

    slug = forms.SlugField(
        max_length=80, help_text="The party's address; it is cited for ever."
    )
    kind = forms.ChoiceField(choices=options(PartyKind))
    country = forms.CharField(
        max_length=2, required=False, help_text="Two letters, ISO 3166-1: UA."
    )
    parent = PartyField(
        queryset=Party.objects.none(), required=False, empty_label="None"
    )
    speaks_for_parent = forms.BooleanField(
        required=False,
        help_text="What it says counts as said by its parent.",
    )
    aliases = forms.CharField(
        required=False,
        help_text="One a line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    same_as = forms.CharField(
        label="Same as",
        required=False,
        help_text="Addresses of the same party elsewhere, one a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = reason_field("Why the profile changes.", required=False)

    def __init__(
        self, *args: Any, party: Party | None, now: Any, **kwargs: Any
    ) -> None:
        row = profile_of(party, now) if party else None
        kwargs["initial"] = _initial(row) if row else {}
        super().__init__(*args, **kwargs)
        for code, language in LANGUAGES:
            self._add(f"name_{code}", f"Name, {language}", is_needed=code == "en")
            self._add(f"full_name_{code}", f"Name in full, {language}")
        worded = [f"{stem}_{code}" for stem in STEMS for code, _ in LANGUAGES]
        self.order_fields(["slug", *worded])
        parent = self.fields["parent"]
        if isinstance(parent, PartyField):
            parent.queryset = named(now).exclude(pk=party.pk if party else 0)
            parent.widget.likely = likely_parties(now)
        if party is None:
            del self.fields["reason"]
        else:
            del self.fields["slug"]
            keep_version(self)

    def _add(self, name: str, label: str, *, is_needed: bool = False) -> None:
        self.fields[name] = forms.CharField(
            label=label, required=is_needed, max_length=200
        )

    @property
    def profile(self) -> ProfileFields:
        cleaned = self.cleaned_data
        return {
            "names": by_language(cleaned, "name"),
            "full_names": by_language(cleaned, "full_name"),
            "aliases": lines(cleaned["aliases"]),
            "kind": PartyKind(cleaned["kind"]),
            "country": cleaned["country"].upper(),
            "parent": cleaned["parent"],
            "speaks_for_parent": cleaned["speaks_for_parent"],
            "same_as": lines(cleaned["same_as"]),
        }


@admin.register(Party)
class PartyAdmin(QuickAdmin[Party]):
    list_display = ("called", "slug", "added_at")
    search_fields = ("slug__startswith", "profiles__names__words", "profiles__aliases")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Party]:
        return named(timezone.now())

    @admin.display(description="name", ordering="name")
    def called(self, party: Any) -> str:
        return str(party.name)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(suggest)
        named_path = path("suggest/", view, name="tracker_party_suggest")
        return [named_path, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        refuse_unless(
            self.has_add_permission(request) and may_keep_parties(request.user)
        )
        now, by = timezone.now(), person(request)
        form = PartyForm(request.POST or None, party=None, now=now)
        if request.method == "POST" and form.is_valid():
            slug = form.cleaned_data["slug"]
            party = write(
                form, lambda: add_party(slug=slug, by=by, now=now, **form.profile)
            )
            if party is not None:
                self.log_addition(request, party, [{"added": {}}])
                messages.success(request, "The party is on the desk.")
                return _to(party)
        return show(request, self, "form.html", title="Add a party", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        refuse_unless(self.has_view_permission(request))
        party = get_object_or_404(Party, pk=number(object_id))
        conflict = None
        if request.method == "POST":
            refuse_unless(may_keep_parties(request.user))
            form, conflict, is_done = self._posted(request, party)
            if is_done:
                return _to(party)
        else:
            form = PartyForm(None, party=party, now=timezone.now())
        current = profile_of(party, timezone.now())
        return show(
            request,
            self,
            "party.html",
            title=str(current or party),
            party=party,
            form=form,
            conflict=conflict,
            profiles=party.profiles.select_related("recorded_by", "parent")[:20],
            may_write=may_keep_parties(request.user),
        )

    @transaction.atomic
    def _posted(
        self, request: HttpRequest, party: Party
    ) -> tuple[PartyForm, Conflict | None, bool]:
        """The posted form, what stands against it, and whether it was acted on."""
        Party.objects.select_for_update().get(pk=party.pk)
        form = PartyForm(request.POST, party=party, now=timezone.now())
        conflict = conflict_of(form, saved=saved(profile_of(party, timezone.now())))
        if not form.is_valid() or conflict:
            return form, conflict, False
        return form, None, self._saved(request, form, party)

    def _saved(self, request: HttpRequest, form: PartyForm, party: Party) -> bool:
        """Whether the form was acted on; the same profile again writes nothing."""
        by, now = person(request), timezone.now()
        reason = form.cleaned_data["reason"]
        row = write(
            form,
            lambda: change_profile(
                party, reason=reason, by=by, now=now, **form.profile
            ),
        )
        if row is None:
            return False
        if row.recorded_at == now:
            self.log_change(request, party, "Changed the profile.")
            messages.success(request, "Saved. The earlier profile is kept.")
        else:
            messages.info(request, "Nothing was changed.")
        return True


def _initial(row: PartyProfile) -> dict[str, Any]:
    names = {f"name_{code}": text for code, text in row.names.items()}
    full = {f"full_name_{code}": text for code, text in row.full_names.items()}
    return (
        names
        | full
        | {
            "kind": row.kind,
            "country": row.country,
            "parent": row.parent_id,
            "speaks_for_parent": row.speaks_for_parent,
            "aliases": "\n".join(row.aliases),
            "same_as": "\n".join(row.same_as),
        }
    )


def _to(party: Party) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:tracker_party_change", args=[party.pk]))
