"""Mark all on the desk as seen."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.admin.pages import person, refuse_unless
from tracker.review.permissions import may_see_desk
from tracker.review.visits import see_all


@require_POST
def mark_seen(request: HttpRequest, office: admin.AdminSite) -> HttpResponse:
    """From now on only what comes later is new to the person."""
    refuse_unless(may_see_desk(request.user))
    see_all(person(request), timezone.now())
    messages.success(request, "All is marked as seen.")
    return HttpResponseRedirect(reverse("admin:index", current_app=office.name))
