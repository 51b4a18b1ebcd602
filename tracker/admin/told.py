"""Being told, for each person: what there is, and how I wish to be told."""

from functools import partial
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tracker.admin.forms import number, options
from tracker.admin.pages import person, refuse_unless, show_in
from tracker.admin.told_page import told_page
from tracker.models import LetterSettings, NoticeChoice, Told
from tracker.notices import mail
from tracker.notices.letters import letter_settings, may_be_written_to
from tracker.review.permissions import may_see_desk
from tracker.rules.notices import how_told
from tracker.rules.vocabulary import NoticeKind, Telling
from tracker.rules.wording import label_of

_MEANING = {
    NoticeKind.ASSIGNED: "Somebody gives a review item to you.",
    NoticeKind.URGENT_FINDING: "An urgent finding is confirmed; if somebody has the"
    " item, only that person is told.",
    NoticeKind.INQUIRY_OVERDUE: "A party did not answer you in time.",
    NoticeKind.APPROVAL_WANTED: "Somebody needs your second pair of eyes.",
    NoticeKind.ITEM_BACK: "An item that you put aside is there again.",
    NoticeKind.STATUS_CHANGED: "A colleague changed a public status and did not undo"
    " it.",
}


class HowForm(forms.Form):
    """How a person wishes to be told of each kind of thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=label_of(kind), choices=options(Telling), help_text=_MEANING[kind]
            )
        self.fields["hour"] = forms.TypedChoiceField(
            label="Hour of the daily e-mail",
            choices=[(hour, f"{hour:02}:00") for hour in range(24)],
            coerce=int,
            help_text="One e-mail with all of it; none on a day without anything.",
        )
        self.fields["zone"] = forms.ChoiceField(
            label="Time zone", choices=[(name, name) for name in _zones()]
        )
        self.fields["language"] = forms.ChoiceField(
            label="Language of e-mails", choices=settings.LANGUAGES
        )


def urls(office: AdminSite) -> list[URLPattern]:
    def door(view: Any) -> Any:
        return office.admin_view(partial(view, office=office))

    return [
        path("told/", door(told_to_me), name="told"),
        path("told/how/", door(how_i_am_told), name="told_how"),
        path("told/seen/", door(mark_seen), name="told_seen"),
        path("told/<int:told>/", door(open_one), name="told_open"),
    ]


@require_GET
def told_to_me(request: HttpRequest, *, office: AdminSite) -> HttpResponse:
    me = _me(request)
    page = told_page(me, request.GET.get("page", ""))
    return show_in(request, office, "told.html", title="Told to me", page=page)


@require_GET
def open_one(request: HttpRequest, told: int, *, office: AdminSite) -> HttpResponse:
    """Lead to what a notice is about. It is seen by that; nothing else changes, so a
    link is enough."""
    row = get_object_or_404(
        Told.objects.select_related("notice"), pk=told, person=_me(request)
    )
    Told.objects.filter(pk=row.pk, seen_at__isnull=True).update(seen_at=timezone.now())
    return redirect(row.notice.path)


@require_POST
def mark_seen(request: HttpRequest, *, office: AdminSite) -> HttpResponse:
    """All that stood on the page is seen; what came since is not."""
    newest = number(request.POST.get("newest"))
    if newest is not None:
        rows = Told.objects.filter(person=_me(request), seen_at__isnull=True)
        rows.filter(pk__lte=newest).update(seen_at=timezone.now())
    return redirect("admin:told")


def how_i_am_told(request: HttpRequest, *, office: AdminSite) -> HttpResponse:
    me = _me(request)
    form = HowForm(request.POST or None, initial=_wishes(me))
    if request.method == "POST" and form.is_valid():
        _keep(me, form.cleaned_data)
        messages.success(request, "Kept. It holds for what happens from now on.")
        return redirect("admin:told_how")
    return show_in(
        request,
        office,
        "told_how.html",
        title="How I am told",
        form=form,
        email=me.email if may_be_written_to(me) else "",
        is_mail_set_up=mail.is_set_up(),
    )


def _me(request: HttpRequest) -> User:
    refuse_unless(may_see_desk(request.user))
    return person(request)


def _zones() -> list[str]:
    """Places, and UTC; not the hundred other names for them."""
    return ["UTC", *sorted(name for name in available_timezones() if "/" in name)]


def _wishes(me: User) -> dict[str, Any]:
    chosen = dict(me.notice_choices.values_list("kind", "how"))
    letters = letter_settings(me)
    return {
        **{kind.value: how_told(kind, chosen).value for kind in NoticeKind},
        "hour": letters.hour,
        "zone": letters.zone,
        "language": letters.language,
    }


@transaction.atomic
def _keep(me: User, wishes: dict[str, Any]) -> None:
    letters = {name: wishes[name] for name in ("hour", "zone", "language")}
    LetterSettings.objects.update_or_create(person=me, defaults=letters)
    for kind in NoticeKind:
        NoticeChoice.objects.update_or_create(
            person=me, kind=kind.value, defaults={"how": wishes[kind.value]}
        )
