"""Webhooks of the desk: kept by chiefs. Addresses and secrets are never shown again."""

import secrets
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tracker.admin.forms import options, write
from tracker.admin.pages import person, refuse_unless, show_in
from tracker.admin.webhook_lines import webhook_lines
from tracker.models import Webhook
from tracker.notices import keeping
from tracker.review.permissions import may_keep_webhooks
from tracker.rules.vocabulary import NoticeKind, WebhookKind
from tracker.tasks import notice_gate

_ONCE = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
_NEVER = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class WebhookForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=100,
        help_text="What colleagues call it, such as “Newsroom channel”.",
    )
    kind = forms.ChoiceField(label="Receiver", choices=options(WebhookKind))
    address = forms.CharField(
        label="Address",
        max_length=2000,
        help_text="Begins with https://. Whoever has it may write there, so it is not"
        " shown again.",
        widget=_ONCE,
    )
    secret = forms.CharField(
        label="Secret",
        max_length=200,
        required=False,
        help_text="For signed JSON only. Copy it to the receiver now: it is not shown"
        " again.",
        widget=_ONCE,
    )
    kinds = forms.MultipleChoiceField(
        label="What it is told of",
        choices=options(NoticeKind),
        widget=forms.CheckboxSelectMultiple,
        help_text="What is told here is seen by everybody who reads that channel.",
    )

    def __init__(self, *args: Any, webhook: Webhook | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.webhook = webhook
        if webhook is None:
            return
        for name in ("address", "secret"):
            self.fields[name].required = False
            self.fields[name].widget = _NEVER
            self.fields[name].help_text = "Leave it empty to keep the one there is."

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Webhook.objects.filter(name=name)
        if self.webhook is not None:
            others = others.exclude(pk=self.webhook.pk)
        if others.exists():
            raise forms.ValidationError("There is one of this name. Choose another.")
        return name

    def filled(self) -> Webhook:
        """The webhook as the form says it; what was left empty stays."""
        row = self.webhook or Webhook()
        for name in ("name", "kind", "kinds"):
            setattr(row, name, self.cleaned_data[name])
        for name in ("address", "secret"):
            if self.cleaned_data[name]:
                setattr(row, name, self.cleaned_data[name])
        if row.kind != WebhookKind.JSON:
            row.secret = ""
        return row


def urls(office: AdminSite) -> list[URLPattern]:
    def door(view: Any) -> Any:
        return office.admin_view(partial(view, office=office))

    return [
        path("webhooks/", door(webhooks), name="webhooks"),
        path("webhooks/add/", door(edit), name="webhook_add"),
        path("webhooks/<int:webhook>/", door(edit), name="webhook"),
        path("webhooks/<int:webhook>/test/", door(test), name="webhook_test"),
        path("webhooks/<int:webhook>/switch/", door(switch), name="webhook_switch"),
    ]


@require_GET
def webhooks(request: HttpRequest, *, office: AdminSite) -> HttpResponse:
    _chief(request)
    lines = webhook_lines()
    return show_in(request, office, "webhooks.html", title="Webhooks", lines=lines)


def edit(
    request: HttpRequest, webhook: int | None = None, *, office: AdminSite
) -> HttpResponse:
    chief = _chief(request)
    row = get_object_or_404(Webhook, pk=webhook) if webhook else None
    form = WebhookForm(request.POST or None, webhook=row, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        kept = write(
            form, lambda: keeping.keep(form.filled(), by=chief, now=timezone.now())
        )
        if kept is not None:
            _log(chief, kept, "Kept.", flag=CHANGE if row else ADDITION)
            messages.success(request, "Kept. Send a test to see whether it works.")
            return redirect("admin:webhooks")
    return show_in(
        request,
        office,
        "webhook.html",
        title=row.name if row else "Add a webhook",
        form=form,
        webhook=row,
        site=urlsplit(row.address).netloc if row else "",
    )


@require_POST
def test(request: HttpRequest, webhook: int, *, office: AdminSite) -> HttpResponse:
    _chief(request)
    row = get_object_or_404(Webhook, pk=webhook)
    is_taken, said = keeping.try_out(row, gate=notice_gate(), now=timezone.now())
    if is_taken:
        messages.success(request, f"{row.name} took the test. It answered: {said}")
    else:
        messages.error(request, f"{row.name} did not take the test. {said}")
    return redirect("admin:webhooks")


@require_POST
def switch(request: HttpRequest, webhook: int, *, office: AdminSite) -> HttpResponse:
    chief = _chief(request)
    row = get_object_or_404(Webhook, pk=webhook)
    if request.POST.get("on") == "1":
        keeping.switch_on(row)
        said = "is switched on: it is told of what happens from now on."
    else:
        keeping.switch_off(row, by=chief)
        said = "is switched off: nothing more is posted there."
    _log(chief, row, said, flag=CHANGE)
    messages.success(request, f"{row.name} {said}")
    return redirect("admin:webhooks")


def _chief(request: HttpRequest) -> User:
    refuse_unless(may_keep_webhooks(request.user))
    return person(request)


def _initial(row: Webhook | None) -> dict[str, Any]:
    if row is None:
        urgent = [NoticeKind.URGENT_FINDING.value, NoticeKind.INQUIRY_OVERDUE.value]
        return {"secret": secrets.token_urlsafe(32), "kinds": urgent}
    return {"name": row.name, "kind": row.kind, "kinds": row.kinds}


def _log(by: User, row: Webhook, said: str, *, flag: int) -> None:
    LogEntry.objects.log_actions(by.pk, [row], flag, said, single_object=True)
