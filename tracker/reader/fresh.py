"""Answers that are asked for again and again: kept by whoever likes, used only after
asking us whether they still hold. Nobody ever sees a stale status.

The tag is made of the answer itself, so it is exact. A date alone never earns a 304:
what a claim says can change without a newer fact (it was taken back, a deadline has
passed), so only the tag is believed.
"""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseNotModified
from django.utils.http import http_date, parse_etags, quote_etag


def fresh(
    request: HttpRequest, answer: HttpResponse, *, changed: datetime | None = None
) -> HttpResponse:
    """The answer with its tag, or 304 where whoever asks has the very same."""
    tag = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    if changed is not None:
        answer["Last-Modified"] = http_date(changed.timestamp())
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if answer.status_code == 200 and (
        "*" in known or tag in [one.removeprefix("W/") for one in known]
    ):
        return _not_modified(answer)
    return answer


def _not_modified(answer: HttpResponse) -> HttpResponseNotModified:
    short = HttpResponseNotModified()
    for name in ("ETag", "Cache-Control", "Last-Modified", "Vary", "Link"):
        if name in answer:
            short[name] = answer[name]
    short.cookies = answer.cookies
    return short
