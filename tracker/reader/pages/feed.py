"""Feeds: what changed, in all claims, in one, with a party, on a topic, in a list."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from tracker.exports.feeds import BEGIN, Entry, Feed, tag
from tracker.models import Party, Topic
from tracker.models.as_of import parties_of
from tracker.models.public_among import EVERYTHING, Among, of_party, of_topic
from tracker.models.public_changes import changes
from tracker.reader import access, words
from tracker.reader.finding import page_of, read_asked
from tracker.reader.pages.parts import named
from tracker.reader.pages.stands import Stands, stands
from tracker.reader.past import Past, tail
from tracker.rules.changes import Change, told
from tracker.rules.facts import Moment
from tracker.rules.phrases import phrase
from tracker.rules.voices import voice_of

MOST = 50
NAME = "On Record"


def of_everything(past: Past) -> Feed:
    title = gettext("All changes")
    return _feed(EVERYTHING, past, title=title, page=reverse("reader:home"))


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
    known = parties_of(Party.objects.values_list("pk", flat=True), past.moment)
    one_voice = [
        one for one in known if one == party.pk or voice_of(one, known) == party.pk
    ]
    return _feed(
        of_party(one_voice, past.now),
        past,
        title=named(known[party.pk].names) or party.slug,
        page=reverse("reader:party", args=[party.slug]),
    )


def of_a_topic(slug: str, past: Past) -> Feed:
    """Raises Http404, also for a topic that no claim of the public belongs to."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise Http404
    feed = _feed(
        of_topic(topic.pk, past.now),
        past,
        title=named(topic.names),
        page=reverse("reader:topic", args=[topic.slug]),
    )
    if not feed.entries:
        raise Http404
    return feed


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


def _feed(
    among: Among,
    past: Past,
    *,
    title: str,
    page: str,
) -> Feed:
    """`page` is where the same is read on the site; its path names the feed."""
    moment = Moment(as_of=past.now, known_at=past.now)
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
