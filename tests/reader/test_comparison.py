"""Two snapshots of one source, side by side, for those who may read the source."""

import pytest
from django.test import Client

from tests.factories import add_citation, add_claim, add_snapshot, add_source, day
from tests.reader.reading import read
from tracker.models import Snapshot, Source
from tracker.rules.vocabulary import WorkflowState

pytestmark = pytest.mark.django_db

FIRST = "A line that stays.\nThe minister said that two men were held.\nThe end."
LATER = "A line that stays.\nThe minister said that six men were held.\nThe end."


def cited(state: WorkflowState = WorkflowState.PUBLISHED) -> Source:
    source = add_source()
    add_citation(add_claim(state=state), source, at=day(8))
    return source


def pair(source: Source) -> tuple[Snapshot, Snapshot]:
    return add_snapshot(source, FIRST, at=day(8)), add_snapshot(
        source, LATER, at=day(10)
    )


def test_the_changed_words_are_marked(client: Client) -> None:
    source = cited()
    then, now = pair(source)

    page = read(
        client, f"/sources/{source.pk}/compare/?a={then.body_id}&b={now.body_id}"
    )

    assert "<del>two</del>" in page
    assert "<ins>six</ins>" in page
    assert "1 paragraph changed." in page


def test_without_a_choice_the_last_two_are_compared(client: Client) -> None:
    source = cited()
    pair(source)

    assert "<ins>six</ins>" in read(client, f"/sources/{source.pk}/compare/")
    assert "compare/" in read(client, f"/sources/{source.pk}/")


def test_markup_in_a_page_is_shown_and_not_obeyed(client: Client) -> None:
    source = cited()
    add_snapshot(source, "A <script>x</script> line.", at=day(8))
    add_snapshot(source, "A <script>y</script> line.", at=day(9))

    page = read(client, f"/sources/{source.pk}/compare/")

    assert "<script" not in page
    assert "&lt;script&gt;" in page.replace("<del>", "").replace("</del>", "") or (
        "&lt;" in page
    )


def test_what_was_not_seen_yet_cannot_be_compared(client: Client) -> None:
    source = cited()
    pair(source)

    address = f"/sources/{source.pk}/compare/?as_of=2025-04-09"

    assert client.get(address).status_code == 404


def test_snapshots_of_another_source_and_of_drafts_are_not_there(
    client: Client,
) -> None:
    source, other = cited(), cited()
    pair(source)
    foreign = add_snapshot(other, "Other words.", at=day(9))
    hidden = cited(WorkflowState.DRAFT)
    pair(hidden)

    for address in (
        f"/sources/{source.pk}/compare/?a={foreign.body_id}",
        f"/sources/{source.pk}/compare/?a={'0' * 64}",
        f"/sources/{hidden.pk}/compare/",
        f"/sources/{other.pk}/compare/",
    ):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("asked", ["a=x", "b=%00", "a=" + "g" * 64])
def test_a_hostile_question_gets_a_clean_answer(client: Client, asked: str) -> None:
    source = cited()
    pair(source)

    read(client, f"/sources/{source.pk}/compare/?{asked}", status=400)
