"""Subscribing by mail: asked for here, confirmed by the address, ended with one click.

A link in a letter only shows a page; its button does what it says, so that no program
that opens links to look for dangers subscribes or ends anything.
"""

import re
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.models import Subscription, Topic
from tracker.models.as_of import parties_of
from tracker.notices import mail, subscribing
from tracker.notices.reader_phrases import everything
from tracker.notices.subscribing import Thing
from tracker.notices.words import statements
from tracker.reader import access
from tracker.reader.access import Moved
from tracker.reader.limits import who_asks, within
from tracker.reader.pages.parts import named
from tracker.reader.past import Past, present
from tracker.reader.words import tongue

HOUR = 3600
ASKS_AN_HOUR, LETTERS_AN_HOUR = 20, 3
NAMES = ("claim", "party", "topic")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
METHODS = ("GET", "HEAD", "POST")


class AddressForm(forms.Form):
    """An address, and nothing else that a person types."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "size": "36"}),
    )


@never_cache
@require_http_methods(METHODS)
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form, and what came of it: the same for every address."""
    asked = request.POST if request.method == "POST" else request.GET
    which = {name: asked.get(name, "") for name in NAMES if asked.get(name)}
    thing = _thing(which, present())
    form = AddressForm(request.POST or None)
    status = _ask(request, form, thing)
    values = {
        "form": form,
        "which": which,
        "what": _called(thing.names),
        "is_everything": not which,
        "has_mail": mail.is_set_up(),
        "is_asked": status == 202,
        "is_too_much": status == 429,
    }
    return render(request, "reader/subscribe.html", values, status=status)


def _ask(request: HttpRequest, form: AddressForm, thing: Thing) -> int:
    """What the answer is, as HTTP has it: 202 where a letter is on its way, if the
    address is one that wants it."""
    if request.method != "POST":
        return 200
    if not within("subscribe", who_asks(request), most=ASKS_AN_HOUR, seconds=HOUR):
        return 429
    if not form.is_valid() or not mail.is_set_up():
        return 400
    email = form.cleaned_data["email"]
    if within("letters", email.lower(), most=LETTERS_AN_HOUR, seconds=HOUR):
        subscribing.ask(email, thing, language=tongue(), now=timezone.now())
    return 202


@never_cache
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: UUID) -> HttpResponse:
    now = timezone.now()
    is_post = request.method == "POST"
    act = subscribing.confirm if is_post else subscribing.waiting
    return _token_page(request, "confirm", act(token, now), token)


@never_cache
@csrf_exempt  # a mail program posts without a page of ours; the token is the secret
@require_http_methods(METHODS)
def unsubscribe(request: HttpRequest, token: UUID) -> HttpResponse:
    if request.method == "POST":
        is_one = request.POST.get("what") == "this"
        subscribing.end(token, timezone.now(), everything=not is_one)
    return _token_page(request, "unsubscribe", subscribing.by_token(token), token)


def _token_page(
    request: HttpRequest, name: str, row: Subscription | None, token: UUID
) -> HttpResponse:
    """The page of a link in a letter; `Referrer-Policy` keeps its address here."""
    with override(row.language if row and "lang" not in request.GET else tongue()):
        values = {
            "row": row,
            "token": token,
            "what": _called(_names(row)) if row else "",
            "is_done": request.method == "POST",
            "is_ended": row is None or row.ended_at is not None,
        }
        status = 404 if row is None and name == "confirm" else 200
        answer = render(request, f"reader/{name}.html", values, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _thing(which: dict[str, str], past: Past) -> Thing:
    """What an address asks for; raises Http404, also for what a reader may not see."""
    if not which:
        return Thing(names=everything())
    (name, slug), *more = which.items()
    if more or not _SLUG.fullmatch(slug):
        raise Http404
    find = {"claim": _claim, "party": _party, "topic": _topic}[name]
    try:
        return find(slug, past)
    except Moved as moved:
        try:
            return find(moved.slug, past)
        except Moved as again:
            raise Http404 from again


def _claim(slug: str, past: Past) -> Thing:
    claim = access.claim(slug, past)
    return Thing(claim=claim, names=statements([claim.pk], past.now)[claim.pk])


def _party(slug: str, past: Past) -> Thing:
    party = access.party(slug, past)
    names = dict(parties_of([party.pk], past.moment)[party.pk].names)
    return Thing(party=party, names=names)


def _topic(slug: str, past: Past) -> Thing:
    topic = access.subject(Topic, slug, past)
    return Thing(topic=topic, names=topic.names)


def _names(row: Subscription) -> dict[str, str]:
    """What a subscription is to, as it may be called in public now."""
    past = present()
    which = {name: one.slug for name in NAMES if (one := getattr(row, name))}
    try:
        return _thing(which, past).names
    except Http404:
        return {"en": gettext("something that is no longer published")}


def _called(names: dict[str, str]) -> str:
    return named(names) or next(iter(names.values()), "")
