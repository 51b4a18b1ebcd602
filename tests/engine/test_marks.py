"""The lists by which pages are told apart, and articles that only speak of such."""

import json
from pathlib import Path

import pytest

from tests.engine.outcomes import FREE_NOT, SENTENCES, html
from tests.engine.test_decide import answer
from tracker.engine.decide import PAGE_SHOWN, Look, decide
from tracker.engine.extract import extract
from tracker.engine.marks import Unreadable, marks
from tracker.engine.types import Fetched
from tracker.rules.vocabulary import CheckOutcome as Out


def first_look(body: str, *, path: str = "", url: str = "") -> Out:
    """The outcome of a first look, with an operator's file if there is one."""
    raw = body.encode()
    asked: Fetched = answer(body=raw)
    new = extract(raw, url=url or asked.final_url, content_type="text/html")
    return decide(Look(fetched=asked, new=new, marks=marks(path))).outcome


NOT_FOUND = {
    "en": "Page not found", "uk": "Сторінку не знайдено", "ru": "Страница не найдена",
    "de": "Seite nicht gefunden", "fr": "Page introuvable",
    "es": "Página no encontrada", "it": "Pagina non trovata",
    "pt": "Página não encontrada", "pl": "Nie znaleziono strony",
    "tr": "Sayfa bulunamadı", "ar": "الصفحة غير موجودة", "fa": "صفحه مورد نظر یافت نشد",
    "he": "הדף לא נמצא", "zh": "页面不存在", "ja": "ページが見つかりません",
    "ko": "페이지를 찾을 수 없습니다",
}  # fmt: skip
TITLES = ("{}", "404: {}", "{} | Harbour Post", "Harbour Post – {}", "404 – {} – Post")


@pytest.mark.parametrize("language", NOT_FOUND)
@pytest.mark.parametrize("title", TITLES)
def test_not_found_is_known_in_many_languages(language: str, title: str) -> None:
    said = title.format(NOT_FOUND[language])
    assert first_look(html("Home", title=said, lang=language)) is Out.SOFT_404


@pytest.mark.parametrize(
    "heading",
    [
        "Oops! That page can’t be found.",
        "Sorry, the page you were looking for doesn't exist",
        "Error 404 (Not Found)!!1",
        "К сожалению, запрашиваемая страница не найдена",
        "Diese Seite existiert leider nicht",
        "La página solicitada no existe",
        "お探しのページは見つかりませんでした",
    ],
)
def test_not_found_is_known_by_its_heading(heading: str) -> None:
    page = f"<title>Harbour Post</title><h1>{heading}</h1><p>Home</p>"
    assert first_look(page) is Out.SOFT_404


FOR_SALE = {
    "en": "This domain is for sale", "uk": "Цей домен продається",
    "ru": "Домен harbour.example продаётся", "de": "Diese Domain steht zum Verkauf",
    "fr": "Ce nom de domaine est à vendre", "es": "Este dominio está en venta",
    "it": "Questo dominio è in vendita", "pt": "Este domínio está à venda",
    "pl": "Ta domena jest na sprzedaż", "tr": "Bu alan adı satılık",
    "ar": "هذا النطاق معروض للبيع", "fa": "این دامنه برای فروش است",
    "he": "הדומיין הזה למכירה", "zh": "该域名出售", "ja": "このドメインは販売中",
    "ko": "이 도메인은 판매 중",
}  # fmt: skip


@pytest.mark.parametrize("language", FOR_SALE)
def test_parked_domain_is_known_in_many_languages(language: str) -> None:
    assert first_look(html(FOR_SALE[language], title="x")) is Out.DOMAIN_PARKED


@pytest.mark.parametrize(
    "title",
    ["Just a moment...", "Attention Required! | Cloudflare", "Один момент", "请稍候",
     "Nur einen Moment…", "Un instant…", "しばらくお待ちください",
     "Проверка браузера", "잠시만 기다려 주십시오", "Access denied", "DDoS-Guard"],
)  # fmt: skip
def test_challenge_is_known_by_its_title(title: str) -> None:
    assert first_look(html("Please wait.", title=title)) is Out.BLOCKED


ABOUT = {
    "missing pages": (
        "Why “404 page not found” became a joke",
        "“Page not found”, said the screen, and half the town laughed about it.",
    ),
    "a missing child": (
        "Missing girl not found after three days",
        "The girl was not found, the police said, and the search will go on.",
    ),
    "a missing aircraft": (
        "Пропавший самолёт не найден",
        "Самолёт не найден, сообщили спасатели; поиски продолжатся утром.",
    ),
    "captchas": (
        "Verify you are human: how captchas annoy the blind",
        "“Verify you are human”, asks the box, and a blind reader cannot answer it.",
    ),
    "a moment": (
        "Just a moment with the harbour master",
        "Just a moment, said the harbour master, and closed the window of his office.",
    ),
    "Cloudflare": (
        "Cloudflare explains its outage",
        "Visitors saw “Error 1020, access denied”, Cloudflare said on Monday.",
    ),
    "a challenge script": (
        "The council's website is back",
        "It works.<script src=/cdn-cgi/challenge-platform/x.js></script>",
    ),
    "a form that has a captcha": (
        "Statement of the harbour office",
        "Both piers are safe.<form class=g-recaptcha></form>",
    ),
    "the sale of a domain": (
        "Name of the old ferry line sold",
        "“This domain is for sale”, its page had said; HugeDomains got 9,000 for it.",
    ),
    "paywalls": (
        "Why readers leave at the paywall",
        "“Subscribe to continue reading” is the sentence that they hate the most.",
    ),
    "cookies": (
        "We value your privacy, they say: a look at cookie banners",
        "“Accept all cookies before you continue” is how most of them begin.",
    ),
    "logins": (
        "Log in, log out: a week with the new tax office",
        "Please log in, the page asks. Thousands cannot.<input type=password>",
    ),
    "maintenance": (
        "Maintenance of the lock begins",
        "The lock will be under maintenance until May, and ships must go around.",
    ),
    "a diversion": (
        "Ferry redirected",
        "Redirecting the ferry took an hour, and the passengers were told nothing.",
    ),
    "a country that is shut out": (
        "Match is blocked abroad",
        "The stream is “not available in your country”, fans abroad read; the club"
        " apologised and said that the rights for other countries had been sold to a"
        " firm which shows nothing at all this season, and that it will talk to it.",
    ),
    "a car": ("Peugeot 404: sixty years on", "The Peugeot 404 is shown on the pier."),
}


@pytest.mark.parametrize("subject", ABOUT)
@pytest.mark.parametrize("more", [(), SENTENCES])
def test_article_about_such_pages_is_a_page(
    subject: str, more: tuple[str, ...]
) -> None:
    title, sentence = ABOUT[subject]
    assert first_look(html(sentence, *more, title=title)) in PAGE_SHOWN


def test_page_that_says_it_is_not_free_and_shows_all_is_a_page() -> None:
    long = html(*SENTENCES * 3, head=FREE_NOT)
    assert first_look(long) in PAGE_SHOWN


def test_page_that_shows_what_it_showed_is_no_challenge_whatever_its_title() -> None:
    body = html(*SENTENCES, title="Access denied").encode()
    text = extract(body, url="https://a.example/b", content_type="text/html")
    look = Look(fetched=answer(body=body), old=text, new=text)
    assert decide(look).outcome is Out.UNCHANGED


def written(folder: Path, content: object) -> str:
    path = folder / "more.json"
    path.write_text(json.dumps(content))
    return str(path)


def test_operator_adds_marks_without_touching_the_engine(tmp_path: Path) -> None:
    path = written(tmp_path, {"missing_titles": {"xx": ["nix da"]}})
    page = html("Home", title="404: Nix da")

    assert first_look(html("Home", title="Nix da"), path=path) is Out.SOFT_404
    assert first_look(html("Home", title="Nix da")) in PAGE_SHOWN
    assert first_look(page, path=path) is Out.SOFT_404


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"unknown_list": ["a"]},
        {"missing_titles": ["("]},
        {"missing_titles": [""]},
        {"missing_titles": [7]},
        {"challenge_headers": ["cf-mitigated"]},
    ],
)
def test_file_that_cannot_be_used_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(Unreadable):
        marks(written(tmp_path, content))


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        marks(str(tmp_path / "none.json"))
