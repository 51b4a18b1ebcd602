"""Who did what when, on every record, and the way back to what was."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.conftest import Desk, person
from tests.factories import (
    add_claim,
    add_party,
    add_position,
    add_role,
    add_source,
    day,
)
from tracker.models import ClaimWording, Edit, Topic
from tracker.review.claims import reword, set_role
from tracker.review.contributions import contribute
from tracker.review.evidence import grade
from tracker.review.roles import AUDITOR, CHIEF, REPORTER
from tracker.rules.vocabulary import ContributionKind, Reliability, Role

pytestmark = pytest.mark.django_db
HISTORY = "admin:history"


def page(client: Client, name: str, *args: object, **asked: Any) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def line_of(table: str) -> Edit:
    return Edit.objects.filter(table=f"tracker_{table}").latest("id")


def test_a_claims_history_tells_old_and_new_words_who_and_why(
    at_work: Client, desk: Desk, editor: User
) -> None:
    words = {"en": "Kyiv captured three men."}
    reword(desk.claim, statements=words, reason="Three.", by=editor, now=day(20))

    told = page(at_work, "admin:tracker_claim_history", desk.claim.pk)

    assert "<ins>Kyiv captured three men.</ins>" in told
    assert "<del>" in told
    assert "Reason: Three." in told
    assert "Is news" not in told
    assert "<strong>editor</strong>" in told


def test_a_change_made_on_a_form_has_its_person_and_both_values(
    at_work: Client, editor: User
) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    address = reverse("admin:tracker_topic_change", args=[topic.pk])
    shown = at_work.get(address).context["adminform"].form
    form = {name: shown[name].value() or "" for name in shown.fields}

    at_work.post(address, form | {"name_en": "The war"})

    told = page(at_work, "admin:tracker_topic_history", topic.pk)
    assert "<del>en: War</del>" in told
    assert "<ins>en: The war</ins>" in told
    assert line_of("topic").person == editor


def test_a_field_that_was_left_empty_is_no_news(
    at_work: Client, desk: Desk, editor: User
) -> None:
    fields = {"stance": ["denies"]}
    kind = ContributionKind.POSITION
    contribute(desk.claim, kind, fields=fields, summary="So", by=editor, now=day(12))

    line = at_work.get(reverse(HISTORY)).context["page"].lines[0]

    told = {change.field: change.after for change in line.changes}
    assert told["Summary"] == "So"
    assert "Answer" not in told


def test_the_desks_history_is_narrowed_by_person_kind_and_day(
    at_work: Client, desk: Desk, editor: User, chief: User
) -> None:
    reword(desk.claim, statements={"en": "One."}, reason="A", by=editor, now=day(20))
    reword(desk.claim, statements={"en": "Two."}, reason="B", by=chief, now=day(22))

    by_chief = page(at_work, HISTORY, person=chief.pk)
    of_day = page(at_work, HISTORY, since="2025-04-20", until="2025-04-20")
    of_kind = page(at_work, HISTORY, table="tracker_position")

    assert "Two." in by_chief
    assert "<del>One." in by_chief
    assert "<ins>One." not in by_chief
    assert "<ins>One." in of_day
    assert "<ins>Two." not in of_day
    assert ">position</a>" in of_kind
    assert "<ins>Two." not in of_kind


@pytest.mark.parametrize(
    "asked",
    [{"person": "x"}, {"since": "yesterday"}, {"before": "9" * 40}, {"table": "; --"}],
    ids=str,
)
def test_a_filter_that_makes_no_sense_narrows_nothing(
    at_work: Client, desk: Desk, asked: dict[str, str]
) -> None:
    assert ">position</a>" in page(at_work, HISTORY, **asked)


def test_older_lines_are_one_link_away(at_work: Client, desk: Desk) -> None:
    claim = add_claim()
    for _ in range(60):
        add_position(claim, desk.kyiv, at=day(8))

    first = at_work.get(reverse(HISTORY)).context["page"]
    then = at_work.get(reverse(HISTORY) + first.older_url).context["page"]

    assert len(first.lines) == 50
    assert min(line.id for line in first.lines) > max(line.id for line in then.lines)


def test_the_history_costs_the_same_for_ten_lines_and_for_fifty(
    at_work: Client, desk: Desk
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(at_work, HISTORY)
        return len(queries)

    def fill(count: int) -> None:
        for _ in range(count):
            claim, party = add_claim(), add_party()
            add_role(claim, party)
            add_position(claim, party, at=day(8))
            grade(add_source(), title="A page", by=None, now=day(9))

    fill(10)
    few = cost()
    fill(40)

    assert cost() == few


def restore(client: Client, edit: Edit, reason: str = "It was right.") -> Any:
    url = reverse("admin:restore", args=[edit.pk])
    assert client.get(url).status_code == 200
    return client.post(url, {"reason": reason})


def test_earlier_words_come_back_as_a_new_row(
    at_work: Client, desk: Desk, editor: User
) -> None:
    first = Edit.objects.get(table="tracker_claimwording", claim=desk.claim.pk)
    old = ClaimWording.objects.get(pk=first.row).statement
    reword(desk.claim, statements={"en": "Other."}, reason="A", by=editor, now=day(20))

    answer = restore(at_work, first)

    assert answer.status_code == 302, answer.context["form"].errors
    rows = ClaimWording.objects.filter(claim=desk.claim, language="en")
    assert [row.statement for row in rows.order_by("id")] == [old, "Other.", old]
    assert rows.latest("id").reason == "It was right."


def test_an_earlier_part_and_an_earlier_grade_come_back(
    at_work: Client, desk: Desk
) -> None:
    set_role(desk.claim, desk.moscow, role=None, by=None, now=day(20))
    role = Edit.objects.filter(
        table="tracker_claimparty", party=desk.moscow.pk
    ).earliest("id")
    grade(desk.source, reliability=Reliability.A, by=None, now=day(20))
    graded = line_of("sourceprofile")
    grade(desk.source, reliability=Reliability.E, by=None, now=day(21))

    restore(at_work, role)
    restore(at_work, graded)

    assert desk.claim.roles.filter(party=desk.moscow).latest("id").role == Role.ACCUSED
    assert desk.source.profiles.latest("id").reliability == Reliability.A


def test_an_old_value_of_a_register_is_put_back(at_work: Client) -> None:
    topic = Topic.objects.create(slug="war", names={"en": "War"})
    Topic.objects.filter(pk=topic.pk).update(names={"en": "Peace"})

    restore(at_work, line_of("topic"))

    topic.refresh_from_db()
    assert topic.names == {"en": "War"}
    assert line_of("topic").after == {"names": {"en": "War"}}


def test_what_stands_already_is_not_brought_back(at_work: Client, desk: Desk) -> None:
    answer = restore(at_work, line_of("claimwording"))

    assert "There is nothing to do." in answer.content.decode()


@pytest.mark.parametrize("role", [REPORTER, AUDITOR])
def test_who_may_not_write_brings_nothing_back(
    client: Client, desk: Desk, role: str
) -> None:
    client.force_login(person("someone", role))
    edit = line_of("claimwording")

    answer = client.post(reverse("admin:restore", args=[edit.pk]), {"reason": "So."})

    assert answer.status_code == 403
    assert ClaimWording.objects.filter(claim=desk.claim, language="en").count() == 1


def test_everybody_of_the_desk_reads_the_history_and_nobody_else(
    client: Client, desk: Desk
) -> None:
    for name, role in (("a", AUDITOR), ("b", REPORTER), ("c", CHIEF)):
        client.force_login(person(name, role))
        assert client.get(reverse(HISTORY)).status_code == 200
    client.force_login(person("nobody"))
    assert client.get(reverse(HISTORY)).status_code == 403
    history = reverse("admin:tracker_claim_history", args=[desk.claim.pk])
    assert client.get(history).status_code == 403
