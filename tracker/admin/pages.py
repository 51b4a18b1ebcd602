"""Pages of our own inside Django's admin: the frame, and who asks."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from tracker.admin.undoable import undoable
from tracker.models import Claim


def show(
    request: HttpRequest,
    office: admin.ModelAdmin[Any],
    template: str,
    **context: Any,
) -> HttpResponse:
    """A page of a list of records."""
    context |= {"opts": office.opts, "media": office.media}
    context |= {"undoable": undoable(request.user, timezone.now())}
    return show_in(request, office.admin_site, template, **context)


def show_in(
    request: HttpRequest, office: admin.AdminSite, template: str, **context: Any
) -> HttpResponse:
    """A page that belongs to no list of records."""
    frame = office.each_context(request)
    return TemplateResponse(request, f"admin/desk/{template}", frame | context)


def to_claim(claim: Claim) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:tracker_claim_change", args=[claim.pk]))


def person(request: HttpRequest) -> User:
    """Who asks; the admin's own doors let nobody in who is not logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def refuse_unless(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
