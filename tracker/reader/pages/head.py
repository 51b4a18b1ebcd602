"""What the head of a claim's page says to other sites: what it is, how to show it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from tracker.exports.claimreview import Stated, as_script, document
from tracker.reader.pages.claim import ClaimPage
from tracker.reader.past import Past
from tracker.rules.vocabulary import Role
from tracker.rules.wording import LANGUAGES, label_of

NAME = "On Record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Addresses in full. `data` is JSON-LD, safe inside its element."""

    data: SafeString
    oembed: str
    feed: str  # without its ending
    picture: str


def head(page: ClaimPage, past: Past) -> Head | None:
    """Nothing for a page that shows the past: it is not what others should show."""
    if past.is_asked:
        return None
    return Head(
        data=SafeString(as_script(document(_stated(page)))),
        oembed=f"{_full('oembed')}?{urlencode({'url': page.address})}",
        feed=_full("claim-feed-atom", page.slug).removesuffix(".atom"),
        picture=_full("claim-picture", page.slug) + past.now_query,
    )


def _stated(page: ClaimPage) -> Stated:
    claimant = {label_of(Role.CLAIMANT, language) for language in LANGUAGES}
    return Stated(
        statement=page.statement.text,
        language=page.statement.language,
        url=page.address,
        key=page.verdict.badge.key,
        label=page.verdict.badge.label,
        headline=page.verdict.text,
        decided=page.decision.when.iso if page.decision else "",
        claimants=tuple(row.party.name for row in page.matrix if row.role in claimant),
        publisher=NAME,
        site=settings.SITE_URL,
    )


def _full(name: str, *parts: str) -> str:
    return settings.SITE_URL + reverse(f"reader:{name}", args=parts)
