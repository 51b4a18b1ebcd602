"""Splitting a claim: what is dealt out goes, what follows follows, the rest stays."""

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
    add_silence,
    add_source,
    add_status,
    day,
    move_claim,
)
from tests.review.conftest import NOW, Desk
from tracker.models import (
    Citation,
    CitationCheck,
    Claim,
    Inquiry,
    Place,
    Position,
    ReviewItem,
    Topic,
)
from tracker.models.as_of import record
from tracker.review import errors
from tracker.review.items import Opening, open_item
from tracker.review.merging import merge
from tracker.review.positions import record_position
from tracker.review.splitting import Dealt, Lot, move_facts, split
from tracker.review.subjects import (
    places_of,
    set_places,
    set_topics,
    topics_of,
)
from tracker.review.ties import relations_of, roles_of
from tracker.review.when import exactly
from tracker.review.workflow import move, state_of
from tracker.rules.facts import Moment, Record
from tracker.rules.vocabulary import (
    CitationState,
    RelationKind,
    ReviewKind,
    Stance,
    Status,
    Urgency,
    WorkflowState,
)

WHY = "They were asked two things."


def seen(claim: Claim, as_of: datetime, known_at: datetime | None = None) -> Record:
    return record(claim, Moment(as_of=as_of, known_at=known_at or as_of))


def deal(desk: Desk, dealt: Dealt, *, now: datetime = NOW) -> Claim:
    return split(
        desk.claim,
        slug="many-more",
        statements={"en": "There are many more."},
        dealt=dealt,
        reason=WHY,
        by=desk.editor,
        now=now,
    )


def denial(desk: Desk, *, answers: Inquiry | None = None) -> Position:
    return add_position(
        desk.claim, desk.moscow, Stance.DENIES, at=day(10), answers=answers
    )


def test_what_is_dealt_out_stands_in_a_new_draft(desk: Desk) -> None:
    row = denial(desk)

    new = deal(desk, Dealt(positions=[row.pk]))

    assert state_of(new, NOW) is WorkflowState.DRAFT
    assert [one.stance for one in seen(new, NOW).positions] == [Stance.DENIES]
    assert [one.stance for one in seen(desk.claim, NOW).positions] == [Stance.ASSERTS]


def test_the_new_row_keeps_its_date_and_corrects_the_old_one(desk: Desk) -> None:
    row = denial(desk)
    deal(desk, Dealt(positions=[row.pk]))

    new = Position.objects.get(corrects=row)

    assert (new.effective_at, new.recorded_at) == (day(10), NOW)
    assert new.reason == f"“captured” was split, and this went to “many-more”: {WHY}"


def test_the_past_is_what_it_was(desk: Desk) -> None:
    row = denial(desk)
    moments = [(day(11), day(11)), (day(25), day(19))]
    before = [seen(desk.claim, *at) for at in moments]
    new = deal(desk, Dealt(positions=[row.pk]))

    assert [seen(desk.claim, *at) for at in moments] == before
    assert [seen(new, *at).positions for at in moments] == [(), ()]


def test_words_follow_the_position_that_they_carry(desk: Desk) -> None:
    row = denial(desk)
    carried = add_citation(desk.claim, at=day(10), position=row)
    free = add_citation(desk.claim, at=day(10))
    add_citation_check(
        add_check(carried.source, at=day(12)), carried, CitationState.GONE
    )

    new = deal(desk, Dealt(positions=[row.pk], citations=[]))

    moved = Citation.objects.get(corrects=carried)
    assert (moved.claim, moved.position) == (new, Position.objects.get(corrects=row))
    assert CitationCheck.objects.get(citation=moved).state == CitationState.GONE
    assert not Citation.objects.filter(corrects=free)


def test_words_do_not_go_without_their_position(desk: Desk) -> None:
    row, silence = denial(desk), add_silence(desk.claim, desk.moscow, at=day(9))
    carried = add_citation(desk.claim, at=day(10), position=row)

    deal(desk, Dealt(silences=[silence.pk], citations=[carried.pk]))

    assert not Citation.objects.filter(corrects=carried)


def test_an_inquiry_goes_with_its_only_answer(desk: Desk) -> None:
    inquiry = add_inquiry(desk.claim, desk.moscow, at=day(9))
    row = denial(desk, answers=inquiry)

    new = deal(desk, Dealt(positions=[row.pk]))

    assert Position.objects.get(corrects=row).answers == new.inquiries.get()
    assert new.inquiries.get().corrects == inquiry


def test_an_inquiry_that_was_answered_in_both_stands_in_both(desk: Desk) -> None:
    inquiry = add_inquiry(desk.claim, desk.moscow, at=day(9))
    add_position(desk.claim, desk.moscow, Stance.VERIFYING, at=day(10), answers=inquiry)
    row = denial(desk, answers=inquiry)

    new = deal(desk, Dealt(positions=[row.pk]))

    assert new.inquiries.get().corrects is None
    assert new.inquiries.get().effective_at == day(9)
    assert len(seen(desk.claim, NOW).inquiries) == len(seen(new, NOW).inquiries) == 1


def test_an_inquiry_without_an_answer_is_dealt_by_itself(desk: Desk) -> None:
    inquiry = add_inquiry(desk.claim, desk.moscow, at=day(9), deadline=day(10))
    opening = Opening(
        kind=ReviewKind.INQUIRY_OVERDUE,
        urgency=Urgency.NORMAL,
        is_confirmed=True,
        claim=desk.claim,
        party=desk.moscow,
        inquiry=inquiry,
    )
    item = open_item(opening, now=day(11))

    new = deal(desk, Dealt(inquiries=[inquiry.pk]))

    item.refresh_from_db()
    assert (item.claim, item.inquiry) == (new, Inquiry.objects.get(corrects=inquiry))


def test_parts_and_subjects_go_stay_or_are_in_both(desk: Desk) -> None:
    topics = [Topic.objects.create(slug=s, names={"en": s}) for s in ("a", "b", "c")]
    place = Place.objects.create(
        slug="kursk", names={"en": "Kursk"}, latitude=51, longitude=36
    )
    set_topics(desk.claim, topics, by=None, now=day(8))
    set_places(desk.claim, [place], by=None, now=day(8))
    lots = zip(topics, (Lot.STAYS, Lot.GOES, Lot.BOTH), strict=True)

    new = deal(
        desk,
        Dealt(
            parties={desk.kyiv.pk: Lot.BOTH, desk.moscow.pk: Lot.GOES},
            topics={topic.pk: lot for topic, lot in lots},
            places={place.pk: Lot.GOES},
        ),
    )

    assert roles_of(new, NOW).keys() == {desk.kyiv.pk, desk.moscow.pk}
    assert roles_of(new, NOW)[desk.moscow.pk].is_burdened
    assert roles_of(desk.claim, NOW).keys() == {desk.kyiv.pk}
    assert [topic.slug for topic in topics_of(desk.claim, NOW)] == ["a", "c"]
    assert [topic.slug for topic in topics_of(new, NOW)] == ["b", "c"]
    assert (places_of(desk.claim, NOW), places_of(new, NOW)) == ([], [place])


def test_the_new_claim_is_a_part_of_the_old_one_unless_told(desk: Desk) -> None:
    new = deal(desk, Dealt(positions=[denial(desk).pk]))

    [row] = relations_of(new, NOW)

    assert (row.claim, row.kind, row.other) == (new, "part_of", desk.claim)


def test_the_old_claim_may_be_worded_anew(desk: Desk) -> None:
    row = denial(desk)
    split(
        desk.claim,
        slug="many-more",
        statements={"en": "There are many more."},
        kept_statement="Two men were captured.",
        dealt=Dealt(positions=[row.pk]),
        relation=None,
        reason=WHY,
        by=desk.editor,
        now=NOW,
    )

    words = desk.claim.wordings.latest("recorded_at")

    assert (words.statement, words.reason) == ("Two men were captured.", WHY)


def test_a_status_that_the_split_outdates_is_told(desk: Desk) -> None:
    row = denial(desk)
    add_status(desk.claim, Status.DENIED, at=day(11), parties=(desk.moscow,))

    deal(desk, Dealt(positions=[row.pk]))

    assert ReviewItem.objects.open().get().kind == ReviewKind.STATUS_OUTDATED


def test_rows_may_go_to_a_claim_that_is_there(desk: Desk) -> None:
    row, other = denial(desk), add_claim("other")
    move_facts(
        desk.claim, other, dealt=Dealt(positions=[row.pk]), reason=WHY, by=None, now=NOW
    )

    assert len(seen(other, NOW).positions) == 1


def test_a_merge_can_be_taken_back(desk: Desk) -> None:
    twin, position = add_claim("twin"), denial(desk)
    merge(desk.claim, twin, reason="The same.", by=None, now=day(17))
    move(desk.claim, WorkflowState.PUBLISHED, by=None, now=day(18))
    came = twin.positions.filter(corrects__claim=desk.claim)

    move_facts(
        twin,
        desk.claim,
        dealt=Dealt(positions=[row.pk for row in came]),
        reason="They are not the same.",
        by=None,
        now=NOW,
    )

    before, after = seen(desk.claim, day(16)), seen(desk.claim, NOW)
    assert [row.stance for row in after.positions] == [
        row.stance for row in before.positions
    ]
    assert position.corrected_by.corrected_by.claim == desk.claim
    assert seen(twin, NOW).positions == ()


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        ("nothing", "Deal out at least one"),
        ("stale", "Look at the list again"),
        ("itself", "choose another claim"),
        ("archived", "Re-open it first"),
        ("circle", "newer than itself or a part of itself"),
    ],
)
def test_what_cannot_be_split_says_why(desk: Desk, refused: str, words: str) -> None:
    row, to = denial(desk), add_claim("other")
    dealt, relation = Dealt(positions=[row.pk]), None
    if refused == "nothing":
        dealt = Dealt(parties={desk.kyiv.pk: Lot.STAYS})
    elif refused == "stale":
        record_position(
            desk.claim,
            desk.moscow,
            stance=Stance.VERIFYING,
            when=exactly(day(10)),
            corrects=row,
            reason="Misread.",
            by=None,
            now=day(12),
        )
    elif refused == "itself":
        to = desk.claim
    elif refused == "archived":
        move_claim(to, WorkflowState.ARCHIVED, at=day(12))
    else:
        relation = RelationKind.PART_OF
        add_relation(desk.claim, relation, to)

    with pytest.raises(errors.Refused, match=words):
        move_facts(
            desk.claim,
            to,
            dealt=dealt,
            relation=relation,
            reason=WHY,
            by=None,
            now=NOW,
        )


def test_a_refused_split_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(errors.NothingNew):
        deal(desk, Dealt())

    assert not Claim.objects.filter(slug="many-more").exists()


def cost(rows: int, desk: Desk, slug: str) -> int:
    claim, source = add_claim(slug), add_source()
    positions = [add_position(claim, desk.kyiv, at=day(9)) for _ in range(rows)]
    for position in positions:
        add_citation(claim, source, at=day(9), position=position)
    dealt = Dealt(positions=[row.pk for row in positions])
    to = add_claim(f"{slug}-other")
    with CaptureQueriesContext(connection) as queries:
        move_facts(claim, to, dealt=dealt, reason=WHY, by=None, now=NOW)
    return len(queries)


def test_two_hundred_rows_take_as_many_statements_as_ten(desk: Desk) -> None:
    assert cost(200, desk, "large") <= cost(10, desk, "small")


def test_a_strangers_part_is_not_dealt(desk: Desk) -> None:
    stranger = add_party("stranger")

    with pytest.raises(errors.Mismatch, match="part"):
        deal(desk, Dealt(parties={stranger.pk: Lot.GOES}))
