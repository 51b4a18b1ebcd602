"""A page that is missing, though the status says it is there: a soft 404.

One sign proves nothing, two do.
"""

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

from tracker.engine import fingerprints
from tracker.engine.look import OTHER_PAGE, Look, similarity
from tracker.rules.vocabulary import ChangeKind

_SAME_FOR_ALL = 0.9
_TOKEN = 12
# Under these names the page is chosen by the query.
_PROGRAMS = (".php", ".asp", ".aspx", ".jsp", ".cgi", ".pl", ".html", ".htm", ".shtml")
_LAST_VALUE = re.compile(r"[^=&;]*$")


def signs(look: Look) -> list[str]:
    """What speaks for a missing page, in words; needs a text."""
    if not look.may_be_imitated:
        return []
    found = []
    if fingerprints.says_not_found(look.marks, look.fetched, look.text):
        found.append("its title or address says so")
    if _leads_up(look):
        found.append("it leads to the front page")
    if look.shared_target and not look.is_at_home:
        found.append("other pages lead to the same place")
    if _points_to_root(look):
        found.append("it names the front page as its own address")
    if is_other_text(look):
        found.append("its text is another one")
    if _is_same_for_all(look):
        found.append("an address that was made up shows the same")
    return found


def is_other_text(look: Look) -> bool:
    """Whether next to nothing of the last good text is left."""
    if look.old is None or look.comparison is None:
        return False
    if look.comparison.kind is not ChangeKind.MEANINGFUL:
        return False
    return similarity(look.old.article, look.text.article) < OTHER_PAGE


def sibling_address(url: str) -> str:
    """An address beside this one that nobody can have published; "" for a front page.

    Made from the address, so that it is the same at every look.
    """
    token = hashlib.sha256(url.encode()).hexdigest()[:_TOKEN]
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    if parts.query and (not name or name.lower().endswith(_PROGRAMS)):
        query = _LAST_VALUE.sub(token, parts.query, count=1)
        return urlunsplit(parts._replace(query=query, fragment=""))
    if not name:
        return ""
    ending = re.search(r"\.[A-Za-z]{3,5}$", name)
    slash = "/" if parts.path.endswith("/") else ""
    path = f"{folder}/{token}{ending.group() if ending else ''}{slash}"
    return urlunsplit(parts._replace(path=path, fragment=""))


def _leads_up(look: Look) -> bool:
    """Whether a deep address was led to the front page or to a section."""
    if not look.fetched.redirects or look.is_at_home:
        return False
    asked, final = _depth(look.fetched.requested_url), _depth(look.fetched.final_url)
    return final <= 1 and final < asked


def _depth(url: str) -> int:
    return sum(1 for part in urlsplit(url).path.split("/") if part)


def _points_to_root(look: Look) -> bool:
    canonical = look.text.signals.canonical
    is_root = bool(canonical) and urlsplit(canonical).path in ("", "/")
    return is_root and urlsplit(look.fetched.requested_url).path not in ("", "/")


def _is_same_for_all(look: Look) -> bool:
    if look.sibling is None:
        return False
    return similarity(look.sibling.article, look.text.article) >= _SAME_FOR_ALL
