"""The tour tells what happened, and ends with a clear line where something did not.

That all of it happens is tried by `make demo-tour` itself.
"""

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.demo.tour import guide, press
from tracker.demo.tour.seeing import NotSeen, must, shortened, wait_for
from tracker.demo.tour.state import Tour
from tracker.demo.tour.visitor import Page, Visitor, contents, form_with

FORM = """
<form method="get" action="/search/"><input name="q"></form>
<form method="post">
  <input type="hidden" name="csrfmiddlewaretoken" value="abc">
  <input type="checkbox" name="parties" value="1" checked>
  <input type="checkbox" name="parties" value="2">
  <input type="checkbox" name="parties" value="3" checked>
  <select name="status"><option value="denied">Denied</option>
  <option value="confirmed" selected>Confirmed</option></select>
  <select name="voice"><option value="quoted">Quoted</option><option>R</option></select>
  <textarea name="reason">Because.</textarea>
  <button name="go" value="1">Go</button><input type="submit" name="save" value="Save">
</form>
"""


def tour() -> Tour:
    return Tour(site="http://127.0.0.1:1", origins={}, worker=0)


def page(html: str) -> Page:
    return Page("/somewhere/", LexborHTMLParser(html))


def test_it_counts_the_steps_and_says_what_each_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(guide, "STEPS", (("A page moved", lambda _: ["to there"]),))
    assert guide.walk(tour(), said.append)
    assert " 1  A page moved" in said[0]
    assert said[1] == "    to there"
    assert "All 1 steps happened" in said[2]


def test_it_ends_at_the_first_step_that_did_not_happen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []

    def missing(_: Tour) -> list[str]:
        must(False, "a moved page", instead="it answers 404")
        return []

    steps = (("A page moved", missing), ("Never reached", lambda _: ["this"]))
    monkeypatch.setattr(guide, "STEPS", steps)
    assert not guide.walk(tour(), said.append)
    assert said == [
        "\n 1  A page moved: this did not happen.",
        "    expected a moved page; instead it answers 404.",
    ]


def test_waiting_ends_with_what_was_seen_instead() -> None:
    with pytest.raises(NotSeen, match="a find within 0 seconds; instead nothing came"):
        wait_for("a find", lambda: None, instead=lambda: "nothing came", patience=0.2)


def test_waiting_ends_as_soon_as_there_is_something_to_see() -> None:
    found = iter([None, None, "it"])
    assert wait_for("it", lambda: next(found), instead=str) == "it"


def test_a_form_is_sent_as_a_browser_would() -> None:
    form = form_with(page(FORM), {"reason": "x"})
    assert contents(form) == {
        "csrfmiddlewaretoken": ["abc"],
        "parties": ["1", "3"],
        "status": ["confirmed"],
        "voice": ["quoted"],
        "reason": ["Because."],
    }


def test_a_form_that_is_not_there_ends_the_tour() -> None:
    with pytest.raises(NotSeen, match="a form with password on /somewhere/"):
        form_with(page(FORM), {"password": "x"})


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_page_ends_the_tour(status: int) -> None:
    visitor = Visitor("http://127.0.0.1:1")
    visitor.client = httpx.Client(
        base_url="http://127.0.0.1:1",
        transport=httpx.MockTransport(lambda _: httpx.Response(status)),
    )
    with pytest.raises(NotSeen, match=f"a page at /claims/; instead {status}"):
        visitor.open("/claims/")


def test_a_site_that_does_not_answer_ends_the_tour() -> None:
    with pytest.raises(NotSeen, match="a page at /"):
        Visitor("http://127.0.0.1:1").open("/")


@pytest.mark.parametrize(
    ("numbers", "is_whole"),
    [
        ([], True),
        ([1, 2, 3], True),
        ([2, 3], False),
        ([1, 3], False),
        ([1, 1, 2], False),
    ],
)
def test_a_check_that_was_lost_or_doubled_is_seen(
    numbers: list[int], is_whole: bool
) -> None:
    assert press.is_whole(numbers) is is_whole


def test_long_words_are_cut_to_one_line() -> None:
    assert shortened("so \n it is") == "so it is"
    assert shortened("ab" * 20, width=10) == "ababababa…"
