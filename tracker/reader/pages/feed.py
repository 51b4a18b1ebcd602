"""Feeds: what changed, in all claims, in one, with a party, on a topic, in a list."""

from collections.abc import Iterable

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from tracker.exports.feeds import BEGIN, Entry, Feed, tag
from tracker.models import Topic
from tracker.models.among import EVERYTHING, Among, of_parties, of_subject
from tracker.models.as_of import parties_of
from tracker.models.lineage import mouths
from tracker.models.public_changes import changes
from tracker.reader import access, words
from tracker.reader.finding import page_of, read_asked
from tracker.reader.pages.parts import name_of, named
from tracker.reader.pages.stands import Stands, stands
from tracker.reader.past import Past, tail
from tracker.rules.changes import Change, told
from tracker.rules.facts import Moment
from tracker.rules.phrases import phrase

MOST = 50
NAME = "On Record"


def of_everything(past: Past) -> Feed:
    title = gettext("All changes")
    return _feed(EVERYTHING, past, title=title, page=reverse("reader:changes"))


def of_claim(slug: str, past: Past) -> Feed:
    """Raises Http404, Moved."""
    claim = access.claim(slug, past)
    stand = stands([claim.pk], past.moment)[claim.pk]
    return _feed(
        Among(claims=frozenset({claim.pk})),
        past,
        title=words.straight(stand.statement.text),
        page=reverse("reader:claim", args=[claim.slug]),
    )


def of_a_party(slug: str, past: Past) -> Feed:
    """Raises Http404, Moved."""
    party = access.party(slug, past)
    voices = mouths([party.pk], past.now)[party.pk]
    return _feed(
        of_parties(voices, _present(past)),
        past,
        title=name_of(parties_of([party.pk], past.moment)[party.pk]),
        page=reverse("reader:party", args=[party.slug]),
    )


def of_a_topic(slug: str, past: Past) -> Feed:
    """Raises Http404, also for a topic that no claim of the public belongs to."""
    topic = access.subject(Topic, slug, past)
    return _feed(
        of_subject(Topic, topic.pk, _present(past)),
        past,
        title=words.straight(named(topic.names)),
        page=reverse("reader:topic", args=[topic.slug]),
    )


def of_list(asked: QueryDict, past: Past) -> Feed:
    """What changed in the claims at the top of a list; raises BadFilter."""
    given = asked.dict().items()
    kept = {name: str(value) for name, value in given if value and name != "lang"}
    title = gettext("Claims")
    if kept.get("q"):
        title = f"{title}: {words.straight(kept['q'])}"
    return _feed(
        Among(claims=frozenset(_listed(asked, past))),
        past,
        title=title,
        page=reverse("reader:claims") + tail(kept),
    )


def _listed(asked: QueryDict, past: Past) -> Iterable[int]:
    """The first claims of the list that an address asks for; the one seam to it."""
    return page_of(read_asked(asked), past, size=MOST).claims


def _present(past: Past) -> Moment:
    """Feeds are of what counts now, whatever moment their address asks for."""
    return Moment(as_of=past.now, known_at=past.now)


def _feed(
    among: Among,
    past: Past,
    *,
    title: str,
    page: str,
) -> Feed:
    """`page` is where the same is read on the site; its path names the feed."""
    moment = _present(past)
    rows = changes(among, past.now, most=MOST)
    standing = stands({row.claim for row in rows}, moment)
    entries = (
        _entry(row, standing[row.claim], moment)
        for row in rows
        if row.claim in standing
    )
    return Feed(
        id=tag(settings.SITE_URL, BEGIN.date(), f"feed{page}"),
        title=f"{NAME}: {title}",
        url=settings.SITE_URL + page,
        address="",
        language=words.tongue(),
        author=NAME,
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _entry(change: Change, stand: Stands, moment: Moment) -> Entry | None:
    language = words.tongue()
    said = told(
        change, stand.record, moment, translate=phrase(language), language=language
    )
    if said is None:
        return None
    name = f"{change.of}/{change.row}"
    parts = (words.straight(said.detail), stand.verdict.text)
    return Entry(
        id=tag(settings.SITE_URL, change.since.date(), name),
        url=settings.SITE_URL + reverse("reader:claim", args=[stand.slug]),
        title=words.straight(f"{said.title} – {stand.statement.text}"),
        summary="\n\n".join(part for part in parts if part),
        at=change.since,
        tags=said.tags,
    )
