"""How to cite a claim's page, and how to show it on another site."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.reader import words
from tracker.reader.pages.parts import Statement, Verdict
from tracker.reader.past import Past


@dataclass(frozen=True)
class Cite:
    """The text to cite a claim by, the address that never changes its answer, and what
    proves it: the digest of the record's canonical text."""

    text: str
    address: str
    digest: str
    record: str  # the address of the canonical text


@dataclass(frozen=True)
class Embed:
    """What others paste into their pages to show how the claim stands at any time."""

    card: str
    badge: str


def cite(
    address: str, statement: Statement, stands: Verdict, past: Past, digest: str
) -> Cite:
    told = {
        "statement": words.straight(statement.text),
        "status": stands.badge.label,
        "seen": past.seen,
        "known": past.known,
    }
    text = _(
        "On Record, “%(statement)s” %(status)s. As of %(seen)s, as known on %(known)s."
    )
    return Cite(
        text=text % told,
        address=address + past.citable,
        digest=digest,
        record=f"{address}record.txt{past.citable}",
    )


def embed(address: str, statement: Statement, past: Past) -> Embed:
    """Always of the present: what was withdrawn must not live on in others' pages."""
    told = {
        "page": address + past.now_query,
        "card": f"{address}card/{past.now_query}",
        "badge": f"{address}badge.svg{past.now_query}",
        "text": words.straight(statement.text),
    }
    return Embed(
        card=format_html(
            '<iframe src="{card}" title="{text}" width="100%" height="280"'
            ' loading="lazy"></iframe>',
            **told,
        ),
        badge=format_html(
            '<a href="{page}"><img src="{badge}" alt="{text}" height="28"></a>', **told
        ),
    )
