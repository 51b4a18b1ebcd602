"""Each quotation of the demo desk stands in the press, and its fate is foretold."""

import pypdfium2
import pytest

from tests.demo.pages import LAST_STEP, ask
from tracker.demo.articles import articles, plain_text
from tracker.demo.quotations import QUOTATIONS
from tracker.demo.quotes import Fate, Quotation, selector
from tracker.demo.site import PDF, Reply

pytestmark = pytest.mark.parametrize("quotation", QUOTATIONS, ids=lambda q: q.key)


def served(quotation: Quotation, step: int) -> Reply:
    article = articles()[quotation.article]
    return ask(article.outlet, article.path, step=step, seed=step)


def text_of(answer: Reply) -> str:
    if answer.content_type == PDF:
        page = pypdfium2.PdfDocument(answer.body)[0]
        return " ".join(page.get_textpage().get_text_range().split())
    return plain_text(answer.body.decode("utf-8"))


def test_it_stands_in_the_page_when_the_page_first_appears(
    quotation: Quotation,
) -> None:
    answer = served(quotation, quotation.from_step)
    assert answer.status == 200
    assert text_of(answer).count(quotation.exact) == 1


def test_its_surroundings_are_those_of_the_page(quotation: Quotation) -> None:
    found = selector(quotation)
    text = plain_text(articles()[quotation.article].body)
    assert found.prefix + found.exact + found.suffix in text
    assert found.prefix or text.startswith(quotation.exact)


def test_it_has_a_translation_when_it_is_not_in_english(quotation: Quotation) -> None:
    assert bool(quotation.translation) == (quotation.language != "en")


def test_its_fate_at_the_last_step_is_what_was_foretold(quotation: Quotation) -> None:
    answer = served(quotation, LAST_STEP)
    status = {Fate.PAGE_GONE: 404, Fate.PAGE_MOVED: 301}.get(quotation.fate, 200)
    assert answer.status == status
    if status == 200:
        stands = quotation.fate is Fate.STANDS
        assert (quotation.exact in text_of(answer)) == stands
