"""Cards say what the facts say, as soon as a list is asked, and count what they say."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Sum
from django.utils import timezone

from tests import factories as make
from tests.factories import day, move_claim
from tests.raised import raise_versions_at_once
from tracker.models import (
    Claim,
    ClaimCard,
    FacetChange,
    FacetCount,
    Party,
    PartyProfile,
    Source,
    StaleCard,
    Topic,
    WordCount,
)
from tracker.models.as_of import record
from tracker.models.cards import fold, refresh, refresh_all, refresh_before_list
from tracker.models.found import find
from tracker.models.found_then import LOOKED_AT, Then, find_then
from tracker.models.sheets import sheets
from tracker.rules.asked import Asked, Sort, read
from tracker.rules.choices import Choice
from tracker.rules.facets import Facet, Kind, facet, facets
from tracker.rules.facts import Moment
from tracker.rules.vocabulary import (
    CitationState,
    Role,
    SilenceKind,
    Stance,
    Status,
    WorkflowState,
)

pytestmark = pytest.mark.django_db

STATES = (WorkflowState.PUBLISHED, WorkflowState.DRAFT, WorkflowState.ARCHIVED)
WORDS = ("troops", "bridge", "village", "drones", "convoy", "region")


@pytest.fixture(autouse=True)
def _raise_versions(request: pytest.FixtureRequest) -> None:
    raise_versions_at_once(request)


def now() -> Moment:
    at = timezone.now()
    return Moment(as_of=at, known_at=at)


def shown(**given: str) -> set[str]:
    """The slugs of all that a list shows now."""
    found = find(read({name: [value] for name, value in given.items()}), size=100)
    return set(Claim.objects.filter(pk__in=found.claims).values_list("slug", flat=True))


def counted(kind: Kind, word: str = "", of: int = 0) -> int:
    return find(Asked(), size=1).counts.get(Facet(kind=kind, word=word, of=of), 0)


class World:
    """A small record that grows at random, by the same dice for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.kyiv = make.add_party("kyiv")
        sbu = make.add_party("sbu", parent=self.kyiv, speaks_for_parent=True)
        moscow = make.add_party("moscow")
        region = make.add_party("region", parent=moscow)
        self.parties = [self.kyiv, sbu, moscow, region]
        self.topics = [
            Topic.objects.create(slug=f"t{number}", names={"en": f"T{number}"})
            for number in range(3)
        ]
        self.sources: list[Source] = [make.add_source() for _ in range(3)]
        self.claims: list[Claim] = []

    def grow(self, at: datetime) -> None:
        """One thing happens."""
        steps = (self._claim, self._say, self._say, self._decide, self._be_silent)
        more = (self._cite, self._file, self._move, self._word, self._ask, self._part)
        step = self._claim if not self.claims else self.dice.choice((*steps, *more))
        step(at)

    def _one(self) -> Claim:
        return self.dice.choice(self.claims)

    def _who(self) -> Party:
        return self.dice.choice(self.parties)

    def _claim(self, at: datetime) -> None:
        said = " ".join(self.dice.sample(WORDS, 2))
        claim = make.add_claim(statement=f"The {said} moved.", at=at)
        make.add_role(claim, self.parties[0], Role.CLAIMANT, at=at)
        make.add_role(
            claim, self.parties[2], Role.ACCUSED, is_burdened=True, is_expected=True,
            at=at,
        )  # fmt: skip
        self.claims.append(claim)

    def _say(self, at: datetime) -> None:
        stance = self.dice.choice(list(Stance))
        make.add_position(self._one(), self._who(), stance, at=at)

    def _decide(self, at: datetime) -> None:
        words = (Status.UNCONFIRMED, Status.DENIED, Status.DISPUTED, Status.FALSE)
        status = self.dice.choice(words)
        make.add_status(self._one(), status, at=at, parties=(self._who(),))

    def _be_silent(self, at: datetime) -> None:
        make.add_silence(
            self._one(), self._who(), SilenceKind.NO_STATEMENT_FOUND, at=at
        )

    def _ask(self, at: datetime) -> None:
        make.add_inquiry(self._one(), self._who(), at=at)

    def _cite(self, at: datetime) -> None:
        source = self.dice.choice(self.sources)
        citation = make.add_citation(self._one(), source, at=at)
        state = self.dice.choice((CitationState.EXACT, CitationState.GONE))
        make.add_citation_check(make.add_check(source, at=at), citation, state)

    def _file(self, at: datetime) -> None:
        topic, is_ended = self.dice.choice(self.topics), self.dice.random() < 0.3
        self._one().claim_topics.create(topic=topic, is_ended=is_ended, recorded_at=at)

    def _move(self, at: datetime) -> None:
        move_claim(self._one(), self.dice.choice(STATES), at=at)

    def _word(self, at: datetime) -> None:
        said = " ".join(self.dice.sample(WORDS, 2))
        self._one().wordings.create(statement=f"Now the {said}.", recorded_at=at)

    def _part(self, at: datetime) -> None:
        make.add_role(self._one(), self._who(), Role.THIRD_PARTY, at=at)


def questions() -> list[Asked]:
    """What is asked of a world at every step."""
    given: tuple[dict[str, list[str]], ...] = (
        {},
        {"status": ["denied"]},
        {"status": ["not_assessed"]},
        {"by": ["denied:moscow"]},
        {"stance": ["denies:moscow"]},
        {"stance": ["asserts:kyiv"], "status": ["unconfirmed"]},
        {"stance": ["no_statement_found:moscow"]},
        {"stance": ["asked_no_response:moscow"]},
        {"claimant": ["kyiv"]},
        {"party": ["sbu"]},
        {"topic": ["t1"]},
        {"evidence": ["gone"]},
        {"q": ["troop"]},
        {"q": ["bridges -villages"]},
        {"q": ["the bridge"], "topic": ["t0"]},
        {"decided_to": ["2100-01-01"]},
        {"said_from": ["2000-01-01"], "sort": ["oldest"]},
    )
    return [read({name: list(some) for name, some in each.items()}) for each in given]


@pytest.mark.parametrize("seed", range(3))
def test_cards_say_of_random_records_what_the_rules_say(seed: int) -> None:
    world, at = World(seed), datetime(2025, 4, 1, tzinfo=UTC)
    for number in range(50):
        world.grow(at + timedelta(hours=number))
    while refresh():
        pass

    listed = set(Claim.objects.published(now()))
    for card in ClaimCard.objects.select_related("claim"):
        known = {facet(number) for number in card.facets}
        said = {one for one in known if one.kind not in (Kind.TOPIC, Kind.PLACE)}
        assert card.is_listed == (card.claim in listed)
        if card.is_listed:
            assert said == facets(record(card.claim, now()), now())
        else:
            assert (known, card.words, card.spelled) == (set(), None, [])
    _assert_counts()


def _assert_counts() -> None:
    """Counts are what one counts by hand, whether changes were folded or wait."""
    cards = ClaimCard.objects.values_list("facets", flat=True)
    by_hand = Counter(number for numbers in cards for number in numbers)
    waiting = FacetChange.objects.values_list("facet").annotate(Sum("number"))
    told = {number: count for number, count in waiting if number and count}
    assert told == dict(by_hand)
    assert find(Asked(), size=1).total == by_hand[Facet(kind=Kind.ALL).number]
    before = find(Asked(), size=1).counts
    fold()
    assert find(Asked(), size=1).counts == before
    counts = FacetCount.objects.values_list("facet", "number")
    kept = {number: count for number, count in counts if number and count}
    assert kept == dict(by_hand)
    assert not FacetChange.objects.exists()


def test_the_past_is_the_list_as_it_was_then() -> None:
    world = World(7)
    kept: list[tuple[Moment, list[tuple[tuple[int, ...], int, dict[Facet, int]]]]] = []
    for number in range(36):
        world.grow(timezone.now())
        if number % 6 == 5:
            answers = [find(asked, size=50) for asked in questions()]
            then = [(each.claims, each.total, dict(each.counts)) for each in answers]
            kept.append((now(), then))

    for moment, then in kept:
        gone = _not_readable_now(moment)
        for asked, (claims, total, counts) in zip(questions(), then, strict=True):
            past = find_then(asked, Then(moment, timezone.now()), size=50)
            assert past.claims == tuple(one for one in claims if one not in gone)
            if not gone:
                assert past.total == total
                assert dict(past.counts) == counts or asked == Asked()


def test_a_party_of_which_only_a_silence_is_known_is_found_now_and_then() -> None:
    claim, moscow = make.add_claim("one"), make.add_party("moscow")
    make.add_silence(claim, moscow, SilenceKind.NO_STATEMENT_FOUND, at=day(8))
    then = Then(Moment(as_of=day(9), known_at=timezone.now()), timezone.now())

    assert shown(party="moscow") == {"one"}
    assert find_then(read({"party": ["moscow"]}), then, size=9).claims == (claim.pk,)


def _not_readable_now(moment: Moment) -> set[int]:
    """What was taken back since is gone from the past, too."""
    then = Claim.objects.published(moment).values_list("pk", flat=True)
    readable = Claim.objects.readable(now()).values_list("pk", flat=True)
    return set(then) - set(readable)


def test_what_changes_is_in_the_next_list() -> None:
    moscow = make.add_party("moscow")
    claim = make.add_claim("one", statement="Troops hold the town.")
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    assert shown() == {"one"}

    make.add_role(claim, moscow, Role.ACCUSED)
    make.add_position(claim, moscow, Stance.DENIES, at=day(8))
    assert shown(stance="denies:moscow") == {"one"}
    make.add_status(claim, Status.DENIED, at=day(9), parties=(moscow,))
    assert shown(by="denied:moscow") == shown(status="denied") == {"one"}
    claim.claim_topics.create(topic=topic)
    assert shown(topic="war") == {"one"}
    claim.wordings.create(statement="Soldiers hold the town.")
    assert shown(q="soldier") == {"one"}
    assert shown(q="troops") == set()


@pytest.mark.parametrize(
    "span",
    [
        {"decided_from": "0001-01-01"},
        {"decided_to": "9999-12-31"},
        {"said_from": "0001-01-01"},
        {"said_to": "9999-12-31"},
    ],
)
def test_what_never_was_lies_in_no_span_however_wide(span: dict[str, str]) -> None:
    make.add_claim("one")

    assert shown(**span) == set()


def test_a_look_at_a_page_is_in_the_next_list() -> None:
    source = make.add_source()
    citation = make.add_citation(make.add_claim("one"), source, at=day(8))
    assert shown(evidence="gone") == set()

    make.add_citation_check(
        make.add_check(source, at=day(9)), citation, CitationState.GONE
    )

    assert shown(evidence="gone") == {"one"}


def test_a_party_that_begins_to_speak_for_another_is_found_under_it() -> None:
    kyiv, sbu = make.add_party("kyiv"), make.add_party("sbu")
    make.add_position(make.add_claim("one"), sbu, Stance.ACKNOWLEDGES, at=day(8))
    assert shown(stance="acknowledges:sbu") == {"one"}

    PartyProfile.objects.create(
        party=sbu, names={"en": "SBU"}, kind="ministry", parent=kyiv,
        speaks_for_parent=True,
    )  # fmt: skip

    assert shown(stance="acknowledges:kyiv") == {"one"}
    assert shown(stance="acknowledges:sbu") == set()


@pytest.mark.parametrize("state", STATES[1:])
def test_what_leaves_the_readers_leaves_lists_and_counts_at_once(
    state: WorkflowState,
) -> None:
    claim = make.add_claim("one")
    assert (shown(), counted(Kind.ALL)) == ({"one"}, 1)

    move_claim(claim, state, at=timezone.now())
    # Even where nobody has written the card anew.
    StaleCard.objects.all().delete()

    assert (shown(), counted(Kind.ALL)) == (set(), 0)


def test_a_deadline_that_passes_makes_a_card_old() -> None:
    moscow, claim = make.add_party("moscow"), make.add_claim("one")
    make.add_role(claim, moscow, Role.ACCUSED, is_expected=True)
    ends = timezone.now() + timedelta(hours=1)
    make.add_inquiry(claim, moscow, at=day(8), deadline=ends)
    refresh()
    assert ClaimCard.objects.get().stale_from == ends

    ClaimCard.objects.update(stale_from=timezone.now())

    assert refresh() == 1


def test_a_fact_of_tomorrow_is_found_tomorrow() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    make.add_status(
        make.add_claim("one"), Status.DENIED, at=tomorrow, recorded_at=day(9)
    )

    assert shown(status="denied") == set()
    assert ClaimCard.objects.get().stale_from == tomorrow


def test_a_list_writes_few_cards_and_leaves_the_rest_to_the_workers() -> None:
    for number in range(45):
        make.add_claim(f"c{number}")

    assert refresh_before_list() is False
    assert len(shown()) == 45
    assert refresh_before_list() is True


def test_a_row_that_no_longer_belongs_is_dropped_while_cards_wait() -> None:
    claims = [make.add_claim(f"c{number}") for number in range(45)]
    for done in refresh_all():
        assert done == 45
    make.add_status(claims[44], Status.DENIED, at=day(9))
    for claim in claims[:44]:
        make.add_position(claim, make.add_party(), at=day(8))
    notes = StaleCard.objects.filter(claim=claims[44])
    notes.update(id=StaleCard.objects.latest("pk").pk + 1)

    found = find(read({"status": ["not_assessed"]}), size=100)

    assert claims[44].pk not in found.claims


def test_words_of_drafts_are_counted_nowhere() -> None:
    make.add_claim(statement="The secret convoy.", state=WorkflowState.DRAFT)
    public = make.add_claim(statement="The public bridge.")
    refresh()
    fold()
    assert set(WordCount.objects.values_list("word", flat=True)) == {"public", "bridge"}

    move_claim(public, WorkflowState.DRAFT, at=timezone.now())
    fold()

    assert not WordCount.objects.exists()


@pytest.mark.parametrize("sort", ["latest", "decided", "oldest", "relevance"])
def test_pages_follow_each_other_without_a_gap(sort: str) -> None:
    for number in range(9):
        claim = make.add_claim(f"c{number}", statement="Troops. " * (1 + number % 3))
        if number % 3:
            make.add_status(claim, at=day(1 + number % 4))
    q = {"q": ["troops"]} if sort == "relevance" else {}
    asked = read({"sort": [sort], **q})
    whole = find(asked, size=100).claims

    first = find(asked, size=4)
    second = find(_at(asked, first.later), size=4)
    back = find(_at(asked, second.earlier), size=4)

    assert asked.sort is Sort(sort)
    assert (*first.claims, *second.claims) == whole[:8]
    assert back.claims == first.claims
    assert (first.earlier, back.earlier) == (None, None)


def _at(asked: Asked, place: object) -> Asked:
    assert place is not None
    name = "before" if getattr(place, "is_before", False) else "after"
    given = {key: [value] for key, value in asked.parameters()}
    return read({**given, name: [getattr(place, "value", "")]})


def test_a_past_that_is_too_wide_is_listed_and_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.models.found_then.LOOKED_AT", 3)
    claims = [make.add_claim(at=day(1)) for _ in range(6)]
    make.add_status(claims[1], Status.DENIED, at=day(2))
    then = Then(Moment(as_of=day(5), known_at=day(5)), timezone.now())
    asked = read({"status": ["not_assessed"]})

    first = find_then(asked, then, size=3)
    second = find_then(_at(asked, first.later), then, size=3)

    left = [claim.pk for claim in reversed(claims) if claim != claims[1]]
    assert not first.is_counted
    assert [*first.claims, *second.claims] == left
    assert second.later is None
    assert LOOKED_AT == 1000


def test_a_past_that_is_too_wide_leaves_out_what_was_taken_back_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.models.found_then.LOOKED_AT", 1)
    kept, archived, taken_back = (make.add_claim(at=day(1)) for _ in range(3))
    move_claim(archived, WorkflowState.ARCHIVED, at=day(8))
    move_claim(taken_back, WorkflowState.DRAFT, at=day(8))
    then = Then(Moment(as_of=day(5), known_at=day(5)), timezone.now())

    found = find_then(read({"status": ["not_assessed"]}), then, size=9)

    assert not found.is_counted
    assert found.claims == (archived.pk, kept.pk)


def test_the_sheet_of_a_claim_that_lists_do_not_show_is_not_made() -> None:
    draft = make.add_claim(state=WorkflowState.DRAFT)

    assert sheets([draft.pk], now()) == {}
    assert Choice(kind=Kind.STATUS, word="denied").name == "status"
