"""What a reporter adds to a public claim: sent, changed, accepted, declined."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk, person
from tests.factories import add_claim, add_party
from tracker.models import Claim, Contribution, Position
from tracker.review.claims import wordings_of
from tracker.review.merging import merge
from tracker.review.roles import AUDITOR, EDITOR, REPORTER
from tracker.rules.vocabulary import WorkflowState

DENIES = {
    "stance": "denies",
    "voice": "quoted",
    "date": "2025-04-10",
    "time": "09:00",
    "gist_en": "denies it",
}


@pytest.fixture
def reporter(db: None) -> User:
    return person("reporter", REPORTER)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def add(client: Client, claim: Claim, kind: str, /, **fields: Any) -> Any:
    address = reverse("admin:tracker_claim_add_fact", args=[claim.pk, kind])
    return client.post(address, fields, follow=True)


def said(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


@pytest.fixture
def sent(desk: Desk, reporter: User) -> Contribution:
    """Moscow's denial, as the reporter filled it in."""
    note = {"to_editors-note": "Heard on the radio."}
    party = {"party": desk.moscow.pk}
    add(browser(reporter), desk.claim, "position", **DENIES, **party, **note)
    return Contribution.objects.get(author=reporter)


def page_of(row: Contribution) -> str:
    return reverse("admin:tracker_contribution_change", args=[row.pk])


def answer(client: Client, row: Contribution, act: str, **changes: Any) -> Any:
    """Posts the page's form as it is shown, with some fields changed."""
    shown = client.get(page_of(row)).context["form"]
    values = {name: shown[name].value() for name in shown.fields}
    kept = {name: value for name, value in values.items() if value}
    return client.post(page_of(row), kept | changes | {act: "1"}, follow=True)


def test_what_a_reporter_adds_to_a_public_claim_waits(
    desk: Desk, sent: Contribution, reporter: User
) -> None:
    assert (sent.state, sent.summary) == ("waiting", "Moscow, Denies, denies it")
    assert sent.note == "Heard on the radio."
    assert not Position.objects.filter(party=desk.moscow).exists()


def test_the_reporter_is_told_that_it_waits_and_sees_it_on_the_claim(
    desk: Desk, reporter: User
) -> None:
    party = {"party": desk.moscow.pk}
    page = said(add(browser(reporter), desk.claim, "position", **DENIES, **party))

    assert "Sent to the editors" in page
    assert "Contributions that wait for an editor" in page
    assert "Moscow, Denies, denies it" in page


@pytest.mark.parametrize("kind", ["position", "citation", "silence"])
def test_the_form_says_that_it_goes_to_the_editors_and_takes_a_note(
    desk: Desk, reporter: User, kind: str
) -> None:
    address = reverse("admin:tracker_claim_add_fact", args=[desk.claim.pk, kind])

    page = said(browser(reporter).get(address, {"bare": "1"}))

    assert 'name="to_editors-note"' in page
    assert "Send to the editors</button>" in page


def test_the_words_of_a_citation_are_taken_back_by_the_editors(
    desk: Desk, reporter: User
) -> None:
    citation = desk.position.citations.get()
    args = [desk.claim.pk, "citation", citation.pk]

    page = said(
        browser(reporter).get(reverse("admin:tracker_claim_correct", args=args))
    )

    assert "Ask the editors to take it back</button>" in page


def test_a_draft_is_written_at_once(desk: Desk, reporter: User) -> None:
    draft = add_claim("draft", state=WorkflowState.DRAFT)

    page = said(
        add(browser(reporter), draft, "position", **DENIES, party=desk.moscow.pk)
    )

    assert "Position recorded." in page
    assert Position.objects.get(claim=draft).recorded_by == reporter


def test_what_the_form_refuses_is_not_sent_either(desk: Desk, reporter: User) -> None:
    page = said(add(browser(reporter), desk.claim, "position", stance="denies"))

    assert "This field is required" in page
    assert not Contribution.objects.filter(author=reporter).exists()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("silence", {"kind": "no_statement_found", "date": "2025-04-10"}),
        ("inquiry", {"channel": "email", "date": "2025-04-10"}),
        ("role", {"role": "affected"}),
        ("relation", {"kind": "part_of", "other": "later"}),
        (
            "citation",
            {
                "url": "https://news.example/new",
                "exact": "It is so.",
                "is_unread": "on",
                "bearing": "repeats",
                "credibility": 6,
                "date": "2025-04-10",
            },
        ),
    ],
)
def test_every_kind_waits_and_becomes_a_row_when_it_is_accepted(
    at_work: Client, desk: Desk, reporter: User, kind: str, fields: dict[str, Any]
) -> None:
    add(browser(reporter), desk.claim, kind, party=desk.kyiv.pk, **fields)
    row = Contribution.objects.get(author=reporter)

    page = said(answer(at_work, row, "accept"))

    row.refresh_from_db()
    assert "Accepted: it is on record" in page
    assert (row.state, row.became is not None) == ("accepted", True)


def test_an_accepted_one_is_on_record_in_the_name_of_its_author(
    at_work: Client, desk: Desk, sent: Contribution, reporter: User, editor: User
) -> None:
    answer(at_work, sent, "accept")

    written = Position.objects.get(party=desk.moscow)
    sent.refresh_from_db()
    assert (written.recorded_by, sent.answered_by) == (reporter, editor)
    assert written.recorded_at == sent.answered_at
    assert sent.became == written.pk


def test_a_party_that_is_typed_by_its_name_is_told_and_kept(
    at_work: Client, desk: Desk, reporter: User
) -> None:
    add(browser(reporter), desk.claim, "position", **DENIES, party="moscow")
    row = Contribution.objects.get(author=reporter)

    answer(at_work, row, "accept", party="Moscow")

    row.refresh_from_db()
    assert row.summary == "moscow, Denies, denies it"
    assert row.data["party"] == [str(desk.moscow.pk)]
    assert (row.state, row.updated_by) == ("accepted", None)


def test_an_editor_changes_it_while_accepting_and_is_named(
    at_work: Client, desk: Desk, sent: Contribution, editor: User
) -> None:
    answer(at_work, sent, "accept", gist_en="denies all of it")

    sent.refresh_from_db()
    assert Position.objects.get(party=desk.moscow).gist["en"] == "denies all of it"
    assert (sent.updated_by, sent.data["gist_en"]) == (editor, ["denies all of it"])


def test_what_no_longer_fits_the_record_is_said_to_the_editor(
    at_work: Client, desk: Desk, reporter: User
) -> None:
    wrong = desk.position
    args = [desk.claim.pk, "position", wrong.pk]
    correction = DENIES | {"party": desk.kyiv.pk, "reason": "Misheard."}
    address = reverse("admin:tracker_claim_correct", args=args)
    browser(reporter).post(address, correction)
    at_work.post(address, correction | {"stance": "verifying"})
    row = Contribution.objects.get(author=reporter)

    page = said(answer(at_work, row, "accept"))

    assert "This row was corrected on" in page
    row.refresh_from_db()
    assert row.state == "waiting"


def test_a_row_is_taken_back_when_an_editor_agrees(
    at_work: Client, desk: Desk, reporter: User
) -> None:
    args = [desk.claim.pk, "position", desk.position.pk]
    taken = {"take_back": "1", "void-reason": "Never said."}
    browser(reporter).post(reverse("admin:tracker_claim_correct", args=args), taken)
    row = Contribution.objects.get(author=reporter)
    assert "asserts" in said(at_work.get(page_of(row))).lower()

    answer(at_work, row, "accept")

    assert Position.objects.get(corrects=desk.position).is_void


def reword(client: Client, claim: Claim, **changes: Any) -> Any:
    address = reverse("admin:tracker_claim_change", args=[claim.pk])
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in values.items() if value}
    return client.post(address, kept | changes, follow=True)


def test_new_words_take_back_nothing_that_a_colleague_changed_meanwhile(
    at_work: Client, desk: Desk, reporter: User
) -> None:
    reword(browser(reporter), desk.claim, statement_uk="Так.", reason="Translated.")
    reword(at_work, desk.claim, statement_ru="Да.", reason="Translated.")
    row = Contribution.objects.get(author=reporter)
    assert row.data == {"statement_uk": ["Так."], "reason": ["Translated."]}

    answer(at_work, row, "accept")

    words = wordings_of(desk.claim, Contribution.objects.get(pk=row.pk).answered_at)  # type: ignore[arg-type]
    assert (words["uk"].statement, words["ru"].statement) == ("Так.", "Да.")


def test_words_that_are_the_same_are_not_sent(desk: Desk, reporter: User) -> None:
    page = said(reword(browser(reporter), desk.claim))

    assert "Nothing is changed" in page
    assert not Contribution.objects.filter(author=reporter).exists()


def test_its_author_changes_and_withdraws_it(
    desk: Desk, sent: Contribution, reporter: User
) -> None:
    inside = browser(reporter)
    answer(inside, sent, "save", gist_en="denies a part")
    sent.refresh_from_db()
    assert sent.data["gist_en"] == ["denies a part"]

    inside.post(page_of(sent), {"withdraw": "1"})

    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_an_editor_declines_it_with_a_reason_that_its_author_reads(
    at_work: Client, sent: Contribution, reporter: User
) -> None:
    at_work.post(page_of(sent), {"decline": "1", "decline-reason": " "})
    sent.refresh_from_db()
    assert sent.state == "waiting"

    at_work.post(page_of(sent), {"decline": "1", "decline-reason": "No source."})

    assert "declined by editor" in said(browser(reporter).get(page_of(sent)))
    assert "No source." in said(browser(reporter).get(page_of(sent)))


def test_its_author_reads_on_the_desk_what_came_of_it(
    at_work: Client, desk: Desk, sent: Contribution, reporter: User
) -> None:
    at_work.post(page_of(sent), {"decline": "1", "decline-reason": "No source."})

    mine, theirs = (
        said(client.get(reverse("admin:index")))
        for client in (browser(reporter), at_work)
    )

    assert "Declined: Moscow, Denies, denies it" in mine
    assert "No source." in mine
    assert "What came of yours" not in theirs


def test_who_has_no_part_in_the_claim_is_named_after_the_position(
    at_work: Client, desk: Desk
) -> None:
    beijing = add_party("beijing")
    page, other = (
        said(add(at_work, desk.claim, "position", **DENIES, party=party.pk))
        for party in (beijing, desk.kyiv)
    )

    assert "Beijing has no part in this claim yet" in page
    assert "has no part in this claim yet" not in other


def test_a_second_answer_changes_nothing(at_work: Client, sent: Contribution) -> None:
    answer(at_work, sent, "accept")

    page = said(at_work.post(page_of(sent), {"decline": "1", "decline-reason": "No."}))

    assert "accepted by editor" in page
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_a_carried_one_says_which_claim_it_may_have_been_about(
    at_work: Client, desk: Desk, reporter: User, chief: User
) -> None:
    twin = add_claim("captured-again")
    add(browser(reporter), twin, "role", party=desk.kyiv.pk, role="affected")
    row, now = Contribution.objects.get(author=reporter), timezone.now()
    merge(twin, desk.claim, reason="The same.", by=chief, now=now)

    page = said(at_work.get(page_of(row)))

    assert "“captured-again” was merged into this claim" in page
    assert "Accepted: it is on record" in said(answer(at_work, row, "accept"))


@pytest.mark.parametrize("act", ["accept", "decline", "save", "withdraw"])
@pytest.mark.parametrize("role", [REPORTER, AUDITOR, ""])
def test_nobody_else_touches_it(
    desk: Desk, sent: Contribution, role: str, act: str
) -> None:
    someone = browser(person("someone", *([role] if role else [])))
    fields = DENIES | {"party": desk.moscow.pk, "decline-reason": "No.", act: "1"}

    someone.post(page_of(sent), fields)

    sent.refresh_from_db()
    assert (sent.state, sent.updated_by) == ("waiting", None)


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_nobody_answers_their_own(desk: Desk, act: str) -> None:
    root = User.objects.create_superuser("root")
    own = Contribution.objects.create(
        claim=desk.claim,
        kind="role",
        data={"party": [str(desk.kyiv.pk)], "role": ["affected"]},
        summary="Kyiv",
        author=root,
    )
    fields = {"party": desk.kyiv.pk, "role": "affected", "decline-reason": "No."}

    page = said(browser(root).post(page_of(own), fields | {act: "1"}))

    own.refresh_from_db()
    assert "This is your own" in page
    assert own.state == "waiting"


def test_strangers_are_asked_to_log_in(client: Client, sent: Contribution) -> None:
    for door in (page_of(sent), reverse("admin:tracker_contribution_changelist")):
        assert "/login/" in client.post(door).headers["Location"]


def test_the_desk_lists_what_waits_and_says_for_whom(
    at_work: Client, sent: Contribution, reporter: User
) -> None:
    front = reverse("admin:index")

    assert "waits for you" in said(at_work.get(front))
    assert "yours; a colleague answers" in said(browser(reporter).get(front))
    assert person("second", EDITOR).has_perm("tracker.accept_contribution")
