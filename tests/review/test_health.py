"""How the evidence stands: each quotation that counts, once, by site."""

from datetime import timedelta

import pytest

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_source,
    day,
)
from tracker.models import Citation, HostHealth, Source
from tracker.review.health import count_evidence
from tracker.review.positions import void
from tracker.rules.vocabulary import CitationState, SourceState

pytestmark = pytest.mark.django_db
NOW = day(20)


def quote(
    url: str = "https://a.example/1",
    *,
    state: SourceState = SourceState.OK,
    seen: CitationState | None = CitationState.EXACT,
) -> Citation:
    source = Source.objects.filter(url=url).first() or add_source(url, state=state)
    citation = add_citation(add_claim(), source, at=day(8))
    if seen is not None:
        add_citation_check(add_check(source, at=day(9)), citation, seen)
    return citation


def counted() -> dict[str, int]:
    row = HostHealth.objects.get()
    names = ("present", "altered", "gone", "unreachable", "unseen")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


@pytest.mark.parametrize(
    ("state", "seen", "stands"),
    [
        (SourceState.OK, CitationState.EXACT, "present"),
        (SourceState.OK, CitationState.EXACT_MOVED, "present"),
        (SourceState.OK, CitationState.ALTERED_CRITICAL, "altered"),
        (SourceState.OK, CitationState.GONE, "gone"),
        (SourceState.DEAD, CitationState.EXACT, "gone"),
        (SourceState.BLOCKED, CitationState.EXACT, "unreachable"),
        (SourceState.OK, None, "unseen"),
        (SourceState.OK, CitationState.UNCHECKABLE, "unseen"),
    ],
)
def test_what_became_of_a_quotation(
    state: SourceState, seen: CitationState | None, stands: str
) -> None:
    quote(state=state, seen=seen)

    count_evidence(NOW)

    assert counted() == {stands: 1}


def test_the_last_look_counts() -> None:
    citation = quote(seen=CitationState.ALTERED)
    add_citation_check(add_check(citation.source, at=day(10)), citation)

    count_evidence(NOW)

    assert counted() == {"present": 1}


def test_words_that_were_taken_back_do_not_count() -> None:
    quote()
    void(quote(), reason="Misread.", by=None, now=day(12))

    count_evidence(NOW)

    assert counted() == {"present": 1}


def test_a_site_is_counted_by_its_pages_and_its_oldest_look() -> None:
    quote("https://a.example/1", seen=CitationState.ALTERED)
    quote("https://a.example/1")
    quote("https://a.example/2", state=SourceState.DEAD)
    Source.objects.filter(url__endswith="2").update(last_checked_at=day(2))
    Source.objects.filter(url__endswith="1").update(last_checked_at=day(3))

    count_evidence(NOW)

    row = HostHealth.objects.get()
    assert (row.pages, row.pages_altered, row.pages_gone) == (2, 1, 1)
    assert row.oldest == Source.objects.get(url__endswith="2")
    assert row.oldest_at == day(2)


def test_only_sites_where_something_happened_are_counted_again() -> None:
    first = quote("https://a.example/1")
    quote("https://b.example/1")
    count_evidence(NOW)
    later = NOW + timedelta(hours=1)
    check = add_check(first.source, at=later)
    add_citation_check(check, first, CitationState.GONE)

    assert count_evidence(later) == 1
    assert HostHealth.objects.get(host=first.source.host).gone == 1


def test_a_site_whose_words_were_all_taken_back_counts_nothing() -> None:
    citation = quote()
    count_evidence(NOW)

    void(citation, reason="Misread.", by=None, now=NOW)
    count_evidence(NOW + timedelta(minutes=1))

    assert counted() == {}
