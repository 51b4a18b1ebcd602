"""Two people on one form: the second save is refused, and nothing is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.admin.conftest import Desk
from tests.admin.test_forms import said
from tests.factories import add_silence, day
from tracker.models import Citation, Position, StatusChange, Topic, Watch
from tracker.review.answering import replace_citation
from tracker.review.claims import reword, wordings_of
from tracker.review.evidence import grade, source_profile_of
from tracker.review.parties import change_profile, profile_of
from tracker.review.positions import void
from tracker.review.subjects import set_topics
from tracker.rules.vocabulary import Reliability


def opened(client: Client, model: str, pk: int) -> tuple[str, dict[str, Any]]:
    """A form as a browser holds it."""
    address = reverse(f"admin:tracker_{model}_change", args=[pk])
    context = client.get(address).context
    form = context["form"] if "form" in context else context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return address, {name: value for name, value in values.items() if value}


def again(answer: Any) -> dict[str, Any]:
    """The form that came back, as a browser would send it again."""
    context = answer.context
    form = context["form"] if "form" in context else context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value}


def colleague_rewords(desk: Desk, chief: User, **statements: str) -> None:
    reword(
        desk.claim,
        statements=statements,
        reason="A clearer word.",
        by=chief,
        now=timezone.now(),
    )


def current(desk: Desk) -> dict[str, str]:
    return {
        code: row.statement
        for code, row in wordings_of(desk.claim, timezone.now()).items()
    }


def test_the_second_wording_is_refused_with_both_side_by_side(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    colleague_rewords(desk, chief, en="Two men were detained.")

    answer = at_work.post(
        address, mine | {"statement_en": "Two men were seized.", "reason": "Because."}
    )

    page = said(answer)
    assert "Two men were <mark>detained</mark>." in page
    assert "Two men were <mark>seized</mark>." in page
    assert "saved by chief" in page
    assert current(desk)["en"] == "Two men were detained."


def test_saving_again_after_the_refusal_keeps_what_was_typed(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    colleague_rewords(desk, chief, en="Two men were detained.")
    typed = mine | {"statement_en": "Two men were seized.", "reason": "The word."}
    refused = at_work.post(address, typed)

    at_work.post(address, again(refused))

    assert current(desk)["en"] == "Two men were seized."


def test_their_version_can_be_picked_field_by_field(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    colleague_rewords(desk, chief, en="Two men were detained.", uk="Двох затримано.")
    typed = mine | {
        "statement_en": "Two men were seized.",
        "statement_uk": "Двох схоплено.",
        "reason": "The word.",
    }
    refused = at_work.post(address, typed)

    at_work.post(address, again(refused) | {"pick_statement_en": "theirs"})

    assert current(desk) == {"en": "Two men were detained.", "uk": "Двох схоплено."}


def test_what_only_the_colleague_changed_is_theirs_at_first(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    colleague_rewords(desk, chief, en="Two men were detained.")

    answer = at_work.post(address, mine | {"statement_uk": "Двох.", "reason": "New."})

    picked = {one.name: one.takes_theirs for one in answer.context["conflict"].fields}
    assert picked == {"pick_statement_en": True}


def test_topics_are_watched_too(at_work: Client, desk: Desk, chief: User) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    other = Topic.objects.create(slug="prisoners", names={"en": "Prisoners"})
    set_topics(desk.claim, [other], by=chief, now=timezone.now())

    answer = at_work.post(address, mine)

    [field] = answer.context["conflict"].fields
    assert (field.label, str(field.theirs)) == ("Topics", "<mark>Prisoners</mark>")


def test_the_same_words_from_both_are_no_conflict(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)
    colleague_rewords(desk, chief, en="Two men were detained.")

    answer = at_work.post(address, mine | {"statement_en": "Two men were detained."})

    assert answer.status_code == 302


def test_a_form_without_its_marker_overwrites_nothing(
    at_work: Client, desk: Desk
) -> None:
    address, mine = opened(at_work, "claim", desk.claim.pk)

    answer = at_work.post(
        address, mine | {"version": "forged", "statement_en": "Mine.", "reason": "So."}
    )

    assert answer.context["conflict"] is not None
    assert desk.claim.wordings.count() == 1


def test_a_source_that_was_graded_meanwhile_is_shown(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "source", desk.source.pk)
    grade(
        desk.source, reliability=Reliability.D, reason="x", by=chief, now=timezone.now()
    )

    answer = at_work.post(address, mine | {"reliability": "A"})

    assert "Somebody saved while you were writing" in said(answer)
    profile = source_profile_of(desk.source, timezone.now())
    assert profile is not None
    assert profile.reliability == "D"


def test_a_party_that_was_renamed_meanwhile_is_shown(
    at_work: Client, desk: Desk, chief: User
) -> None:
    address, mine = opened(at_work, "party", desk.kyiv.pk)
    change_profile(desk.kyiv, names={"en": "Kyiv city"}, by=chief, now=timezone.now())

    answer = at_work.post(address, mine | {"name_en": "Kiev"})

    assert "<mark>Kyiv city</mark>" in said(answer)
    assert str(profile_of(desk.kyiv, timezone.now())) == "Kyiv city"


@pytest.mark.parametrize(
    ("model", "field", "theirs", "mine"),
    [
        ("topic", "name_en", {"names": {"en": "Theirs"}}, "Mine"),
        ("place", "latitude", {"latitude": 10.0}, "20"),
        ("host", "gap", {"gap": 10.0}, "20"),
        ("watch", "kind", {"kind": "telegram"}, "links"),
    ],
)
def test_a_register_is_not_overwritten_either(
    at_work: Client, desk: Desk, model: str, field: str, theirs: Any, mine: str
) -> None:
    at_work.force_login(User.objects.create_superuser("root"))
    rows = Watch._meta.apps.get_model("tracker", model).objects
    row = rows.first()
    address, form = opened(at_work, model, row.pk)
    rows.filter(pk=row.pk).update(**theirs)

    refused = at_work.post(address, form | {field: mine})

    assert "Somebody saved while you were writing" in said(refused)
    name = next(iter(theirs))
    assert getattr(rows.get(pk=row.pk), name) == theirs[name]

    at_work.post(address, again(refused))
    assert getattr(rows.get(pk=row.pk), name) != theirs[name]


def test_a_row_corrected_meanwhile_keeps_what_was_typed(
    at_work: Client, desk: Desk, chief: User
) -> None:
    args = [desk.claim.pk, "position", desk.position.pk]
    address = reverse("admin:tracker_claim_correct", args=args)
    at_work.get(address)
    void(desk.position, reason="Never so.", by=chief, now=timezone.now())

    answer = at_work.post(
        address,
        {
            "party": desk.kyiv.pk,
            "stance": "denies",
            "voice": "quoted",
            "date": "2025-04-08",
            "gist_en": "typed at length",
            "reason": "Typed, too.",
        },
    )

    page = said(answer)
    assert "was corrected on" in page
    assert "typed at length" in page
    assert "Typed, too." in page
    assert Position.objects.filter(stance="denies").count() == 0


def test_a_citation_corrected_meanwhile_leads_to_the_row_that_replaced_it(
    at_work: Client, desk: Desk, chief: User
) -> None:
    citation = desk.position.citations.get()
    words, why, now = "two men were detained", "They reworded it.", timezone.now()
    replace_citation(desk.item, exact=words, reason=why, by=chief, now=now)
    newer = Citation.objects.get(corrects=citation)

    page = said(at_work.get(correction_of(citation)))

    assert "Another row has replaced this one" in page
    assert correction_of(newer) in page


def correction_of(citation: Citation) -> str:
    args = [citation.claim_id, "citation", citation.pk]
    return reverse("admin:tracker_claim_correct", args=args)


@pytest.mark.parametrize("door", ["claim", "item"])
def test_no_fact_comes_between_what_was_seen_and_what_is_decided(
    at_work: Client, desk: Desk, door: str
) -> None:
    pages = {
        "claim": reverse("admin:tracker_claim_status", args=[desk.claim.pk]),
        "item": reverse("admin:tracker_reviewitem_change", args=[desk.item.pk]),
    }

    with CaptureQueriesContext(connection) as asked:
        at_work.post(pages[door], {"decision": "status"})

    told = [one["sql"] for one in asked]
    locked = [at for at, sql in enumerate(told) if _locks_a_claim(sql)]
    read = [at for at, sql in enumerate(told) if 'FROM "tracker_position"' in sql]
    assert locked[0] < read[0]


def _locks_a_claim(sql: str) -> bool:
    return 'FROM "tracker_claim"' in sql and sql.endswith("FOR UPDATE")


def test_a_status_form_says_what_changed_since_it_was_opened(
    at_work: Client, desk: Desk
) -> None:
    address = reverse("admin:tracker_claim_status", args=[desk.claim.pk])
    seen = at_work.get(address).context["form"]["seen"].value()
    before = StatusChange.objects.count()
    add_silence(desk.claim, desk.moscow, at=day(14))
    chosen = {
        "status": "disputed",
        "parties": [desk.moscow.pk],
        "reason": "Moscow disputes the number of men.",
    }

    refused = at_work.post(address, chosen | {"seen": seen})

    assert "The record changed while this form was open" in said(refused)
    assert "When you opened this form" in said(refused)
    assert "Moscow disputes the number of men." in said(refused)
    assert StatusChange.objects.count() == before

    renewed = refused.context["form"]["seen"].value()
    at_work.post(address, chosen | {"seen": renewed})
    assert StatusChange.objects.count() == before + 1
