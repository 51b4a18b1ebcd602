"""Review items: one for one thing, and closed once."""

import pytest

from tests.factories import add_citation, add_source, day
from tests.review.conftest import NOW, Desk
from tracker.models import ReviewItem, Source
from tracker.review import errors
from tracker.review.items import Opening, assign, dismiss, open_item, resolve
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency

GONE = ReviewKind.PAGE_GONE


@pytest.fixture
def source(db: None) -> Source:
    return add_source()


def find(
    source: Source,
    urgency: Urgency = Urgency.NORMAL,
    *,
    is_confirmed: bool = False,
    after: str = "",
) -> ReviewItem:
    return open_item(
        Opening(
            kind=GONE,
            urgency=urgency,
            is_confirmed=is_confirmed,
            source=source,
            before="Here.",
            after=after,
        ),
        now=NOW,
    )


def test_the_same_thing_has_one_open_item(source: Source) -> None:
    assert find(source) == find(source)


def test_another_citation_is_another_thing(desk: Desk, source: Source) -> None:
    find(source)
    open_item(
        Opening(
            kind=GONE,
            urgency=Urgency.NORMAL,
            is_confirmed=False,
            source=source,
            citation=add_citation(desk.claim, source, at=day(8)),
        ),
        now=NOW,
    )

    assert ReviewItem.objects.count() == 2


def test_urgency_rises_and_never_falls(source: Source) -> None:
    find(source, Urgency.HIGH)

    assert find(source, Urgency.LOW).urgency == Urgency.HIGH
    assert find(source, Urgency.URGENT).urgency == Urgency.URGENT


def test_a_confirmed_finding_stays_confirmed(source: Source) -> None:
    find(source, is_confirmed=True)

    assert find(source).is_confirmed


def test_newer_words_replace_those_of_the_open_item(source: Source) -> None:
    find(source, after="Gone.")

    assert find(source, after="Moved.").after == "Moved."
    assert find(source).after == "Moved."


def test_a_finding_after_the_decision_opens_a_new_item(
    desk: Desk, source: Source
) -> None:
    resolve(find(source), resolution="Seen.", by=desk.editor, now=NOW)

    find(source)

    assert ReviewItem.objects.count() == 2


def test_resolving_keeps_who_when_and_why(desk: Desk, source: Source) -> None:
    item = resolve(find(source), resolution=" It stands. ", by=desk.editor, now=NOW)

    assert item.state == ReviewState.RESOLVED
    assert (item.resolution, item.resolved_by) == ("It stands.", desk.editor)
    assert item.resolved_at == NOW


def test_dismissing_needs_a_reason(desk: Desk, source: Source) -> None:
    with pytest.raises(errors.ReasonMissing):
        dismiss(find(source), resolution="", by=desk.editor, now=NOW)


def test_a_closed_item_says_who_closed_it(desk: Desk, source: Source) -> None:
    item = find(source)
    dismiss(item, resolution="Clutter.", by=desk.editor, now=NOW)

    with pytest.raises(errors.AlreadyClosed, match=r"by editor .* Clutter\."):
        resolve(item, resolution="Once more.", by=desk.editor, now=NOW)


def test_an_item_is_given_to_a_person_and_back(desk: Desk, source: Source) -> None:
    item = find(source)

    assert assign(item, assignee=desk.editor).assignee == desk.editor
    assert assign(item, assignee=None).assignee is None
