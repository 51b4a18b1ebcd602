"""The trouble of mail and webhooks, where people of the desk see it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin.pages import refuse_unless
from tracker.notices import health
from tracker.notices.outbox import send_again
from tracker.review.permissions import Someone, may_keep_webhooks, may_send_again


@dataclass(frozen=True, kw_only=True)
class MailTrouble:
    """What `_mail_trouble.html` shows."""

    outbox: health.Outbox
    may_send_again: bool
    may_keep_webhooks: bool


def mail_trouble(user: Someone, now: datetime) -> MailTrouble:
    """Four queries, however much waits."""
    return MailTrouble(
        outbox=health.outbox(now),
        may_send_again=may_send_again(user),
        may_keep_webhooks=may_keep_webhooks(user),
    )


def urls(office: AdminSite) -> list[URLPattern]:
    view = office.admin_view(partial(again, office=office))
    return [path("outbox/again/", view, name="outbox_again")]


@require_POST
def again(request: HttpRequest, *, office: AdminSite) -> HttpResponse:
    """Send everything again that had failed."""
    refuse_unless(may_send_again(request.user))
    number = send_again(None, timezone.now())
    plural = "s are" if number != 1 else " is"
    messages.success(request, f"{number} message{plural} sent again within a minute.")
    return redirect("admin:index")
