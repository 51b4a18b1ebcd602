"""Figures of the whole record: charts, each with its numbers in a table beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from tracker.models.as_of import parties_of
from tracker.models.figures import Counted, count
from tracker.reader import words
from tracker.reader.dates import When, day_text
from tracker.reader.drawing.charts import Bars, Panel, bars, days_between, panel
from tracker.reader.pages.answers import days, share
from tracker.reader.pages.parts import PartyLink, party_link
from tracker.reader.pages.tally import ORDER, kept
from tracker.reader.past import Past
from tracker.rules.answers import Answers
from tracker.rules.facts import Party
from tracker.rules.vocabulary import Stance


@dataclass(frozen=True)
class Table:
    """Numbers in words: the heads of the columns, and rows that begin with theirs."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class StatusPanel:
    key: str
    label: str
    now: int
    panel: Panel


@dataclass(frozen=True, kw_only=True)
class PartyBars:
    party: PartyLink
    bars: Bars


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Each chart with its table; an empty one where there is nothing to show."""

    statuses: tuple[StatusPanel, ...]
    status_table: Table
    stances: tuple[PartyBars, ...]
    stance_table: Table
    answer_bars: Bars
    answer_table: Table
    health: Bars
    health_table: Table
    counted: When | None


def figures(past: Past) -> Figures:
    """All figures as of the moment, in a constant number of queries."""
    found, counted = kept("figures", past, lambda: count(past.moment, past.now))
    parties = parties_of({*found.stances, *found.answers}, past.moment)
    statuses, status_table = _statuses(found, past)
    stances, stance_table = _stances(found.stances, parties)
    answer_bars, answer_table = _answers(found.answers, parties)
    health, health_table = _health(found.health)
    return Figures(
        statuses=statuses,
        status_table=status_table,
        stances=stances,
        stance_table=stance_table,
        answer_bars=answer_bars,
        answer_table=answer_table,
        health=health,
        health_table=health_table,
        counted=counted,
    )


def _statuses(found: Counted, past: Past) -> tuple[tuple[StatusPanel, ...], Table]:
    if not found.steps:
        return (), Table((), ())
    last = past.moment.as_of.date() if past.is_asked else found.steps[-1][0]
    shown = days_between(found.steps[0][0], min(last, past.now.date()))
    lines = {
        key: _line(found.steps, key, shown)
        for key in ORDER
        if any(status == key for _day, status, _step in found.steps)
    }
    most = max(max(line) for line in lines.values())
    panels = tuple(
        StatusPanel(
            key=key,
            label=words.status_label(key),
            now=line[-1],
            panel=panel(line, most=most, first=_day(shown[0]), last=_day(shown[-1])),
        )
        for key, line in lines.items()
    )
    heads = (_("Day"), *(one.label for one in panels))
    rows = [
        (_day(day), *(str(line[number]) for line in lines.values()))
        for number, day in enumerate(shown)
    ]
    return panels, Table(heads, tuple(reversed(rows)))


def _line(
    steps: Sequence[tuple[date, str, int]], key: str, shown: Sequence[date]
) -> list[int]:
    own = [(day, step) for day, status, step in steps if status == key]
    return [sum(step for day, step in own if day <= end) for end in shown]


def _day(day: date) -> str:
    return day_text(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _stances(
    found: Mapping[int, Mapping[str, int]], parties: Mapping[int, Party]
) -> tuple[tuple[PartyBars, ...], Table]:
    known = {one: said for one, said in found.items() if one in parties}
    most = max((max(said.values()) for said in known.values()), default=0)
    used = [s for s in Stance if any(s.value in said for said in known.values())]
    charts = tuple(
        PartyBars(
            party=party_link(party, dict(parties)),
            bars=bars(
                [
                    (words.label(one), said[one.value], str(said[one.value]))
                    for one in used
                    if one.value in said
                ],
                most=most,
            ),
        )
        for party, said in known.items()
    )
    heads = (_("Party"), *(words.label(one) for one in used))
    rows = tuple(
        (chart.party.name, *(str(said.get(one.value, 0)) for one in used))
        for chart, said in zip(charts, known.values(), strict=True)
    )
    return charts, Table(heads, rows)


def _answers(
    found: Mapping[int, Answers], parties: Mapping[int, Party]
) -> tuple[Bars, Table]:
    known = [
        (party_link(one, dict(parties)).name, figures)
        for one, figures in found.items()
        if one in parties
    ]
    drawn = bars(
        [
            (name, figures.days_to_answer, days(figures.days_to_answer))
            for name, figures in known
            if figures.days_to_answer is not None
        ]
    )
    heads = (
        _("Party"),
        _("Claims to answer"),
        _("Answered"),
        _("Days to a first clear answer"),
        _("Acknowledged"),
        _("Days to acknowledge"),
        _("Never answered"),
    )
    return drawn, Table(heads, tuple(_row(name, one) for name, one in known))


def _row(name: str, found: Answers) -> tuple[str, ...]:
    return (
        name,
        str(found.claims),
        str(found.answered),
        days(found.days_to_answer),
        str(found.timed_acknowledgements),
        days(found.days_to_acknowledge),
        share(found),
    )


def _health(found: Mapping[str, int]) -> tuple[Bars, Table]:
    names = {
        "present": _("Seen in the same words"),
        "altered": _("Worded differently now"),
        "altered_critical": _("Worded differently in a critical place"),
        "ambiguous": _("Found in more than one place"),
        "gone": _("Gone from the page"),
        "unseen": _("Not looked at again yet"),
    }
    rows = [(names[key], found[key]) for key in names if key in found]
    drawn = bars([(name, number, str(number)) for name, number in rows])
    heads = (_("The quoted words"), _("Quotations"))
    return drawn, Table(heads, tuple((name, str(number)) for name, number in rows))
