"""What a list of claims can be narrowed by: each choice a link, with its count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from tracker.models import Place, Topic
from tracker.models.as_of import parties_of
from tracker.models.counts import MOST, OF_A_KIND
from tracker.models.found import Found
from tracker.reader import words
from tracker.reader.finding import LIST, query_of
from tracker.reader.pages.parts import name_of, named
from tracker.reader.past import Past
from tracker.rules.asked import Asked
from tracker.rules.choices import Choice
from tracker.rules.facets import NOT_ASSESSED, Facet, Kind
from tracker.rules.label import BY_PARTIES
from tracker.rules.phrases import phrase
from tracker.rules.speech import capitalise
from tracker.rules.vocabulary import Status

SHOWN = 8
TITLES = {
    Kind.STATUS: gettext_lazy("Status"),
    Kind.BY: gettext_lazy("Status, by whom"),
    Kind.STANCE: gettext_lazy("Who says what"),
    Kind.CLAIMANT: gettext_lazy("Claimed by"),
    Kind.PARTY: gettext_lazy("About or from"),
    Kind.TOPIC: gettext_lazy("Topic"),
    Kind.PLACE: gettext_lazy("Place"),
    Kind.EVIDENCE: gettext_lazy("Evidence"),
}
STANCES = {
    "asserts": _("Claimed by %(name)s"),
    "acknowledges": _("Acknowledged by %(name)s"),
    "acknowledges_partly": _("Partly acknowledged by %(name)s"),
    "denies": _("Denied by %(name)s"),
    "disputes_details": _("Disputed in detail by %(name)s"),
    "verifying": _("%(name)s is verifying"),
    "declines_to_comment": _("%(name)s declines to comment"),
    "no_clear_position": _("No clear position from %(name)s"),
    "retracts": _("Retracted by %(name)s"),
    "no_statement_found": _("No statement found from %(name)s"),
    "asked_no_response": _("No answer from %(name)s"),
}
EVIDENCE = {
    "present": _("Quotations as they were"),
    "altered": _("Quotations altered"),
    "gone": _("Quotations or pages gone"),
    "unreachable": _("Pages out of reach"),
}


@dataclass(frozen=True)
class Option:
    """A choice that narrows the list, or one that was made and can be taken away."""

    label: str
    address: str
    count: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    key: str
    title: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What stands beside a list."""

    groups: tuple[Group, ...]
    chosen: tuple[Option, ...]


@dataclass(frozen=True)
class _Named:
    slug: str
    name: str


class Names:
    """Who and what facets are of: names that readers may see, as of the moment."""

    def __init__(self, facets: Iterable[Facet], past: Past) -> None:
        listed = [facet for facet in facets if facet.of]
        of_topics = {facet.of for facet in listed if facet.kind is Kind.TOPIC}
        of_places = {facet.of for facet in listed if facet.kind is Kind.PLACE}
        registers = (Kind.TOPIC, Kind.PLACE)
        who = {facet.of for facet in listed if facet.kind not in registers}
        known = parties_of(who, past.moment)
        self._topics = {
            pk: _Named(row.slug, words.straight(named(row.names)))
            for pk, row in Topic.objects.in_bulk(of_topics).items()
        }
        self._places = {
            pk: _Named(row.slug, words.straight(named(row.names)))
            for pk, row in Place.objects.in_bulk(of_places).items()
        }
        self._parties = {
            pk: _Named(party.slug, name_of(party))
            for pk, party in known.items()
            if pk in who
        }

    def of(self, facet: Facet) -> _Named | None:
        if facet.kind is Kind.TOPIC:
            return self._topics.get(facet.of)
        if facet.kind is Kind.PLACE:
            return self._places.get(facet.of)
        return self._parties.get(facet.of)


def sides(asked: Asked, found: Found, past: Past) -> Sides:
    """What can be chosen next, and what was."""
    names = Names(found.counts, past)
    offered: dict[Kind, list[Option]] = {}
    labels: dict[Choice, str] = {}
    for facet, number in found.counts.items():
        choice = _choice(facet, names)
        if choice is None:
            continue
        label = _label(facet, names)
        labels[choice] = label
        if choice not in asked.choices:
            address = LIST + query_of(asked.with_choice(choice), past)
            option = Option(label, address, _count(number, is_least=found.is_partial))
            offered.setdefault(facet.kind, []).append(option)
    return Sides(
        groups=tuple(
            Group(
                key=kind.name.lower(),
                title=str(title),
                options=tuple(offered[kind][:SHOWN]),
                more=tuple(offered[kind][SHOWN:OF_A_KIND]),
            )
            for kind, title in TITLES.items()
            if kind in offered
        ),
        chosen=tuple(_chosen(asked, labels, past)),
    )


def _chosen(asked: Asked, labels: Mapping[Choice, str], past: Past) -> Iterable[Option]:
    """What was chosen, each with the address of the list without it."""
    if asked.query:
        words_alone = asked.without_query()
        yield Option(f"“{asked.query}”", LIST + query_of(words_alone, past))
    for choice in asked.choices:
        # Nothing is said of what no claim in the list has, but what was typed.
        label = labels.get(choice) or _unnamed(choice)
        yield Option(label, LIST + query_of(asked.without(choice), past))
    for name, label in (("decided", _("Decided")), ("said", _("First said"))):
        span = getattr(asked, name)
        if span:
            ends = f"{span.since or '…'} – {span.until or '…'}"
            address = LIST + query_of(asked.without_span(name), past)
            yield Option(f"{gettext(label)}: {ends}", address)


def _choice(facet: Facet, names: Names) -> Choice | None:
    """The choice of a facet; None for one that nobody chooses, or that has no name."""
    if facet.kind not in TITLES:
        return None
    if not facet.of:
        return Choice(kind=facet.kind, word=facet.word)
    named = names.of(facet)
    if named is None:
        return None
    return Choice(kind=facet.kind, word=facet.word, slug=named.slug)


def _label(facet: Facet, names: Names) -> str:
    named = names.of(facet) if facet.of else None
    return _said(facet.kind, facet.word, named.name if named else "")


def _unnamed(choice: Choice) -> str:
    return _said(choice.kind, choice.word, choice.slug)


def _said(kind: Kind, word: str, name: str) -> str:
    if kind is Kind.STATUS:
        return words.status_label(word)
    if kind is Kind.BY:
        return _by(word, name)
    if kind is Kind.STANCE:
        return gettext(STANCES[word]) % {"name": name}
    if kind is Kind.EVIDENCE:
        return gettext(EVIDENCE[word])
    return name


def _by(word: str, name: str) -> str:
    """ "Unconfirmed by Moscow", in the rules' own words."""
    text = BY_PARTIES.get(Status(word), "") if word != NOT_ASSESSED else ""
    if not text:
        return f"{words.status_label(word)}: {name}"
    said = phrase(words.tongue())(text, 1)
    return capitalise(said.format(parties=name, count=1))


def _count(number: int, *, is_least: bool) -> str:
    """ "1,234"; of more than 10,000 claims it is at least so many: "1,234+"."""
    if number > MOST:
        return f"{MOST:,}+"
    return f"{number:,}+" if is_least else f"{number:,}"
