"""The interface in English, Ukrainian and Russian."""

import gettext
import io
import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.catalogues import files
from tests.catalogues.phrases import in_template, phrases
from tests.catalogues.po import Phrase, compile_mo, write
from tests.catalogues.po import read as read_po
from tests.factories import add_place, add_status, add_topic, day
from tests.reader.cases import desk_confirms, founding_case, moscow_acknowledges
from tests.reader.reading import read
from tracker.rules import wording
from tracker.rules.vocabulary import Status

CLAIM = "/claims/belgorod-positions/"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?code>")
# Words of our own that would show that a phrase was not marked.
ENGLISH = ("Who says what", "Timeline", "Evidence", "Report an error", "Decided by")
KEEPING = f"""
/ /claims/ {CLAIM} {CLAIM}history/ {CLAIM}report/ /parties/ /parties/moscow/ /sources/
/sources/{{source}}/ /snapshots/{{body}}/ /topics/ /topics/war/ /places/
/places/belgorod/ /changes/ /corrections/ /figures/ /methodology/
"""
ANSWERS = {200, 301, 302, 400, 404}


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_every_phrase_of_a_page_is_translated(language: str) -> None:
    known = files.catalogue(language)

    missing = [one for one in phrases() if not all(known.get(one, ("",)))]

    assert missing == [], "run `make catalogues`, then fill in locale/*/*/django.po"


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_no_catalogue_holds_what_no_page_says(language: str) -> None:
    assert set(files.catalogue(language)) <= set(phrases()), "run `make catalogues`"


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    folder = files.folder(language)

    compiled = compile_mo(language, files.catalogue(language))

    assert (folder / "django.mo").read_bytes() == compiled, "run `make catalogues`"


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_a_translation_has_what_is_filled_in(language: str) -> None:
    for phrase, forms in files.catalogue(language).items():
        wanted = sorted(PLACEHOLDER.findall(phrase.many or phrase.one))
        for form in forms:
            assert sorted(PLACEHOLDER.findall(form)) == wanted, form
        assert len(forms) == (files.FORMS if phrase.many else 1), phrase


def test_gettext_reads_what_was_compiled() -> None:
    catalogue = {
        Phrase("one"): ("один",),
        Phrase("%d day", "%d days"): ("%d день", "%d дні", "%d днів"),
        Phrase("not yet"): ("",),
    }

    known = gettext.GNUTranslations(io.BytesIO(compile_mo("uk", catalogue)))

    assert known.gettext("one") == "один"
    assert known.gettext("not yet") == "not yet"
    assert [known.ngettext("%d day", "%d days", n) for n in (1, 3, 5, 11, 21)] == [
        "%d день",
        "%d дні",
        "%d днів",
        "%d днів",
        "%d день",
    ]


def test_a_catalogue_is_read_as_it_was_written() -> None:
    text = write("uk", {Phrase('a "b"\n'): ("в\\",)}, {Phrase('a "b"\n'): "x"})

    assert read_po(text) == {Phrase('a "b"\n'): ("в\\",)}


def test_phrases_of_a_template_are_found() -> None:
    found = in_template(
        '{% load i18n %}{% translate "It\'s" %}{% blocktranslate count n=x %}'
        "{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )

    assert list(found) == [Phrase("It's"), Phrase("%(n)s day", "%(n)s days")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_an_address_can_ask_for_a_language(client: Client, language: str) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, f"{CLAIM}?lang={language}")

    assert f'<html lang="{language}" dir="ltr">' in page
    assert [words for words in ENGLISH if words in page] == []
    assert 'hreflang="en">English</a>' in page


@pytest.mark.django_db
def test_dates_and_plurals_are_right_in_ukrainian(client: Client) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, f"{CLAIM}?lang=uk")

    assert "Перша чітка відповідь через 17 днів після" in page
    assert "26 квітня 2025, 12:00 UTC" in page
    assert "1 повідомлення, 1 першоджерело" in page


@pytest.mark.django_db
def test_dates_and_plurals_are_right_in_russian(client: Client) -> None:
    moscow_acknowledges(founding_case())

    page = read(client, f"{CLAIM}?lang=ru")

    assert "Первый ясный ответ через 17 дней после" in page
    assert "26 апреля 2025, 12:00 UTC" in page


@pytest.mark.django_db
def test_what_became_of_quoted_words_is_told_in_the_language_of_the_page(
    client: Client,
) -> None:
    founding_case()

    for address in (CLAIM, "/changes/", "/"):
        page = read(client, f"{address}?lang=uk")

        assert "Процитованих слів більше немає на сторінці" in page, address
        assert "The quoted words" not in page, address


@pytest.mark.django_db
def test_a_claim_is_worded_in_the_language_of_the_page(client: Client) -> None:
    founding_case()

    page = read(client, f"{CLAIM}?lang=uk")

    assert '<h1 lang="uk" dir="auto">Українські війська тримають' in page


@pytest.mark.django_db
def test_a_quotation_keeps_its_own_language(client: Client) -> None:
    founding_case()

    assert '<blockquote cite="https://news.example/belgorod" lang="en"' in read(
        client, f"{CLAIM}?lang=uk"
    )


@pytest.mark.django_db
def test_without_an_address_of_its_own_the_browser_decides(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "uk,en;q=0.5"})

    assert '<html lang="uk"' in response.content.decode()
    assert "Accept-Language" in response["Vary"]
    assert response["Content-Language"] == "uk"


@pytest.mark.django_db
def test_the_address_counts_before_the_browser(client: Client) -> None:
    response = client.get("/?lang=ru", headers={"accept-language": "uk"})

    assert '<html lang="ru"' in response.content.decode()
    assert response["Content-Language"] == "ru"


@pytest.mark.django_db
def test_the_switch_keeps_the_address_and_links_keep_the_language(
    client: Client,
) -> None:
    founding_case()

    page = read(client, f"{CLAIM}?as_of=2025-04-20&lang=uk")

    assert f'href="{CLAIM}?as_of=2025-04-20&amp;lang=ru" lang="ru"' in page
    assert 'href="/parties/moscow/?as_of=2025-04-20&amp;lang=uk"' in page
    assert f'<a href="{CLAIM}?lang=uk">' in page


LINK = re.compile(r'<a(?: [^>]*?)? href="(/[^"]*)"[^>]*>')


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["", "as_of=2025-04-20&"])
def test_a_reader_who_chose_a_language_keeps_it(client: Client, moment: str) -> None:
    case = founding_case()
    moscow_acknowledges(case)
    add_status(case.other, Status.DISPUTED, at=day(12))
    add_topic("war", case.claim)
    add_place("belgorod", case.claim, name="Belgorod")

    for page in KEEPING.format(
        source=case.source.pk, body=case.snapshot.body_id
    ).split():
        links = LINK.findall(read(client, f"{page}?{moment}lang=uk"))

        assert [link for link in links if "lang=" not in link] == [], page


@pytest.mark.django_db
def test_the_languages_are_those_that_the_rules_speak() -> None:
    assert tuple(code for code, _ in django_settings.LANGUAGES) == wording.LANGUAGES


@pytest.mark.django_db
def test_a_language_of_one_request_does_not_stay_for_the_next(client: Client) -> None:
    client.get("/?lang=uk")

    assert '<html lang="en"' in read(client, "/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/parties/", "/sources/", "/nothing/", "/claims/?as_of=never"]
)
def test_every_page_speaks_ukrainian(client: Client, address: str) -> None:
    desk_confirms(founding_case())
    mark = "&" if "?" in address else "?"

    response = client.get(f"{address}{mark}lang=uk")

    assert '<html lang="uk"' in response.content.decode()
    assert response.status_code < 500


@pytest.mark.django_db
@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lang=st.text(max_size=40),
    accepted=st.text(
        st.characters(min_codepoint=32, max_codepoint=255), max_size=60
    ).map(lambda text: text.encode("latin-1").decode("latin-1")),
)
def test_no_language_breaks_a_page(client: Client, lang: str, accepted: str) -> None:
    response = client.get(
        "/methodology/", {"lang": lang}, headers={"accept-language": accepted}
    )

    assert response.status_code in ANSWERS
