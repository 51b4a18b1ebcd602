"""Rules for what stands in a page's place, though it was sent as if it were it."""

from tracker.engine import fingerprints
from tracker.engine.look import Look, similarity
from tracker.engine.types import Finding
from tracker.rules.vocabulary import CheckOutcome

Out = CheckOutcome

# Characters of text: hardly any, and enough to be missed.
_THIN = 200
_ONCE_FULL = 600
_TEASER = 1500
# Shares of the last good text, and of its word pairs.
_PAYWALL_SHARE = 0.6
_CUT_SHARE = 0.8
_NOTHING_LEFT = 0.05


def in_its_place(look: Look) -> Finding | None:
    """Something else stands where the page should be, and says what it is."""
    if look.text.signals.deleted:
        return Finding(Out.GONE, "the post was deleted; its channel still answers")
    finding = _notice(look)
    # A page that shows what it showed before is no notice, whatever it says.
    return None if finding and look.still_stands else finding


def _notice(look: Look) -> Finding | None:
    marks, fetched, new = look.marks, look.fetched, look.text
    if fingerprints.asks_for_login(marks, fetched, new):
        return Finding(Out.BLOCKED, "login: shown only to those who sign in")
    if not look.may_be_imitated:
        return None
    if fingerprints.asks_for_consent(marks, fetched, new):
        return Finding(Out.BLOCKED, "consent: shown only to those who accept cookies")
    if fingerprints.is_forbidden(marks, new):
        return Finding(Out.BLOCKED, "forbidden: the site refuses us")
    if fingerprints.is_failure(marks, new):
        return Finding(Out.SERVER_ERROR, "the site says that it is out of order")
    is_shown = len(new.full) >= (_ONCE_FULL if look.old else _THIN)
    if not is_shown and fingerprints.is_geo_block(marks, new):
        return Finding(Out.BLOCKED, "geo: not shown in our country")
    return None


def parked(look: Look) -> Finding | None:
    new, old = look.text, look.old
    if not look.may_be_imitated:
        return None
    if fingerprints.is_parked(look.marks, look.fetched, new) and not look.still_stands:
        return Finding(Out.DOMAIN_PARKED, "the domain is parked or for sale")
    if old is None or not fingerprints.is_other_domain(look.fetched):
        return None
    speaks_other = old.language and new.language and old.language != new.language
    if speaks_other and similarity(old.article, new.article) < _NOTHING_LEFT:
        return Finding(
            Out.DOMAIN_PARKED,
            "leads to another domain, in another language, with nothing of the page",
        )
    return None


def paywalled(look: Look) -> Finding | None:
    new, old = look.text, look.old
    is_paid = new.signals.free is False
    shows_less = old and len(new.article) < _PAYWALL_SHARE * len(old.article)
    if is_paid and shows_less:
        return Finding(Out.PAYWALLED, "the page says it is not free, and shows less")
    if is_paid and new.signals.is_cut and _is_teaser(look):
        return Finding(Out.PAYWALLED, "the part that is not free is not there")
    if old and shows_less and fingerprints.invites_to_pay(look.marks, new, old):
        return Finding(Out.PAYWALLED, "asks for a subscription, and shows less")
    return None


def _is_teaser(look: Look) -> bool:
    """Whether there is little to read. Many pages that show all of it name a part which
    is not there, so that alone proves nothing."""
    if look.old is None:
        return len(look.text.article) < _TEASER
    return len(look.text.article) < _CUT_SHARE * len(look.old.article)


def stub_or_empty(look: Look) -> Finding | None:
    marks, fetched, new, old = look.marks, look.fetched, look.text, look.old
    was_full = old is not None and len(old.full) > _ONCE_FULL
    if (old is None or was_full) and fingerprints.is_stub(marks, fetched, new):
        return Finding(
            Out.EXTRACT_EMPTY, "the capture failed: a stub that leads elsewhere"
        )
    if len(new.full) >= _THIN or not (was_full or old is None or not new.full):
        return None
    if fingerprints.is_made_by_script(marks, fetched, new):
        return Finding(Out.JS_REQUIRED, "the page shows its text only with JavaScript")
    if was_full or not new.full:
        return Finding(Out.EXTRACT_EMPTY, "the page came without its text")
    return None
