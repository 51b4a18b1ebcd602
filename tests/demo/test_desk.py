"""The demo desk is whole, plausible in time, and in agreement with the rules."""

from datetime import datetime, timedelta

import pytest

from tests.demo.pages import ask
from tests.demo.records import END, IDS, record_of
from tracker.demo import desk
from tracker.demo.articles import articles, plain_text
from tracker.demo.desk.types import Claim, Position, StatusChange, Submission, Watch
from tracker.demo.quotations import BY_KEY, QUOTATIONS
from tracker.rules.facts import Moment
from tracker.rules.standing import stands
from tracker.rules.status import propose, public_status
from tracker.rules.vocabulary import Role, SilenceKind, Status, SuggestionState

LANGUAGES = {"en", "uk", "ru"}
PARTIES = {party.slug: party for party in desk.PARTIES}
CLAIMS = {claim.number: claim for claim in desk.CLAIMS}
ADDED = {source.article: source.added for source in desk.SOURCES}
DECISIONS = [row for row in desk.STATUSES if row.status is not Status.UNVERIFIABLE]


def number(claim: Claim) -> str:
    return str(claim.number)


def decision(row: StatusChange) -> str:
    return f"{row.claim}-{row.status}"


def position(row: Position) -> str:
    return f"{row.claim}-{row.party}-{row.stance}"


def test_the_demo_has_the_size_that_a_newcomer_needs() -> None:
    assert len(desk.CLAIMS) == 11
    assert len(desk.PARTIES) >= 10
    assert {row.kind for row in desk.SILENCES} == set(SilenceKind)


def test_everything_that_a_reader_sees_is_in_each_language() -> None:
    words = [
        *(party.names for party in desk.PARTIES),
        *(party.full_names for party in desk.PARTIES),
        *(claim.statement for claim in desk.CLAIMS),
        *(row.gist for row in (*desk.POSITIONS, desk.ANSWER)),
        *(named.names for named in (*desk.TOPICS, *desk.PLACES)),
    ]
    assert all(set(names) == LANGUAGES for names in words)
    assert all(all(names.values()) for names in words)


@pytest.mark.parametrize("claim", desk.CLAIMS, ids=number)
def test_a_claim_names_parties_topics_and_places_that_exist(claim: Claim) -> None:
    assert {part.party for part in claim.parts} <= set(PARTIES)
    assert set(claim.topics) <= {topic.slug for topic in desk.TOPICS}
    assert set(claim.places) <= {place.slug for place in desk.PLACES}
    assert {related.other for related in claim.related} <= set(CLAIMS)


@pytest.mark.parametrize("claim", desk.CLAIMS, ids=number)
def test_only_who_answers_is_burdened_or_expected(claim: Claim) -> None:
    for part in claim.parts:
        if part.role in {Role.CLAIMANT, Role.THIRD_PARTY}:
            assert not part.is_burdened
            assert not part.is_expected


@pytest.mark.parametrize("row", [*desk.POSITIONS, desk.ANSWER], ids=position)
def test_a_position_is_carried_by_words_of_its_party_or_of_its_mouth(
    row: Position,
) -> None:
    assert row.quotes
    for key in row.quotes:
        assert BY_KEY[key].party == row.party
        assert row.claim in BY_KEY[key].claims


@pytest.mark.parametrize("row", desk.POSITIONS, ids=position)
def test_a_position_is_written_down_within_a_day_from_a_source_that_was_there(
    row: Position,
) -> None:
    assert CLAIMS[row.claim].opened <= row.recorded
    assert timedelta() <= row.recorded - row.said <= timedelta(hours=24)
    assert any(ADDED[BY_KEY[key].article] <= row.recorded for key in row.quotes)
    if row.said_from:
        assert row.said_from < row.said


def test_every_other_row_is_written_down_within_a_day_too() -> None:
    times = [
        *((row.looked, row.recorded) for row in desk.SILENCES),
        *((row.asked, row.recorded) for row in desk.INQUIRIES),
        *((row.decided, row.recorded) for row in desk.STATUSES),
        *((articles()[a].published, added) for a, added in ADDED.items()),
    ]
    assert all(
        timedelta() <= recorded - happened <= timedelta(hours=24)
        for happened, recorded in times
    )


def test_nothing_is_recorded_about_a_claim_before_it_was_opened() -> None:
    recorded = [
        *((row.claim, row.recorded) for row in desk.SILENCES),
        *((row.claim, row.recorded) for row in desk.INQUIRIES),
        *((row.claim, row.recorded) for row in desk.STATUSES),
        *((row.claim, row.recorded) for row in desk.EVIDENCE),
    ]
    assert all(CLAIMS[claim].opened <= when for claim, when in recorded)
    assert all(claim.opened <= claim.published for claim in desk.CLAIMS)


def test_evidence_stands_in_a_source_that_the_desk_had_taken_up() -> None:
    for row in desk.EVIDENCE:
        assert ADDED[BY_KEY[row.quote].article] <= row.recorded


def test_silences_and_answers_name_inquiries_to_the_same_party() -> None:
    inquiries = {row.key: row for row in desk.INQUIRIES}
    for silence in desk.SILENCES:
        asked = silence.kind is SilenceKind.ASKED_NO_RESPONSE
        assert bool(silence.inquiry) == asked
    named = [
        *((row.inquiry, row.claim, row.party) for row in desk.SILENCES if row.inquiry),
        *((row.answers, row.claim, row.party) for row in desk.POSITIONS if row.answers),
    ]
    for key, claim, party in named:
        assert (inquiries[key].claim, inquiries[key].party) == (claim, party)


@pytest.mark.parametrize("row", DECISIONS, ids=decision)
def test_each_decision_is_what_the_rules_proposed_at_that_moment(
    row: StatusChange,
) -> None:
    moment = Moment(as_of=row.decided, known_at=row.decided)
    proposal = propose(record_of(row.claim, row.decided), moment)
    assert proposal.status is row.status
    assert set(proposal.parties) == {IDS[party] for party in row.turns_on}


@pytest.mark.parametrize("claim", desk.CLAIMS, ids=number)
def test_no_status_is_out_of_date_when_the_demo_begins(claim: Claim) -> None:
    record = record_of(claim.number)
    moment = Moment(as_of=END, known_at=END)
    public = public_status(record, moment)
    assert public is not None
    if public.status is not Status.UNVERIFIABLE:
        proposal = propose(record, moment)
        assert (proposal.status, set(proposal.parties)) == (
            public.status,
            set(public.parties),
        )


def test_the_subordinate_stands_beside_its_parent_and_answers_for_nobody() -> None:
    standing = stands(record_of(4), Moment(as_of=END, known_at=END))
    moscow = standing.of(IDS["moscow"])
    assert moscow is not None
    assert moscow.position is None
    assert [stand.party for stand in moscow.subordinates] == [IDS["belgorod"]]


@pytest.mark.parametrize(
    ("claim", "at", "status"),
    [
        (3, "2025-04-08 20:00", Status.UNCONFIRMED),
        (3, "2025-04-09 12:00", Status.DENIED),
        (8, "2025-02-15 12:00", Status.UNCONFIRMED),
        (8, "2025-04-09 12:00", Status.CORROBORATED),
        (8, "2025-04-26 13:00", Status.CONFIRMED),
    ],
)
def test_the_status_history_shows_at_each_moment_what_was_known(
    claim: int, at: str, status: Status
) -> None:
    when = datetime.fromisoformat(f"{at}+00:00")
    public = public_status(record_of(claim, when), Moment(as_of=when, known_at=when))
    assert public is not None
    assert public.status is status


def test_every_quotation_is_used() -> None:
    used = {
        *(key for row in (*desk.POSITIONS, desk.ANSWER) for key in row.quotes),
        *(row.quote for row in desk.EVIDENCE),
    }
    assert {quotation.key for quotation in QUOTATIONS} - used == {
        "asked-no-answer",
        "analysts-drain",
    }


@pytest.mark.parametrize("submission", desk.SUBMISSIONS, ids=lambda s: s.article)
def test_a_suggestion_quotes_the_article_and_says_what_became_of_it(
    submission: Submission,
) -> None:
    text = plain_text(articles()[submission.article].body)
    for suggestion in submission.suggestions:
        taken = {SuggestionState.ACCEPTED, SuggestionState.MERGED}
        assert suggestion.quotation in text
        assert (suggestion.state in taken) == (suggestion.claim in CLAIMS)
        assert (suggestion.state is SuggestionState.DECLINED) == bool(suggestion.reason)
        assert (suggestion.state is SuggestionState.NEW) == (suggestion.decided is None)


@pytest.mark.parametrize("watch", desk.WATCHES, ids=lambda w: w.path)
def test_a_watched_channel_is_served(watch: Watch) -> None:
    assert ask(watch.outlet, watch.path).status == 200
    assert watch.party in PARTIES


def test_speakers_for_a_parent_have_one() -> None:
    for party in desk.PARTIES:
        assert not party.speaks_for_parent or party.parent in PARTIES
