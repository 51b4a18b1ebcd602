"""How far two texts of one page differ."""

import time

import pytest

from tests.engine.pages import extracted, text
from tracker.engine.compare import compare
from tracker.rules.vocabulary import ChangeKind

BODY = "\n".join(
    f"Paragraph {name} tells of boats, of the harbour and of the people who work there."
    for name in ("one", "two", "three", "four", "five", "six", "seven", "eight")
)
SENTENCE = "The minister said that the bridge was not closed to ambulances on 8 April."
OLD = f"{BODY}\n{SENTENCE}"


def kind(new: str, old: str = OLD) -> ChangeKind:
    return compare(text(old), text(new)).kind


@pytest.mark.parametrize("new", [OLD, OLD.replace(" ", "\u00a0"), OLD + "\n\n"])
def test_the_same_words_are_unchanged(new: str) -> None:
    assert kind(new) is ChangeKind.UNCHANGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Last updated: 8 April 2025, 09:30", "Last updated: 9 April 2025, 17:45"),
        ("Обновлено 8 апреля 2025 г. в 09:30", "Обновлено 9 апреля 2025 г. в 17:45"),
        ("Оновлено 8 квітня 2025 року", "Оновлено 9 квітня 2025 року"),
        ("Stand: 8. April 2025, 9:30 Uhr", "Stand: 9. April 2025, 17:45 Uhr"),
        ("2025-04-08 09:30", "2025-04-09 17:45"),
        ("Posted 5 minutes ago", "Posted 2 hours ago"),
        ("5 минут назад", "2 часа назад"),
        ("1,204 views", "3,871 views"),
        ("12 комментариев", "340 комментариев"),
        ("Comments (3)", "Comments (17)"),
        ("© 2024 Harbour Post", "© 2025 Harbour Post"),
        ("Read also: Fish market opens", "Read also: Choir wins a prize"),
        ("Читайте також: Ринок відкрито", "Читайте також: Хор здобув нагороду"),
        ("1204 مشاهدة", "3871 مشاهدة"),
        ("He said “no” – twice", 'He said "no" - twice'),
        ("Advertisement", ""),
        ("A NEW TIMETABLE FOR BOATS", "A new timetable for boats"),
    ],
)
def test_clocks_counters_and_typography_are_cosmetic(old: str, new: str) -> None:
    assert kind(f"{OLD}\n{new}", f"{OLD}\n{old}") is ChangeKind.COSMETIC


def test_paragraphs_in_another_order_are_cosmetic() -> None:
    lines = OLD.splitlines()
    assert kind("\n".join([lines[-1], *lines[:-1]])) is ChangeKind.COSMETIC


def test_paragraphs_that_were_joined_are_compared_by_their_sentences() -> None:
    joined = OLD.replace("\n", " ").replace("boats", "small boats", 1)
    comparison = compare(text(OLD), text(joined))
    assert (comparison.kind, comparison.words_added) == (ChangeKind.MINOR, 1)


def test_a_few_plain_words_are_minor() -> None:
    comparison = compare(text(OLD), text(OLD.replace("boats", "small boats", 1)))
    assert comparison.kind is ChangeKind.MINOR
    assert (comparison.words_added, comparison.words_removed) == (1, 0)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("not closed", "closed"),
        ("8 April", "9 April"),
        ("The minister said", "The mayor Weil said"),
        ("was not closed", "may not be closed"),
    ],
)
def test_one_critical_word_is_meaningful(was: str, now: str) -> None:
    comparison = compare(text(OLD), text(OLD.replace(was, now)))
    assert comparison.kind is ChangeKind.MEANINGFUL
    assert [passage.before for passage in comparison.passages] == [SENTENCE]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The motion passed with 312 votes.", "The motion passed with 208 votes."),
        (
            "She told the court that it had all begun 3 days ago on the small island "
            "behind the lighthouse.",
            "She told the court that it had all begun 5 days ago on the small island "
            "behind the lighthouse.",
        ),
    ],
)
def test_what_is_counted_in_a_sentence_is_no_counter(was: str, now: str) -> None:
    assert kind(f"{OLD}\n{now}", f"{OLD}\n{was}") is ChangeKind.MEANINGFUL


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("He stood in court on 8 April, 9:30", "He stood in court on 9 April, 9:30"),
        (
            "Er stand am 8. April um 9:30 Uhr im Hof vor der Mühle, sagte er später"
            " und auch, dass niemand sonst dort gewesen sei.",
            "Er stand am 9. April um 9:30 Uhr im Hof vor der Mühle, sagte er später"
            " und auch, dass niemand sonst dort gewesen sei.",
        ),
        (
            "She asked them to read also: the answer was no, and they read.",
            "She asked them to read also: the answer was yes, and they read.",
        ),
    ],
)
def test_what_only_looks_like_a_clock_or_a_teaser_is_told(was: str, now: str) -> None:
    assert kind(f"{OLD}\n{now}", f"{OLD}\n{was}") is ChangeKind.MEANINGFUL


def test_unrelated_paragraphs_are_not_taken_for_versions_of_each_other() -> None:
    gone = "The ferry leaves at noon from the old quay and comes back in the evening."
    come = "A choir of forty children sang in the church, and the mayor thanked them."
    comparison = compare(text(f"{OLD}\n{gone}"), text(f"{OLD}\n{come}"))
    pairs = {(passage.before, passage.after) for passage in comparison.passages}
    assert pairs == {(gone, ""), ("", come)}


def test_each_paragraph_stands_beside_the_one_that_it_was_made_from() -> None:
    ferry = "The ferry leaves at noon from the old quay and comes back in the evening."
    choir = "A choir of forty children sang in the church, and the mayor thanked them."
    fish = "Fishermen say that the new market will open its doors in the spring."
    later, louder = ferry.replace("noon", "one"), choir.replace("sang", "sang loudly")
    comparison = compare(text(f"{ferry}\n{choir}"), text(f"{fish}\n{louder}\n{later}"))
    pairs = {(passage.before, passage.after) for passage in comparison.passages}
    assert pairs == {("", fish), (choir, louder), (ferry, later)}


def test_lines_broken_elsewhere_are_no_change() -> None:
    broken = OLD.replace("boats, ", "boats,\n").replace("was not ", "was\nnot ")
    assert kind(broken) in (ChangeKind.UNCHANGED, ChangeKind.COSMETIC)


def test_an_edit_among_lines_broken_elsewhere_is_told_alone() -> None:
    broken = OLD.replace("boats, ", "boats,\n").replace("not closed", "closed")
    comparison = compare(text(OLD), text(broken))
    assert comparison.kind is ChangeKind.MEANINGFUL
    assert (comparison.words_added, comparison.words_removed) == (0, 1)


def test_a_rewriting_is_read_as_one_stretch_and_not_word_by_word() -> None:
    was = "The council of the town rejected the plan of the harbour master on Monday."
    now = "The council agreed with nearly all that the engineers of the port had asked."
    edits = compare(text(was), text(f"{OLD}\n{now}")).passages
    steps = [step for one in edits for step in one.edits if step.edit == "equal"]
    assert all(len(step.before.split()) > 1 for step in steps)


@pytest.mark.parametrize("joint", [" ", "\n"])
def test_a_very_long_paragraph_is_compared_in_time(joint: str) -> None:
    words = [f"word{number}" for number in range(25_000)]
    was, now = joint.join(words), joint.join([*words[:9], "not", *words[12:], "end"])
    begun = time.thread_time()
    comparison = compare(text(was), text(now))
    assert comparison.kind is ChangeKind.MEANINGFUL
    assert time.thread_time() - begun < 10.0


def test_a_word_that_also_names_a_counter_is_a_word() -> None:
    was, now = "They sold the shares at once", "They sold the boats at once"
    comparison = compare(text(f"{OLD}\n{was}"), text(f"{OLD}\n{now}"))
    assert (comparison.kind, comparison.words_added) == (ChangeKind.MINOR, 1)


def test_many_plain_words_are_meaningful() -> None:
    added = "and there were more of them than anybody in town had ever seen before"
    assert (
        kind(OLD.replace("of boats", f"of boats {added}", 1)) is ChangeKind.MEANINGFUL
    )


def test_a_headline_is_part_of_the_page() -> None:
    old, new = text(OLD, title="Bridge stays open"), text(OLD, title="Bridge is closed")
    comparison = compare(old, new)
    assert comparison.kind is ChangeKind.MINOR
    assert [passage.after for passage in comparison.passages] == ["Bridge is closed"]


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: an earlier version of this article misnamed the harbour.",
        "Editor's note: the headline was changed.",
        "This article was amended on 9 April to correct the number of workers.",
        "Исправление: в предыдущей версии статьи было неверно указано имя.",
        "Уточнення: у попередній версії статті було неправильно вказано дату.",
        "Korrektur: In einer früheren Version dieses Artikels stand ein falscher Name.",
        "Rectificatif : une version précédente de cet article donnait un autre nom.",
        "更正:本文先前版本有误。",
    ],
)
def test_a_correction_notice_is_recognised(notice: str) -> None:
    comparison = compare(text(OLD), text(f"{notice}\n{OLD}"))
    assert comparison.correction == notice
    assert comparison.kind is ChangeKind.MEANINGFUL


def test_a_notice_that_stood_there_before_is_no_news() -> None:
    notice = "Correction: an earlier version of this article misnamed the harbour."
    old, new = f"{notice}\n{OLD}", f"{notice}\n{OLD.replace('boats', 'small boats', 1)}"
    assert compare(text(old), text(new)).correction == ""


def test_a_passage_can_be_read_word_by_word() -> None:
    comparison = compare(text(OLD), text(OLD.replace("not closed", "closed")))
    edits = comparison.passages[0].edits
    assert [(step.edit, step.before) for step in edits if step.edit != "equal"] == [
        ("delete", "not")
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article_first.html", ChangeKind.UNCHANGED),
        ("article_clutter.html", ChangeKind.COSMETIC),
        ("article_softened.html", ChangeKind.MEANINGFUL),
        ("article_corrected.html", ChangeKind.MEANINGFUL),
    ],
)
def test_saved_pages_are_told_apart(name: str, expected: ChangeKind) -> None:
    assert compare(extracted("article_first.html"), extracted(name)).kind is expected
