"""A person says what is clutter, and takes it back."""

import pytest
from django.contrib.auth.models import User

from tests.factories import add_source, day
from tracker.models import Clutter, ReviewItem, Source
from tracker.models.clutter import clutter_of
from tracker.review.clutter import dismiss_as_clutter, lessons_of, tell_again
from tracker.review.errors import Invalid, NothingNew, ReasonMissing
from tracker.review.items import Opening, open_item
from tracker.rules.vocabulary import ReviewKind, ReviewState, Urgency

pytestmark = pytest.mark.django_db
KEYS = [f"line:{at:064x}" for at in range(3)]
SAMPLES = {KEYS[0]: "Most read", KEYS[1]: "Mayor opens a market"}


@pytest.fixture
def source() -> Source:
    return add_source()


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def item(source: Source) -> ReviewItem:
    return open_item(
        Opening(
            kind=ReviewKind.PAGE_CHANGED,
            urgency=Urgency.LOW,
            is_confirmed=True,
            source=source,
        ),
        now=day(8),
    )


def teach(item: ReviewItem, by: User | None = None) -> ReviewItem:
    return dismiss_as_clutter(
        item, samples=SAMPLES, reason="A teaser.", by=by, now=day(9)
    )


def known(source: Source) -> frozenset[str]:
    return clutter_of({source.pk: source.host_id})[source.pk]


def test_a_click_closes_the_item_and_teaches_its_source(
    item: ReviewItem, source: Source, editor: User
) -> None:
    assert teach(item, editor).state == ReviewState.DISMISSED
    assert known(source) == set(SAMPLES)
    row = Clutter.objects.filter(key=KEYS[0]).get()
    assert (row.recorded_by, row.reason, row.item) == (editor, "A teaser.", item)


def test_another_source_of_the_site_is_not_taught(
    item: ReviewItem, source: Source
) -> None:
    teach(item)
    assert known(Source.objects.create(url=source.url + "2", host=source.host)) == set()


def test_what_is_ignored_is_told_again_with_all_that_came_with_it(
    item: ReviewItem, source: Source, editor: User
) -> None:
    teach(item)
    row = Clutter.objects.get(key=KEYS[1])
    tell_again(source, row, reason="It carries news.", by=editor, now=day(10))
    assert known(source) == set()
    assert lessons_of(source) == []
    assert Clutter.objects.filter(is_ended=True, recorded_by=editor).count() == 2


def test_one_lesson_is_taken_back_and_another_stays(
    item: ReviewItem, source: Source
) -> None:
    teach(item)
    other = Clutter.objects.create(
        source=source, key=KEYS[2], learnt_from="captures", recorded_at=day(7)
    )
    tell_again(source, other, reason="It carries news.", by=None, now=day(10))
    assert known(source) == set(SAMPLES)


def test_what_the_whole_site_is_known_for_can_be_taken_back_on_one_page(
    source: Source,
) -> None:
    row = Clutter.objects.create(
        host=source.host, key=KEYS[0], learnt_from="recurrence", recorded_at=day(7)
    )
    assert known(source) == {KEYS[0]}
    tell_again(source, row, reason="It carries news.", by=None, now=day(10))
    assert known(source) == set()


def test_what_is_told_again_already_is_refused(
    item: ReviewItem, source: Source
) -> None:
    teach(item)
    row = Clutter.objects.get(key=KEYS[0])
    tell_again(source, row, reason="It carries news.", by=None, now=day(10))
    with pytest.raises(NothingNew):
        tell_again(source, row, reason="Again.", by=None, now=day(11))


def test_taking_back_needs_a_reason(item: ReviewItem, source: Source) -> None:
    teach(item)
    with pytest.raises(ReasonMissing):
        tell_again(source, Clutter.objects.all()[0], reason=" ", by=None, now=day(10))


def test_another_page_s_clutter_cannot_be_taken_back_here(
    item: ReviewItem, source: Source
) -> None:
    teach(item)
    with pytest.raises(NothingNew):
        tell_again(
            add_source(), Clutter.objects.all()[0], reason="So.", by=None, now=day(10)
        )


def test_nothing_to_ignore_leaves_the_item_open(item: ReviewItem) -> None:
    with pytest.raises(Invalid):
        dismiss_as_clutter(item, samples={}, reason="So.", by=None, now=day(9))
    item.refresh_from_db()
    assert item.state == ReviewState.OPEN


def test_what_is_known_is_not_entered_twice(item: ReviewItem, source: Source) -> None:
    Clutter.objects.create(source=source, key=KEYS[0], learnt_from="captures")
    teach(item)
    assert Clutter.objects.filter(key=KEYS[0]).count() == 1
