"""What waits for a second person goes along when claims are merged or split."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.factories import (
    add_citation,
    add_claim,
    add_inquiry,
    add_position,
    add_role,
    day,
)
from tests.review.conftest import NOW, Desk
from tests.review.test_contributions import person
from tracker.models import Claim, Contribution, PendingDecision, Position
from tracker.review import approvals, errors
from tracker.review.contributions import accept, contribute
from tracker.review.merging import merge, merged_since
from tracker.review.positions import record_position
from tracker.review.roles import CHIEF, REPORTER
from tracker.review.splitting import Dealt, move_facts
from tracker.review.when import exactly
from tracker.rules.vocabulary import (
    ContributionDeed,
    ContributionKind,
    Role,
    Stance,
    Status,
    WaitingState,
)

KIND, DEED = ContributionKind, ContributionDeed


@pytest.fixture
def twin(desk: Desk) -> Claim:
    twin = add_claim("captured-again")
    add_role(twin, desk.moscow, Role.ACCUSED, is_burdened=True, is_expected=True)
    return twin


@pytest.fixture
def reporter(db: None) -> User:
    return person("reporter", REPORTER)


@pytest.fixture
def chief(db: None) -> User:
    return person("chief", CHIEF)


def offer(claim: Claim, by: User, kind: ContributionKind, **more: Any) -> Contribution:
    fields = more.pop("fields", {"stance": ["denies"]})
    return contribute(
        claim, kind, fields=fields, summary="So", by=by, now=day(12), **more
    )


def unite(twin: Claim, desk: Desk, by: User | None) -> None:
    merge(twin, desk.claim, reason="The same.", by=by, now=NOW)


def decide(claim: Claim, by: User, **more: Any) -> PendingDecision:
    fields = {"status": Status.FALSE, "reason": "The pictures are of another year."}
    pending = approvals.decide(claim, by=by, now=day(12), **(fields | more)).pending
    assert pending is not None
    return pending


def test_a_contribution_waits_in_the_other_claim_and_is_accepted_there(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    waiting = offer(twin, reporter, KIND.POSITION)
    unite(twin, desk, chief)
    waiting.refresh_from_db()

    def record(by: User, now: Any) -> Position:
        said: dict[str, Any] = {"stance": Stance.DENIES, "when": exactly(day(9))}
        return record_position(waiting.claim, desk.moscow, by=by, now=now, **said)

    row = accept(waiting, record=record, by=desk.editor, now=day(21))

    assert (row.claim, row.state) == (desk.claim, WaitingState.ACCEPTED)
    assert Position.objects.get(pk=row.became or 0).claim == desk.claim


def test_it_names_the_rows_that_stand_there_now(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    asked = add_inquiry(twin, desk.moscow, at=day(9), deadline=day(11))
    said = add_position(twin, desk.moscow, Stance.DENIES, at=day(10))
    there, here = [str(asked.pk)], [str(said.pk)]
    answering = offer(twin, reporter, KIND.POSITION, fields={"answers": there})
    looking = offer(twin, reporter, KIND.SILENCE, fields={"inquiry": there})
    quoting = offer(twin, reporter, KIND.CITATION, fields={"position": here})
    unite(twin, desk, chief)
    for row in (answering, looking, quoting):
        row.refresh_from_db()

    inquiry, position = asked.corrected_by, said.corrected_by

    assert answering.data == {"answers": [str(inquiry.pk)]}
    assert looking.data == {"inquiry": [str(inquiry.pk)]}
    assert quoting.data == {"position": [str(position.pk)]}


@pytest.mark.parametrize("deed", [DEED.CORRECT, DEED.TAKE_BACK])
def test_a_correction_is_of_the_row_that_was_written_anew(
    desk: Desk, twin: Claim, reporter: User, chief: User, deed: ContributionDeed
) -> None:
    wrong = add_citation(twin, at=day(10))
    waiting = offer(twin, reporter, KIND.CITATION, deed=deed, row=wrong.pk)
    unite(twin, desk, chief)
    waiting.refresh_from_db()

    assert (waiting.claim, waiting.row) == (desk.claim, wrong.corrected_by.pk)


def test_what_means_nothing_there_is_declined_with_the_reason(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    wrong = add_position(twin, desk.moscow, at=day(10))
    add_position(
        twin,
        desk.moscow,
        at=day(10),
        recorded_at=day(11),
        corrects=wrong,
        reason="Misheard.",
    )
    rows = {
        "reword that claim": offer(twin, reporter, KIND.WORDING),
        "corrected or taken back": offer(
            twin, reporter, KIND.POSITION, deed=DEED.CORRECT, row=wrong.pk
        ),
        "to itself": offer(
            twin, reporter, KIND.RELATION, fields={"other": [desk.claim.slug]}
        ),
    }
    unite(twin, desk, chief)

    for words, row in rows.items():
        row.refresh_from_db()
        assert (row.claim, row.state, row.answered_by) == (twin, "declined", chief)
        assert row.answer.startswith("“captured-again” was merged into “captured”")
        assert words in row.answer


def test_what_is_the_merging_persons_own_is_withdrawn(
    desk: Desk, twin: Claim, chief: User
) -> None:
    own = offer(twin, chief, KIND.WORDING)
    unite(twin, desk, chief)
    own.refresh_from_db()

    assert (own.state, own.answered_by) == ("withdrawn", chief)
    assert "reword that claim" in own.answer


def test_only_a_person_declines(desk: Desk, twin: Claim, reporter: User) -> None:
    waiting = offer(twin, reporter, KIND.WORDING)

    with pytest.raises(errors.NotReady, match="only a person"):
        unite(twin, desk, None)

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_third_claim_would_be_related_to_the_other(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    fields = {"kind": ["part_of"], "other": [twin.slug]}
    third = offer(add_claim("third"), reporter, KIND.RELATION, fields=fields)
    itself = offer(desk.claim, reporter, KIND.RELATION, fields=fields)
    unite(twin, desk, chief)
    third.refresh_from_db()
    itself.refresh_from_db()

    assert (third.state, third.data["other"]) == ("waiting", ["captured"])
    assert itself.state == "declined"


def test_a_decision_of_weight_waits_in_the_other_claim(
    desk: Desk, twin: Claim, chief: User
) -> None:
    pending = decide(twin, desk.editor)
    unite(twin, desk, chief)
    pending.refresh_from_db()

    change = approvals.approve(pending, by=chief, now=day(21))

    assert (change.claim, change.status) == (desk.claim, "false")


def test_a_second_decision_is_declined_and_the_first_one_waits(
    desk: Desk, twin: Claim, chief: User
) -> None:
    first, second = decide(desk.claim, desk.editor), decide(twin, desk.editor)
    unite(twin, desk, chief)
    first.refresh_from_db()
    second.refresh_from_db()

    assert (first.state, second.state) == ("waiting", "declined")
    assert "waits already" in second.answer


def test_no_decision_makes_a_claim_supersede_itself(
    desk: Desk, twin: Claim, chief: User
) -> None:
    waiting = {"status": "superseded", "reason": "So.", "author": desk.editor}
    rows = [
        PendingDecision.objects.create(claim=claim, superseded_by=later, **waiting)
        for claim, later in (
            (twin, desk.claim),
            (desk.claim, twin),
            (add_claim("third"), twin),
        )
    ]
    unite(twin, desk, chief)
    for row in rows:
        row.refresh_from_db()

    assert [row.state for row in rows] == ["declined", "declined", "waiting"]
    assert rows[2].superseded_by == desk.claim


def test_who_had_the_page_open_is_sent_to_look_again(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    pending, waiting = decide(twin, desk.editor), offer(twin, reporter, KIND.POSITION)
    unite(twin, desk, chief)

    with pytest.raises(errors.MovedOn, match="captured"):
        approvals.approve(pending, by=chief, now=day(21))
    with pytest.raises(errors.MovedOn, match="captured"):
        accept(waiting, record=lambda by, now: None, by=chief, now=day(21))


def test_nothing_is_contributed_to_a_claim_that_was_merged(
    desk: Desk, twin: Claim, reporter: User, chief: User
) -> None:
    unite(twin, desk, chief)

    with pytest.raises(errors.MovedOn, match="Contribute to that claim"):
        contribute(
            twin, KIND.POSITION, fields={}, summary="So", by=reporter, now=day(21)
        )


def test_it_is_told_which_claims_came_in_since(
    desk: Desk, twin: Claim, chief: User
) -> None:
    unite(twin, desk, chief)

    assert [step.claim for step in merged_since(desk.claim, day(12))] == [twin]
    assert merged_since(desk.claim, day(21)) == []


def test_a_split_takes_along_what_is_about_a_row_that_goes(
    desk: Desk, reporter: User
) -> None:
    goes = add_position(desk.claim, desk.moscow, Stance.DENIES, at=day(9))
    stays = desk.claim.positions.get(party=desk.kyiv)
    other = add_claim("other")
    rows = [
        offer(desk.claim, reporter, KIND.POSITION, deed=DEED.CORRECT, row=goes.pk),
        offer(desk.claim, reporter, KIND.CITATION, fields={"position": [f"{goes.pk}"]}),
        offer(desk.claim, reporter, KIND.POSITION, deed=DEED.CORRECT, row=stays.pk),
        offer(desk.claim, reporter, KIND.POSITION),
    ]
    dealt = Dealt(positions=[goes.pk])
    move_facts(desk.claim, other, dealt=dealt, reason="Two.", by=None, now=NOW)
    for row in rows:
        row.refresh_from_db()

    anew = goes.corrected_by.pk
    assert [row.claim for row in rows] == [other, other, desk.claim, desk.claim]
    assert (rows[0].row, rows[1].data["position"]) == (anew, [str(anew)])
