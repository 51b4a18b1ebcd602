"""A sweep: many looks at a time, written together, none in another's way."""

import logging
from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.engine.looking import QUOTE, Desk, Pages, story
from tests.factories import add_citation, add_claim, add_source, day
from tracker.engine import run
from tracker.engine.compare import compare
from tracker.engine.sweep import sweep
from tracker.engine.types import Comparison, Text
from tracker.models import Check, CitationCheck, Host, Snapshot, Source

pytestmark = pytest.mark.django_db


def add_page(pages: Pages, path: str, *, title: str = "Harbour report") -> Source:
    """A due source on a host of its own, with a quotation that a claim rests on."""
    pages.say(path, story(title=title))
    source = add_source(pages.url(path))
    source.host = Host.objects.create(name=f"host-of{path}")
    source.save(update_fields=["host"])
    add_citation(add_claim(f"claim-of-{path[1:]}"), source, exact=QUOTE, at=day(8))
    return source


def all_due(desk: Desk) -> None:
    desk.clock.forward(1)
    Source.objects.update(due_at=desk.clock())


def swept(desk: Desk, *, fetches: int = 64) -> list[Check]:
    found: list[Check] = []

    def then(checks: Sequence[Check]) -> None:
        found.extend(checks)

    desk.limit(fetches=fetches)
    assert sweep(tools=desk.tools, seconds=60, then=then) == len(found)
    return found


def test_sweep_looks_at_all_that_is_due_once(desk: Desk, pages: Pages) -> None:
    sources = [add_page(pages, f"/page{number}") for number in range(5)]
    all_due(desk)

    checks = swept(desk, fetches=2)

    assert sorted(check.source_id for check in checks) == [one.pk for one in sources]
    assert {check.outcome for check in checks} == {"unchanged"}
    assert CitationCheck.objects.filter(state="exact").count() == 5
    assert not Source.objects.filter(lease_token__isnull=False).exists()
    assert not Host.objects.filter(lease_token__isnull=False).exists()


def test_each_look_is_judged_by_what_is_known_of_its_own_source(
    desk: Desk, pages: Pages
) -> None:
    kept, altered, gone = (add_page(pages, f"/{name}") for name in "abc")
    all_due(desk)
    swept(desk)
    pages.say("/b", story(QUOTE.replace("safe", "unsafe")))
    pages.say("/c", "", status="404 Not Found")
    all_due(desk)

    outcomes = {check.source_id: check.outcome for check in swept(desk)}

    assert outcomes == {
        kept.pk: "unchanged",
        altered.pk: "changed",
        gone.pk: "not_found",
    }
    states = CitationCheck.objects.filter(check_run__seq=2).order_by("citation")
    assert list(states.values_list("citation__source", "state")) == [
        (kept.pk, "exact"),
        (altered.pk, "altered_critical"),
        (gone.pk, "uncheckable"),
    ]
    assert Snapshot.objects.filter(source=altered).count() == 2


def test_same_bytes_are_not_read_a_second_time(desk: Desk, pages: Pages) -> None:
    source = add_page(pages, "/page")
    all_due(desk)
    swept(desk)
    desk.tools.parser.close()
    all_due(desk)

    (check,) = swept(desk)

    assert desk.tools.parser.pid is None
    assert (check.outcome, check.snapshot_id) == (
        "unchanged",
        source.snapshots.get().pk,
    )
    assert CitationCheck.objects.filter(state="exact").count() == 2


def test_pages_of_one_site_are_looked_at_in_turns_of_the_site(
    desk: Desk, pages: Pages
) -> None:
    for path in ("/a", "/b"):
        pages.say(path, story())
        add_source(pages.url(path))
    desk.limit(host_gap=5.0)
    all_due(desk)
    swept(desk)
    assert pages.paths_asked() == ["/robots.txt"]

    desk.clock.forward(5)
    swept(desk)
    assert pages.paths_asked() == ["/robots.txt", "/a"]

    desk.clock.forward(5)
    swept(desk)
    assert pages.paths_asked() == ["/robots.txt", "/a", "/b"]


def test_look_that_breaks_our_code_stops_none_beside_it(
    desk: Desk, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    sources = [add_page(pages, f"/{name}", title=name) for name in "abc"]
    all_due(desk)
    swept(desk)
    pages.say("/b", story(title="b", clutter="B"))
    all_due(desk)

    def breaks_on_b(old: Text, new: Text, *, clutter: Set[str]) -> Comparison:
        if new.title == "b":
            raise RuntimeError("a page that nobody thought of")
        return compare(old, new, clutter=clutter)

    with patch.object(run, "compare", breaks_on_b), caplog.at_level(logging.ERROR):
        checks = swept(desk)

    assert {check.source_id for check in checks} == {sources[0].pk, sources[2].pk}
    assert f"source {sources[1].pk}: the look failed" in caplog.text
    sources[1].refresh_from_db()
    later = desk.clock() + timedelta(seconds=max(desk.tools.limits.retry))
    assert (sources[1].lease_token, sources[1].due_at) == (None, later)


def test_queries_of_a_sweep_do_not_grow_with_its_looks(
    desk: Desk, pages: Pages
) -> None:
    numbers = []
    for more in (3, 6):
        for number in range(more):
            add_page(pages, f"/page{more}-{number}")
        all_due(desk)
        swept(desk)
        all_due(desk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(swept(desk)) >= more
        numbers.append(len(queries))

    assert numbers[1] <= numbers[0] + 4


def test_lease_of_a_slow_look_is_renewed_while_it_goes_on(
    desk: Desk, pages: Pages
) -> None:
    source = add_page(pages, "/slow")
    held = pages.hold("/slow")
    all_due(desk)
    desk.limit(lease=1.0)
    ends: list[datetime] = []

    def then(checks: Sequence[Check]) -> None:
        source.refresh_from_db()
        if source.lease_until is not None:
            ends.append(source.lease_until)
        desk.clock.forward(0.2)
        if len(ends) > 8:
            held.go.set()

    assert sweep(tools=desk.tools, seconds=60, then=then) == 1
    assert ends[-1] > ends[0] + timedelta(seconds=1)
    # A lease that ran out would have been claimed, and the page asked for, once more.
    assert pages.paths_asked().count("/slow") == 1


def test_what_follows_the_checks_and_fails_stops_no_look(
    desk: Desk, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        add_page(pages, f"/page{number}")
    all_due(desk)
    desk.limit(fetches=1)

    def then(checks: Sequence[Check]) -> None:
        raise RuntimeError("a channel that nobody thought of")

    with caplog.at_level(logging.ERROR):
        assert sweep(tools=desk.tools, seconds=60, then=then) == 3

    assert "what follows 1 checks failed" in caplog.text
