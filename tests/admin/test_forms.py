"""What the forms of the office write, and how they show a refusal."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import Desk
from tests.factories import add_claim
from tracker.models import Citation, Claim, Host, Party, Position, Source
from tracker.review.claims import state_of, wordings_of
from tracker.review.evidence import assessment_of, source_profile_of
from tracker.review.parties import profile_of
from tracker.rules.vocabulary import WorkflowState


def now() -> datetime:
    return datetime.now(UTC)


def add(client: Client, desk: Desk, what: str, /, **fields: Any) -> Any:
    address = reverse("admin:tracker_claim_add_fact", args=[desk.claim.pk, what])
    return client.post(address, fields)


def correct(client: Client, position: Position, **fields: Any) -> Any:
    args = [position.claim_id, "position", position.pk]
    return client.post(reverse("admin:tracker_claim_correct", args=args), fields)


def save(client: Client, model: str, pk: int, **changes: Any) -> Any:
    """Posts a page's form as a browser would, with some fields changed."""
    address = reverse(f"admin:tracker_{model}_change", args=[pk])
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in values.items() if value}
    return client.post(address, kept | changes)


def said(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_a_claim_begins_as_a_draft(at_work: Client, editor: User) -> None:
    at_work.post(
        reverse("admin:tracker_claim_add"), {"slug": "new", "statement_en": "It is so."}
    )

    claim = Claim.objects.get(slug="new")
    assert state_of(claim, now()) is WorkflowState.DRAFT
    assert claim.wordings.get().recorded_by == editor


def test_a_slug_that_is_taken_is_said_on_the_form(at_work: Client, desk: Desk) -> None:
    answer = at_work.post(
        reverse("admin:tracker_claim_add"),
        {"slug": "captured", "statement_en": "It is so."},
    )

    assert "already exists" in said(answer)


def test_rewording_a_public_claim_without_a_reason_is_refused(
    at_work: Client, desk: Desk
) -> None:
    answer = save(at_work, "claim", desk.claim.pk, statement_en="Three men.")

    assert "Write down why" in said(answer)
    assert desk.claim.wordings.count() == 1


def test_rewording_keeps_the_earlier_words(at_work: Client, desk: Desk) -> None:
    save(at_work, "claim", desk.claim.pk, statement_uk="Так.", reason="Translated.")

    assert wordings_of(desk.claim, now())["uk"].statement == "Так."
    assert desk.claim.wordings.count() == 2


def test_saving_unchanged_words_writes_nothing(at_work: Client, desk: Desk) -> None:
    save(at_work, "claim", desk.claim.pk)

    assert desk.claim.wordings.count() == 1
    assert desk.claim.claim_topics.count() == 1


def test_a_step_of_the_work_that_is_not_open_is_said(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_move", args=[desk.claim.pk])

    answer = at_work.post(address, {"state": "draft"}, follow=True)

    assert "That step is not open" in said(answer)


def test_archiving_without_a_reason_is_refused_in_words(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_move", args=[desk.claim.pk])

    answer = at_work.post(address, {"state": "archived"}, follow=True)

    assert "Write down why you archive" in said(answer)


def test_a_claim_is_taken_to_publication(at_work: Client, db: None) -> None:
    claim = add_claim(state=WorkflowState.IN_REVIEW)
    address = reverse("admin:tracker_claim_move", args=[claim.pk])

    at_work.post(address, {"state": "published", "reason": "A rumour."})

    assert state_of(claim, now()) is WorkflowState.PUBLISHED


def test_a_position_is_recorded(at_work: Client, desk: Desk, editor: User) -> None:
    add(
        at_work,
        desk,
        "position",
        party=desk.moscow.pk,
        stance="verifying",
        voice="quoted",
        date="2025-04-14",
        time="10:30",
        gist_en="says that it is verifying",
    )

    position = Position.objects.get(party=desk.moscow)
    assert position.effective_at == datetime(2025, 4, 14, 10, 30, tzinfo=UTC)
    assert (position.precision, position.recorded_by) == ("exact", editor)


def test_a_day_without_a_time_counts_from_its_end(at_work: Client, desk: Desk) -> None:
    add(
        at_work,
        desk,
        "position",
        party=desk.moscow.pk,
        stance="verifying",
        voice="quoted",
        date="2025-04-14",
        precision="day",
    )

    position = Position.objects.get(party=desk.moscow)
    assert (position.effective_at.hour, position.precision) == (23, "day")


def test_a_date_in_the_future_is_said_on_the_form(at_work: Client, desk: Desk) -> None:
    answer = add(
        at_work,
        desk,
        "position",
        party=desk.moscow.pk,
        stance="verifying",
        voice="quoted",
        date="2999-01-01",
    )

    assert "lies in the future" in said(answer)


def test_a_position_is_corrected_by_a_new_row(at_work: Client, desk: Desk) -> None:
    correct(
        at_work,
        desk.position,
        party=desk.kyiv.pk,
        stance="acknowledges",
        voice="quoted",
        date="2025-04-08",
        reason="Of its own deed.",
    )

    row = Position.objects.get(corrects=desk.position)
    assert (row.stance, row.reason) == ("acknowledges", "Of its own deed.")


def test_a_correction_begins_from_the_row(at_work: Client, desk: Desk) -> None:
    args = [desk.claim.pk, "position", desk.position.pk]
    page = said(at_work.get(reverse("admin:tracker_claim_correct", args=args)))

    assert '<option value="asserts" selected>' in page
    assert 'value="says so"' in page
    assert 'value="2025-04-08"' in page


def test_a_correction_without_a_reason_is_refused(at_work: Client, desk: Desk) -> None:
    correct(
        at_work,
        desk.position,
        party=desk.kyiv.pk,
        stance="acknowledges",
        voice="quoted",
        date="2025-04-08",
    )

    assert Position.objects.count() == 1


def test_a_position_is_taken_back(at_work: Client, desk: Desk) -> None:
    fields = {"take_back": "1", "void-reason": "Another claim was meant."}

    correct(at_work, desk.position, **fields)

    assert Position.objects.get(corrects=desk.position).is_void


def test_a_second_correction_is_refused_in_words(at_work: Client, desk: Desk) -> None:
    fields = {"take_back": "1", "void-reason": "Another claim was meant."}
    correct(at_work, desk.position, **fields)

    answer = correct(at_work, desk.position, **fields)

    assert "was corrected on" in said(answer)


def test_a_silence_and_an_inquiry_are_recorded(at_work: Client, desk: Desk) -> None:
    add(
        at_work,
        desk,
        "inquiry",
        party=desk.moscow.pk,
        channel="email",
        date="2025-04-12",
        time="09:00",
        deadline="2025-04-13T09:00",
    )
    inquiry = desk.claim.inquiries.latest("pk")
    add(
        at_work,
        desk,
        "silence",
        party=desk.moscow.pk,
        kind="asked_no_response",
        inquiry=inquiry.pk,
        date="2025-04-14",
    )

    assert inquiry.deadline == datetime(2025, 4, 13, 9, tzinfo=UTC)
    assert desk.claim.silences.latest("pk").inquiry == inquiry


def test_citing_a_new_address_makes_a_source(at_work: Client, desk: Desk) -> None:
    add(
        at_work,
        desk,
        "citation",
        url="https://other.example/report",
        exact="two men",
        is_unread="on",
        bearing="supports",
        credibility="2",
        date="2025-04-09",
    )

    citation = Citation.objects.get(exact="two men")
    assert citation.source.url == "https://other.example/report"
    grade = assessment_of(citation, now())
    assert grade is not None
    assert grade.credibility == 2


def test_an_address_that_cannot_be_is_said_on_the_form(
    at_work: Client, desk: Desk
) -> None:
    answer = add(
        at_work,
        desk,
        "citation",
        url="javascript:alert(1)",
        exact="two men",
        bearing="supports",
        credibility="2",
        date="2025-04-09",
    )

    assert "cannot be looked at" in said(answer)
    assert not Source.objects.filter(url__startswith="javascript").exists()


def test_a_role_and_a_relation_are_recorded(at_work: Client, desk: Desk) -> None:
    add(at_work, desk, "role", party=desk.kyiv.pk, role="affected", is_expected="on")
    add(at_work, desk, "relation", kind="repeats", other="later")

    assert desk.claim.roles.latest("pk").role == "affected"
    assert desk.claim.relations.get().other.slug == "later"


def test_a_relation_that_stands_already_is_refused_in_words(
    at_work: Client, desk: Desk
) -> None:
    add(at_work, desk, "relation", kind="repeats", other="later")

    answer = add(at_work, desk, "relation", kind="repeats", other="later")

    assert "stand so already" in said(answer)


def test_a_party_is_added_and_changed(at_work: Client, db: None) -> None:
    fields = {"slug": "beijing", "name_en": "Beijing", "kind": "state"}
    at_work.post(reverse("admin:tracker_party_add"), fields)
    party = Party.objects.get(slug="beijing")

    save(at_work, "party", party.pk, country="cn", aliases="Peking\n\n")

    profile = profile_of(party, now())
    assert profile is not None
    assert (profile.country, profile.aliases) == ("CN", ["Peking"])


def test_saving_an_unchanged_party_writes_nothing(at_work: Client, desk: Desk) -> None:
    answer = save(at_work, "party", desk.kyiv.pk)

    assert answer.status_code == 302
    assert desk.kyiv.profiles.count() == 1


def test_a_source_is_graded(at_work: Client, desk: Desk) -> None:
    save(at_work, "source", desk.source.pk, reliability="D", reason="Fakes.")

    profile = source_profile_of(desk.source, now())
    assert profile is not None
    assert (profile.reliability, profile.origin_party) == ("D", desk.kyiv)


def test_saving_an_unchanged_source_writes_nothing(at_work: Client, desk: Desk) -> None:
    save(at_work, "source", desk.source.pk)

    assert desk.source.profiles.count() == 1


def test_check_now_puts_the_source_at_the_head_of_the_line(
    at_work: Client, desk: Desk
) -> None:
    at_work.post(reverse("admin:tracker_source_check", args=[desk.source.pk]))

    desk.source.refresh_from_db()
    assert desk.source.due_at is not None
    assert desk.source.priority > 0


def test_check_now_says_when_the_site_has_to_be_left_alone(
    at_work: Client, desk: Desk
) -> None:
    Host.objects.update(backoff_until=datetime(2999, 1, 1, tzinfo=UTC))

    address = reverse("admin:tracker_source_check", args=[desk.source.pk])
    answer = at_work.post(address, follow=True)

    assert "left alone until 01 January 2999" in said(answer)


def sort(client: Client, desk: Desk, **fields: str) -> Any:
    address = reverse("admin:tracker_suggestion_change", args=[desk.suggestion.pk])
    answer = client.post(address, fields)
    desk.suggestion.refresh_from_db()
    return answer


def test_a_suggestion_becomes_a_draft(at_work: Client, desk: Desk) -> None:
    sort(at_work, desk, decision="accept", slug="from-an-article")

    assert desk.suggestion.claim == Claim.objects.get(slug="from-an-article")


def test_a_suggestion_is_the_same_as_a_claim(at_work: Client, desk: Desk) -> None:
    sort(at_work, desk, decision="merge", slug="captured")

    assert (desk.suggestion.state, desk.suggestion.claim) == ("merged", desk.claim)


def test_declining_needs_a_reason(at_work: Client, desk: Desk) -> None:
    answer = sort(at_work, desk, decision="decline")

    assert "Write down why you decline" in said(answer)
    assert desk.suggestion.state == "new"


def test_what_was_done_is_in_the_history(at_work: Client, desk: Desk) -> None:
    save(at_work, "source", desk.source.pk, reliability="D")

    address = reverse("admin:tracker_source_history", args=[desk.source.pk])
    page = said(at_work.get(address))
    assert "<dt>Reliability</dt>" in page
    assert "<ins>D" in page
