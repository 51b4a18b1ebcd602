"""What other people's pages show of a claim: a card in a frame, a badge, oEmbed.

These answers alone may be framed by anyone. They hold no form, no script and nothing of
the visitor; whoever keeps them asks before each use whether they still hold.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tracker.exports.badge import Badge, badge
from tracker.exports.marks import mark
from tracker.exports.oembed import FORMS, Embedding
from tracker.exports.picture import Picture, png
from tracker.reader.fresh import fresh
from tracker.reader.pages.embed import Embed, embed
from tracker.reader.past import Past, present
from tracker.reader.words import tongue

CARD_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
BADGE_POLICY = "default-src 'none'; frame-ancestors *"
LONGEST = 2_000
_SITES = ("http", "https")


@xframe_options_exempt
@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    past = _now(request)
    found = embed(slug, past)
    values = {
        "embed": found,
        "mark": SafeString(mark(found.key)),
        "query": past.now_query,
    }
    answer = render(request, "reader/card.html", values)
    answer["Content-Security-Policy"] = CARD_POLICY
    return fresh(request, answer)


@xframe_options_exempt
@require_safe
def badge_svg(request: HttpRequest, slug: str) -> HttpResponse:
    found = embed(slug, _now(request))
    drawn = badge(
        Badge(key=found.key, label=found.label, title=found.title, language=tongue())
    )
    answer = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    answer["Content-Security-Policy"] = BADGE_POLICY
    return fresh(request, answer)


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """What other sites show beside a link to a claim."""
    found = embed(slug, _now(request))
    day = str(found.changed or "")
    foot = gettext("As of %(day)s") % {"day": day} if day else ""
    drawn = png(
        Picture(
            key=found.key,
            statement=found.statement.text if found.statement else "",
            label=found.label,
            rest=". ".join(part for part in (found.rest, *found.notes) if part),
            foot=foot,
        )
    )
    return fresh(request, HttpResponse(drawn, content_type="image/png"))


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answers for the addresses of claims; 404 for others, as the standard says."""
    form = FORMS.get(request.GET.get("format", "json"))
    if form is None:
        return HttpResponse("json, xml\n", status=501, content_type="text/plain")
    sizes = [_size(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    if 0 in sizes:
        words = "maxwidth and maxheight are whole numbers, such as 600.\n"
        return HttpResponse(words, status=400, content_type="text/plain")
    slug, asked = _claim_at(request.GET.get("url", ""))
    past = present(lang=asked)
    with override(past.lang or tongue()):
        title = _title(embed(slug, past))
    card = reverse("reader:claim-card", args=[slug]) + past.now_query
    said = Embedding(
        card=settings.SITE_URL + card,
        title=title,
        site=settings.SITE_URL,
        max_width=sizes[0],
        max_height=sizes[1],
    )
    answer = HttpResponse(form.write(said), content_type=form.content_type)
    answer["Access-Control-Allow-Origin"] = "*"
    return fresh(request, answer)


def _title(found: Embed) -> str:
    """The claim alone: a title that other sites keep must not go stale."""
    if found.statement is None:
        return found.label
    return gettext("Claim: %(statement)s") % {"statement": found.statement.text}


def _claim_at(address: str) -> tuple[str, str]:
    """The slug of a claim's address on this site, and the language that it asks for;
    raises Http404."""
    try:
        parts = urlsplit(address[:LONGEST])
        found = resolve(parts.path)
        here = parts.hostname in settings.ALLOWED_HOSTS and parts.scheme in _SITES
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if not here or found.view_name != "reader:claim":
        raise Http404
    try:
        asked = QueryDict(parts.query).get("lang", "")
    except ValueError as error:
        raise Http404 from error
    return found.kwargs["slug"], asked


def _size(text: str) -> int | None:
    """A number of pixels; None where none is given, 0 where it is no number."""
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return int(text) if is_number else 0


def _now(request: HttpRequest) -> Past:
    """Embeds show how it stands now, whatever their address says."""
    return present(lang=request.GET.get("lang", ""))
