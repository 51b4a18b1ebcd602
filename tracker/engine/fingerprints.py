"""What stands in a page's place: a challenge, a form, a salesman, an apology.

Each question is about one answer; the lists that it goes by are in `marks`. Long texts
are pages, whatever else is on them.
"""

import re
from urllib.parse import urlsplit

from tracker.engine.marks import (
    Marks,
    first_lines,
    html_of,
    title_of,
    title_parts,
)
from tracker.engine.types import Fetched, Text

# A page with more text than this is a page, whatever scripts it also loads.
_LONG = 1500
# A page with less has no article beside what it says of itself.
_SHORT = 600
_SHELL = 300
_BARE = 100
# Statuses with which a widget that any page may carry is the challenge itself.
_REFUSALS = frozenset({202, 401, 403, 405, 406, 429, 503})
_MISSING = frozenset({404, 410})
_NO_INDEX = re.compile(r"<meta[^>]+robots[^>]+noindex")


def names_a_challenge(marks: Marks, fetched: Fetched) -> bool:
    """Whether a header says that the answer is a challenge."""
    return marks.header("challenge_headers", fetched)


def is_challenge(marks: Marks, fetched: Fetched, text: Text | None) -> bool:
    """Whether a machine asks for proof of a human instead of showing the page."""
    if fetched.status in _REFUSALS and marks.header("refused_headers", fetched):
        return True
    size = len(text.full) if text else 0
    if fetched.status in _MISSING or size > _LONG:
        return False
    if marks.title("challenge_titles", title_of(fetched, text)):
        return True
    if text and size <= _SHORT and marks.begins("challenge_lines", first_lines(text)):
        return True
    return size < _SHELL and _is_challenge_shell(marks, fetched)


def is_forbidden(marks: Marks, text: Text) -> bool:
    """Whether a guard in front of the site says that it refuses us."""
    return len(text.full) <= _SHORT and marks.begins(
        "forbidden_lines", first_lines(text)
    )


def asks_for_login(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether one has to sign in first: by where we were led, or by a bare form."""
    if text.signals.closed:
        return True
    if len(text.full) > _LONG:
        return False
    if marks.is_led_to("login_addresses", fetched):
        return True
    has_form = bool(fetched.redirects) or 'type="password"' in html_of(fetched)
    return has_form and marks.title("login_titles", text.title)


def asks_for_consent(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether a question about cookies stands in the page's place."""
    if marks.is_led_to("consent_addresses", fetched):
        return len(text.full) <= 2 * _LONG
    return len(text.full) <= _LONG and marks.title("consent_titles", text.title)


def is_geo_block(marks: Marks, text: Text | None) -> bool:
    """Whether a page says that it is not shown where we are.

    Asked of refusals and of very short pages: an article may quote such words.
    """
    is_short = text is not None and len(text.full) <= _LONG
    return bool(text and is_short and marks.somewhere("geo_texts", text.full))


def is_parked(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether the domain shows a salesman instead of a site."""
    host = host_of(fetched.final_url)
    if is_other_domain(fetched) and _domain_of(host) in marks.lists["parked_hosts"]:
        return True
    if len(text.full) > _LONG:
        return False
    if len(text.full) <= _SHORT and marks.mark("parked_marks", fetched):
        return True
    said = [*title_parts(text.title), *first_lines(text)]
    return marks.begins("parked_lines", (_with_host_named(one, host) for one in said))


def is_failure(marks: Marks, text: Text) -> bool:
    """Whether the site says that it is broken or being mended, with status 200."""
    return len(text.full) <= _LONG and marks.title("failure_titles", text.title)


def says_not_found(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether title, heading or address say "not found" although the status is 200."""
    if marks.is_led_to("missing_addresses", fetched):
        return True
    said = list(title_parts(text.title))
    if len(text.full) <= _LONG:
        said += first_lines(text)
    return any(marks.is_missing(one) for one in said)


def invites_to_pay(marks: Marks, new: Text, old: Text) -> bool:
    """Whether a page asks for a subscription that it did not ask for before."""
    asks, asked = (marks.somewhere("paywall_texts", one.full) for one in (new, old))
    return asks and not asked


def is_stub(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether the page only sends its readers elsewhere: a failed capture."""
    if len(text.full) > _SHELL:
        return False
    if text.signals.refresh or marks.line("stub_lines", text):
        return True
    is_bare = len(text.full) < _BARE
    return is_bare and marks.somewhere("stub_scripts", html_of(fetched))


def is_made_by_script(marks: Marks, fetched: Fetched, text: Text) -> bool:
    """Whether a page without its text would make it in the browser."""
    if text.signals.needs_script and len(text.full) < _BARE:
        return True
    html = html_of(fetched)
    if "<script" not in html:
        return False
    return marks.line("script_lines", text) or marks.somewhere("script_roots", html)


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_other_domain(fetched: Fetched) -> bool:
    """Whether a redirect led to what somebody else may have registered."""
    asked, final = (host_of(one) for one in (fetched.requested_url, fetched.final_url))
    return _domain_of(asked) != _domain_of(final)


def _with_host_named(line: str, host: str) -> str:
    """A line with `{host}` for the site's own name, as the lists have it."""
    return re.sub(re.escape(host), "{host}", line, flags=re.IGNORECASE)


def _domain_of(host: str) -> str:
    """The part of a name that is registered, as far as its form tells: two words, or
    three under `co.uk` and the like."""
    words = host.split(".")
    is_under_country = len(words) > 2 and len(words[-1]) == 2 and len(words[-2]) <= 3
    return ".".join(words[-3:] if is_under_country else words[-2:])


def _is_challenge_shell(marks: Marks, fetched: Fetched) -> bool:
    if marks.mark("challenge_marks", fetched):
        return True
    is_shell = fetched.status in _REFUSALS or _NO_INDEX.search(html_of(fetched))
    return bool(is_shell) and marks.mark("challenge_widgets", fetched)
