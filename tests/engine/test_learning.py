"""Looks that learn what is clutter, and what they go on telling of."""

import pytest

from tests.engine.looking import CLOSING, OPENING, QUOTE, Desk, Pages, story
from tests.factories import add_citation, add_claim, add_source, day
from tracker.engine.learning import KEPT, Lesson, learn
from tracker.engine.types import Sign
from tracker.models import Citation, Clutter, ClutterSign, ReviewItem, Snapshot, Source
from tracker.models.clutter import clutter_of
from tracker.rules.limits import HOUR
from tracker.rules.vocabulary import ChangeKind, CheckOutcome, CitationState, LearntFrom

pytestmark = pytest.mark.django_db

TEASERS = (
    "Mayor opens the new fish market on Saturday",
    "Ferry company lowers its fares for pupils",
    "School choir wins a prize in the capital",
    "Old lighthouse gets a coat of paint",
    "Baker from the quay retires after a long life",
)
KEY = "line:" + "0123456789abcdef" * 4


@pytest.fixture
def source(pages: Pages) -> Source:
    pages.say("/report", story())
    return add_source(pages.url("/report"))


@pytest.fixture
def citation(source: Source) -> Citation:
    return add_citation(add_claim(), source, exact=QUOTE, at=day(8))


def say(pages: Pages, *between: str, quote: str = QUOTE, path: str = "/report") -> None:
    pages.say(path, story(OPENING, *between, quote, CLOSING))


def learn_teasers(desk: Desk, pages: Pages, source: Source) -> None:
    for teaser in TEASERS[:4]:
        say(pages, teaser)
        desk.look(source, after=HOUR)


def test_a_place_whose_labels_keep_changing_is_learnt_and_told_no_more(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    learn_teasers(desk, pages, source)
    captures = Snapshot.objects.count()
    say(pages, TEASERS[4])

    check = desk.look(source, after=HOUR)

    assert (check.outcome, check.change) == ("changed_cosmetic", "cosmetic")
    assert check.reason == "only known clutter differs"
    assert Snapshot.objects.count() == captures
    assert {row.learnt_from for row in Clutter.objects.all()} == {LearntFrom.CAPTURES}


def test_a_sentence_that_keeps_changing_is_told_each_time(
    desk: Desk, pages: Pages, source: Source
) -> None:
    for number in (12, 14, 17, 20, 31):
        say(pages, f"The authorities say that {number} people are missing.")
        check = desk.look(source, after=HOUR)
        if number != 12:
            assert check.outcome == CheckOutcome.CHANGED
    assert not Clutter.objects.exists()


def test_clutter_never_hides_words_that_are_quoted(
    desk: Desk, pages: Pages, source: Source
) -> None:
    """The quotation is taken from a line that was clutter before."""
    learn_teasers(desk, pages, source)
    add_citation(add_claim(), source, exact=TEASERS[3], at=day(8))
    assert desk.look(source, after=HOUR).citation_checks.get().state == "exact"
    say(pages, "Old lighthouse gets no coat of paint")

    check = desk.look(source, after=HOUR)

    assert check.change == ChangeKind.COSMETIC
    assert check.citation_checks.get().state == CitationState.ALTERED_CRITICAL
    assert ReviewItem.objects.filter(kind="words_altered").exists()
    assert check.snapshot == Snapshot.objects.first()


def test_a_label_that_is_quoted_is_never_learnt(
    desk: Desk, pages: Pages, source: Source
) -> None:
    say(pages, TEASERS[0])
    add_citation(add_claim(), source, exact=TEASERS[0], at=day(8))
    desk.look(source)
    for teasers in (TEASERS[1:2], TEASERS[:1], TEASERS[1:2], TEASERS[:1]):
        say(pages, *teasers)
        desk.look(source, after=HOUR)
    assert TEASERS[0] not in {row.sample for row in Clutter.objects.all()}


def test_the_same_line_on_three_pages_of_a_site_is_furniture_of_the_site(
    desk: Desk, pages: Pages
) -> None:
    banner = "Support the harbour news with a gift"
    sources = []
    for number in range(4):
        path = f"/{number}"
        pages.say(path, story(title=f"Report {number}"))
        sources.append(add_source(pages.url(path)))
        desk.look(sources[-1])
        pages.say(
            path, story(OPENING, banner, QUOTE, CLOSING, title=f"Report {number}")
        )

    outcomes = [desk.look(source, after=HOUR).outcome for source in sources]

    assert outcomes[0] != CheckOutcome.CHANGED_COSMETIC
    assert outcomes[3] == CheckOutcome.CHANGED_COSMETIC
    row = Clutter.objects.get()
    assert (row.host, row.learnt_from) == (sources[0].host, LearntFrom.RECURRENCE)


def test_a_page_that_stays_as_it_is_leaves_no_signs(desk: Desk, source: Source) -> None:
    desk.look(source)
    desk.look(source, after=HOUR)
    assert not ClutterSign.objects.exists()


def test_only_the_newest_signs_of_a_source_are_kept(source: Source) -> None:
    for at in range(KEPT + 9):
        sign = Sign(f"line:{at:064x}", ("A line",))
        lesson = Lesson(source=source.pk, host=source.host_id, signs=(sign,))
        learn([lesson], day(1 + at // 24, hour=at % 24))
    kept = set(ClutterSign.objects.values_list("key", flat=True))
    assert len(kept) == KEPT
    assert f"line:{KEPT + 8:064x}" in kept


def test_a_machine_does_not_learn_again_what_a_person_has_ended(
    source: Source,
) -> None:
    Clutter.objects.create(
        source=source, key=KEY, learnt_from="captures", is_ended=True, reason="News."
    )
    lesson = Lesson(source=source.pk, host=source.host_id, signs=(Sign(KEY, ("A",)),))
    for hour in range(5):
        learn([lesson], day(2, hour=hour))
    assert clutter_of({source.pk: source.host_id})[source.pk] == frozenset()


def test_learning_costs_the_same_for_many_looks_as_for_one(
    django_assert_max_num_queries: object, source: Source
) -> None:
    sources = [source, *(add_source(f"https://{at}.example/1") for at in range(9))]
    lessons = [
        Lesson(source=one.pk, host=one.host_id, signs=(Sign(KEY, ("A",)),))
        for one in sources
    ]
    for hour in range(2):
        learn(lessons, day(2, hour=hour))
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        learn(lessons, day(2, hour=3))
    assert Clutter.objects.count() == len(sources)


def test_a_page_that_flaps_is_silent_although_its_clutter_differs(
    desk: Desk, pages: Pages, source: Source
) -> None:
    learn_teasers(desk, pages, source)
    say(pages, TEASERS[0], "The council meets again in the autumn, it says.")
    assert desk.look(source, after=HOUR).outcome == CheckOutcome.CHANGED
    say(pages, TEASERS[4])

    check = desk.look(source, after=HOUR)

    assert check.outcome == CheckOutcome.CHANGED_COSMETIC
    assert check.reason == "back to a version seen before"


def test_a_flap_back_to_altered_words_is_still_seen_by_the_quotation(
    desk: Desk, pages: Pages, source: Source, citation: Citation
) -> None:
    softened = QUOTE.replace("confirmed", "reported").replace("are", "may be")
    desk.look(source)
    for quote in (softened, softened, QUOTE):
        say(pages, quote=quote)
        desk.look(source, after=HOUR)
    say(pages, quote=softened)

    check = desk.look(source, after=HOUR)

    assert check.outcome == CheckOutcome.CHANGED_COSMETIC
    assert check.citation_checks.get().state == CitationState.ALTERED_CRITICAL
    assert ReviewItem.objects.filter(kind="words_altered", state="open").exists()
