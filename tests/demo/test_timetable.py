"""The timetable does what it says, one page a step, and nothing else."""

import re

import pytest

from tests.demo.pages import LAST_STEP, ask, html, words
from tracker.demo.articles import articles, plain_text
from tracker.demo.timetable import TIMETABLE, Change, Kind, as_served

CHANGES = {change.kind: change for change in TIMETABLE}


def test_each_step_changes_one_page_and_each_kind_of_change_comes_once() -> None:
    assert [change.step for change in TIMETABLE] == list(range(1, LAST_STEP + 1))
    assert set(CHANGES) == set(Kind)


@pytest.mark.parametrize("change", TIMETABLE, ids=lambda change: change.kind)
def test_the_words_of_an_edit_stand_in_the_page_once(change: Change) -> None:
    body = articles()[change.article].body
    assert [body.count(edit.before) for edit in change.edits] == [1] * len(change.edits)


@pytest.mark.parametrize("step", range(1, LAST_STEP + 1))
def test_a_step_leaves_every_other_page_as_it_was(step: int) -> None:
    changed = {
        article.key
        for article in articles().values()
        if as_served(article, step) != as_served(article, step - 1)
    }
    assert changed == {change.article for change in TIMETABLE if change.step == step}


def test_a_quoted_sentence_is_softened() -> None:
    page = articles()["lantern/captured"]
    assert "confirmed that both men are" in words(page.outlet, page.path, step=0)
    after = words(page.outlet, page.path, step=1)
    assert "reported that both men may be in its custody" in after
    assert "confirmed that both men are" not in after


def test_a_deleted_page_answers_that_it_is_not_found() -> None:
    page = articles()["gazette/belgorod"]
    assert ask(page.outlet, page.path, step=1).status == 200
    after = ask(page.outlet, page.path, step=2)
    assert after.status == 404
    assert "Страница не найдена" in after.body.decode()


def test_a_moved_page_says_the_same_at_its_new_address() -> None:
    page = articles()["lantern/belgorod"]
    answer = ask(page.outlet, page.path, step=3)
    assert answer.status == 301
    path = answer.location.removeprefix("http://127.0.0.1:8001")
    assert page.body in html(page.outlet, path, step=3)
    assert ask(page.outlet, path, step=2).status == 404


def test_a_correction_says_what_was_wrong() -> None:
    page = articles()["wire/no-basis"]
    after = words(page.outlet, page.path, step=4)
    assert "Correction, 10 April: An earlier version" in after
    assert "denied that any of its citizens had been captured" not in after


def test_the_clutter_step_changes_the_date_of_the_update_and_no_word() -> None:
    page = articles()["herald/kursk"]
    before, after = (html(page.outlet, page.path, step=step) for step in (4, 5))
    assert "оновлено" in before
    assert "2025-04-09T06:30" in after
    assert "2025-04-09T06:30" not in before
    assert page.body in before
    assert page.body in after


def test_the_missing_answer_appears_on_its_page_in_the_list_and_in_the_feed() -> None:
    page = articles()["statements/pyongyang-commission"]
    assert ask(page.outlet, page.path, step=5).status == 404
    assert ask(page.outlet, page.path, step=6).status == 200
    for place in ("/pyongyang/", "/pyongyang/feed.xml"):
        assert page.path not in html(page.outlet, place, step=5)
        assert page.path in html(page.outlet, place, step=6)


def test_an_edited_post_is_marked_as_edited() -> None:
    before, after = (html("channel", "/demo_kyiv_office/1285", step=s) for s in (6, 7))
    assert "Маємо інформацію" in plain_text(before)
    assert "Перевіряємо інформацію" in plain_text(after)
    assert not re.search(r"message_meta\">edited", before)
    assert re.search(r"message_meta\">edited", after)
