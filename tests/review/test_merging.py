"""Merging two claims: everything goes along, and nothing of the past is changed."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    add_check,
    add_citation,
    add_citation_check,
    add_claim,
    add_inquiry,
    add_party,
    add_position,
    add_relation,
    add_role,
    add_silence,
    add_source,
    add_status,
    day,
    move_claim,
    void_position,
)
from tests.review.conftest import NOW, Desk
from tracker.models import (
    Citation,
    CitationAssessment,
    Claim,
    ClaimWorkflow,
    Inquiry,
    Position,
    ReviewItem,
    Silence,
    Submission,
    Subscription,
    Suggestion,
    Topic,
)
from tracker.models.as_of import record
from tracker.models.evidence import evidence_of
from tracker.review import errors
from tracker.review.inquiries import remind
from tracker.review.items import Opening, open_item, resolve
from tracker.review.merging import conflicts, merge, merged_into
from tracker.review.subjects import set_topics, topics_of
from tracker.review.ties import relations_of, roles_of
from tracker.review.workflow import move, state_of
from tracker.rules.facts import Moment, Record
from tracker.rules.status import public_status
from tracker.rules.vocabulary import (
    Bearing,
    CitationState,
    RelationKind,
    ReviewKind,
    Role,
    SilenceKind,
    Stance,
    Status,
    Urgency,
    WorkflowState,
)

WHY = "Both say the same."


@pytest.fixture
def twin(desk: Desk) -> Claim:
    """The same claim once more, with a row of every kind."""
    twin = add_claim("captured-again")
    add_role(twin, desk.kyiv, Role.CLAIMANT)
    add_role(twin, desk.moscow, Role.AFFECTED)
    inquiry = add_inquiry(twin, desk.moscow, at=day(9), deadline=day(11))
    add_silence(twin, desk.moscow, at=day(9))
    answer = add_position(
        twin, desk.moscow, Stance.DENIES, at=day(10), gist="denies it", answers=inquiry
    )
    add_citation(twin, at=day(10), position=answer, exact="it is not so")
    add_citation(twin, at=day(10), exact="seen by us", bearing=Bearing.SUPPORTS)
    return twin


def unite(twin: Claim, desk: Desk, *, now: datetime = NOW) -> None:
    merge(twin, desk.claim, reason=WHY, by=desk.editor, now=now)


def seen(claim: Claim, as_of: datetime, known_at: datetime | None = None) -> Record:
    return record(claim, Moment(as_of=as_of, known_at=known_at or as_of))


def test_every_row_counts_in_the_other_claim_with_its_own_date(
    desk: Desk, twin: Claim
) -> None:
    unite(twin, desk)

    found = seen(desk.claim, NOW)

    assert [(row.stance, row.effective_at) for row in found.positions] == [
        (Stance.ASSERTS, day(8)),
        (Stance.DENIES, day(10)),
    ]
    assert [row.effective_at for row in found.silences] == [day(9)]
    assert [row.deadline for row in found.inquiries] == [day(11)]
    assert len(found.evidence) == 2


def test_new_rows_correct_the_old_ones_and_say_why(desk: Desk, twin: Claim) -> None:
    old = twin.positions.get()
    unite(twin, desk)

    new = Position.objects.get(corrects=old)

    assert (new.claim, new.recorded_at, new.recorded_by) == (
        desk.claim,
        NOW,
        desk.editor,
    )
    assert new.reason == "“captured-again” was merged into “captured”: " + WHY


def test_links_lead_to_the_new_rows(desk: Desk, twin: Claim) -> None:
    unite(twin, desk)

    answer = Position.objects.get(claim=desk.claim, stance=Stance.DENIES)
    words = Citation.objects.get(claim=desk.claim, exact="it is not so")

    assert answer.answers == Inquiry.objects.get(claim=desk.claim)
    assert words.position == answer


def test_the_past_is_what_it_was(desk: Desk, twin: Claim) -> None:
    moments = [(day(9), day(9)), (day(11), day(11)), (day(25), day(19)), (NOW, day(10))]
    before = [[seen(claim, *at) for claim in (desk.claim, twin)] for at in moments]
    unite(twin, desk)

    after = [[seen(claim, *at) for claim in (desk.claim, twin)] for at in moments]

    assert after == before


def test_as_known_now_the_earlier_world_is_in_the_other_claim(
    desk: Desk, twin: Claim
) -> None:
    unite(twin, desk)

    assert seen(twin, day(11), NOW).positions == ()
    assert len(seen(desk.claim, day(11), NOW).positions) == 2
    assert len(seen(desk.claim, day(9), NOW).positions) == 1


def test_the_merged_claim_is_archived_and_leads_to_the_other(
    desk: Desk, twin: Claim
) -> None:
    unite(twin, desk)

    assert state_of(twin, NOW) is WorkflowState.ARCHIVED
    assert merged_into(twin, NOW) == desk.claim
    assert merged_into(twin, day(19)) is None


def test_grades_go_along_and_say_who_gave_them(desk: Desk, twin: Claim) -> None:
    unite(twin, desk)

    grades = CitationAssessment.objects.filter(citation__claim=desk.claim)

    assert {(row.bearing, row.credibility) for row in grades} == {("supports", 2)}
    assert grades[0].reason == "Graded on 10 April 2025"


def test_words_that_were_checked_stay_checked_at_every_moment(
    desk: Desk, twin: Claim
) -> None:
    words = twin.citations.get(exact="seen by us")
    for at, state in ((12, CitationState.EXACT), (15, CitationState.GONE)):
        add_citation_check(add_check(words.source, at=day(at)), words, state)
    unite(twin, desk)

    def state_at(as_of: datetime) -> CitationState | None:
        moment = Moment(as_of=as_of, known_at=NOW)
        found = evidence_of([desk.claim.pk], moment)[desk.claim.pk]
        return next(row.state for row in found if row.origin.source)

    assert [state_at(day(11)), state_at(day(13)), state_at(NOW)] == [
        None,
        CitationState.EXACT,
        CitationState.GONE,
    ]


def test_corrected_and_void_rows_stay_in_the_past(desk: Desk, twin: Claim) -> None:
    wrong = add_position(twin, desk.kyiv, at=day(7))
    void_position(wrong, recorded_at=day(8), reason="Never said.")
    unite(twin, desk)

    assert len(seen(desk.claim, NOW).positions) == 2
    assert Position.objects.filter(claim=twin).count() == 3


def test_words_of_a_void_position_do_not_become_the_publishers_own(
    desk: Desk, twin: Claim
) -> None:
    answer = twin.positions.get()
    void_position(answer, recorded_at=day(12), reason="Another said it.")
    unite(twin, desk)

    found = evidence_of([desk.claim.pk], Moment(NOW, NOW))[desk.claim.pk]

    assert [row.citation for row in found] == [
        Citation.objects.get(claim=desk.claim, exact="seen by us").pk
    ]


def test_a_silence_after_an_inquiry_keeps_it(desk: Desk, twin: Claim) -> None:
    inquiry = twin.inquiries.get()
    asked = SilenceKind.ASKED_NO_RESPONSE
    add_silence(twin, desk.moscow, asked, at=day(12), inquiry=inquiry)
    unite(twin, desk)

    new = Silence.objects.get(claim=desk.claim, kind=asked)

    assert new.inquiry == Inquiry.objects.get(claim=desk.claim)


def test_a_part_that_is_missing_is_given_and_one_that_is_there_stands(
    desk: Desk, twin: Claim
) -> None:
    add_role(twin, beijing := add_party("beijing"), Role.THIRD_PARTY)
    [conflict] = conflicts(twin, desk.claim, NOW)
    unite(twin, desk)

    parts = roles_of(desk.claim, NOW)

    assert conflict.mine.party == desk.moscow
    assert parts[beijing.pk].role == Role.THIRD_PARTY
    assert parts[desk.moscow.pk].role == Role.ACCUSED


def test_a_person_may_choose_the_part_of_the_merged_claim(
    desk: Desk, twin: Claim
) -> None:
    parts = [desk.moscow.pk, desk.kyiv.pk]
    merge(twin, desk.claim, reason=WHY, parts_of=parts, by=None, now=NOW)

    assert roles_of(desk.claim, NOW)[desk.moscow.pk].role == Role.AFFECTED


def test_subjects_are_added(desk: Desk, twin: Claim) -> None:
    one, two = (
        Topic.objects.create(slug=slug, names={"en": slug}) for slug in ("one", "two")
    )
    set_topics(desk.claim, [one], by=None, now=day(8))
    set_topics(twin, [one, two], by=None, now=day(8))
    unite(twin, desk)

    assert {topic.slug for topic in topics_of(desk.claim, NOW)} == {"one", "two"}


def test_relations_lead_to_the_other_claim(desk: Desk, twin: Claim) -> None:
    part, whole = add_claim("part"), add_claim("whole")
    add_relation(part, RelationKind.PART_OF, twin)
    add_relation(twin, RelationKind.CONTRADICTS, whole)
    add_relation(twin, RelationKind.REPEATS, desk.claim)
    unite(twin, desk)

    found = {
        (row.claim.slug, row.kind, row.other.slug)
        for row in relations_of(desk.claim, NOW)
    }

    assert found == {
        ("part", "part_of", "captured"),
        ("captured", "contradicts", "whole"),
    }
    assert relations_of(twin, NOW) == []


def test_two_claims_contradict_each_other_only_once(desk: Desk, twin: Claim) -> None:
    rival = add_claim("rival")
    add_relation(rival, RelationKind.CONTRADICTS, desk.claim)
    add_relation(twin, RelationKind.CONTRADICTS, rival)
    unite(twin, desk)

    [left] = relations_of(desk.claim, NOW)

    assert (left.claim, left.other) == (rival, desk.claim)


def test_a_relation_that_would_close_a_circle_is_left_out(
    desk: Desk, twin: Claim
) -> None:
    between = add_claim("between")
    add_relation(twin, RelationKind.UPDATES, between)
    add_relation(between, RelationKind.UPDATES, desk.claim)
    unite(twin, desk)

    [left] = relations_of(desk.claim, NOW)

    assert (left.claim, left.other) == (between, desk.claim)


def test_a_claim_that_was_superseded_by_it_names_the_other(
    desk: Desk, twin: Claim
) -> None:
    older = add_claim("older")
    add_relation(twin, RelationKind.UPDATES, older)
    add_status(older, Status.SUPERSEDED, at=day(11), superseded_by=twin)
    unite(twin, desk)

    def named(at: datetime) -> str:
        status = public_status(seen(older, at), Moment(at, at))
        return status.superseded_by if status else ""

    assert (named(day(12)), named(NOW)) == ("captured-again", "captured")
    assert not ReviewItem.objects.filter(claim=older)


def test_open_items_about_its_rows_go_along(desk: Desk, twin: Claim) -> None:
    words = twin.citations.get(exact="seen by us")
    item = open_item(
        Opening(
            kind=ReviewKind.WORDS_GONE,
            urgency=Urgency.HIGH,
            is_confirmed=True,
            claim=twin,
            source=words.source,
            citation=words,
        ),
        now=day(12),
    )
    unite(twin, desk)

    item.refresh_from_db()

    assert item.state == "open"
    assert (item.claim, item.citation) == (
        desk.claim,
        Citation.objects.get(corrects=words),
    )


def test_an_item_that_both_have_is_closed_in_words(desk: Desk, twin: Claim) -> None:
    for claim in (desk.claim, twin):
        opening = Opening(
            kind=ReviewKind.ANSWER_FOUND,
            urgency=Urgency.NORMAL,
            is_confirmed=True,
            claim=claim,
            party=desk.moscow,
        )
        open_item(opening, now=day(12))
    unite(twin, desk)

    closed = ReviewItem.objects.get(claim=twin)

    assert (closed.state, closed.resolved_by) == ("resolved", desk.editor)
    assert WHY in closed.resolution
    assert ReviewItem.objects.open().get().claim == desk.claim


def test_an_outdated_status_is_no_matter_of_a_merged_claim(
    desk: Desk, twin: Claim
) -> None:
    add_status(twin, Status.CONFIRMED, at=day(9))
    add_status(desk.claim, Status.CONFIRMED, at=day(9))
    unite(twin, desk)

    told = ReviewItem.objects.open().filter(kind=ReviewKind.STATUS_OUTDATED)

    assert [item.claim for item in told] == [desk.claim]


def test_a_reminder_that_was_closed_is_not_opened_again(
    desk: Desk, twin: Claim
) -> None:
    add_inquiry(twin, desk.kyiv, at=day(9), deadline=day(11))
    assert remind(day(12)) == 1
    resolve(ReviewItem.objects.get(), resolution="We know.", by=None, now=day(13))
    unite(twin, desk)

    assert remind(day(21)) == 0


def test_suggestions_and_readers_follow(desk: Desk, twin: Claim) -> None:
    submission = Submission.objects.create(title="An article", text="Words.")
    taken = Suggestion.objects.create(
        submission=submission,
        statement="So.",
        state="accepted",
        claim=twin,
        decided_at=day(9),
    )
    for number, claim in enumerate((twin, desk.claim), start=1):
        Subscription.objects.create(
            email="both@example.org", claim=claim, token=f"{number:032}"
        )
    Subscription.objects.create(email="one@example.org", claim=twin, token=f"{3:032}")
    unite(twin, desk)

    taken.refresh_from_db()
    follows = Subscription.objects.filter(claim=desk.claim, ended_at__isnull=True)

    assert (taken.claim, taken.state) == (desk.claim, "merged")
    assert {row.email for row in follows} == {"both@example.org", "one@example.org"}


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        ("itself", "into itself"),
        ("archived", "Re-open it first"),
        ("merged", "Merge into that claim"),
        ("twice", "already"),
        ("hidden", "Publish the other one first"),
    ],
)
def test_what_cannot_be_merged_says_how_it_can(
    desk: Desk, twin: Claim, refused: str, words: str
) -> None:
    into, third = desk.claim, add_claim("third")
    if refused == "itself":
        into = twin
    elif refused == "archived":
        move_claim(into, WorkflowState.ARCHIVED, at=day(12))
    elif refused == "merged":
        merge(into, third, reason=WHY, by=None, now=day(19))
    elif refused == "twice":
        merge(twin, third, reason=WHY, by=None, now=day(19))
    else:
        into = add_claim("draft", state=WorkflowState.DRAFT)

    with pytest.raises(errors.Refused, match=words):
        merge(twin, into, reason=WHY, by=None, now=NOW)


def test_a_merge_needs_a_reason(desk: Desk, twin: Claim) -> None:
    with pytest.raises(errors.ReasonMissing):
        merge(twin, desk.claim, reason=" ", by=None, now=NOW)
    assert ClaimWorkflow.objects.filter(claim=twin).count() == 1


def test_a_draft_may_go_into_a_published_claim(desk: Desk) -> None:
    draft = add_claim("draft", state=WorkflowState.DRAFT)
    add_position(draft, desk.moscow, Stance.VERIFYING, at=day(9))
    merge(draft, desk.claim, reason=WHY, by=None, now=NOW)

    assert len(seen(desk.claim, NOW).positions) == 2


def test_a_line_of_merges_leads_to_its_end(desk: Desk, twin: Claim) -> None:
    third = add_claim("third")
    unite(twin, desk, now=day(18))
    merge(desk.claim, third, reason=WHY, by=None, now=day(19))

    assert merged_into(twin, NOW) == third
    assert len(seen(third, NOW).positions) == 2


def test_after_it_is_opened_again_the_other_may_go_into_it(
    desk: Desk, twin: Claim
) -> None:
    unite(twin, desk, now=day(17))
    move(twin, WorkflowState.PUBLISHED, by=None, now=day(18))
    merge(desk.claim, twin, reason=WHY, by=None, now=day(19))

    assert merged_into(twin, NOW) is None
    assert merged_into(desk.claim, NOW) == twin
    assert merged_into(twin, day(17)) == desk.claim
    assert len(seen(twin, NOW).positions) == 2


def test_a_row_written_while_the_merge_waited_goes_along(
    desk: Desk, twin: Claim
) -> None:
    add_position(twin, desk.kyiv, at=day(12), recorded_at=day(21))
    unite(twin, desk, now=NOW)

    assert len(seen(desk.claim, day(22)).positions) == 3


def cost(rows: int, desk: Desk) -> int:
    claim, source = add_claim(), add_source()
    for _ in range(rows):
        position = add_position(claim, desk.kyiv, at=day(9))
        add_citation(claim, source, at=day(9), position=position)
    with CaptureQueriesContext(connection) as queries:
        merge(claim, desk.claim, reason=WHY, by=None, now=NOW)
    return len(queries)


def test_a_thousand_rows_take_as_many_statements_as_ten(desk: Desk) -> None:
    assert cost(1000, desk) <= cost(10, desk)
