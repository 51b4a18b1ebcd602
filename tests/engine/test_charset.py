"""Bytes become letters as they do in a browser; what nobody sees is no text."""

import pytest

from tracker.engine.anchor import locate
from tracker.engine.charset import decode
from tracker.engine.extract import extract
from tracker.engine.types import Quote
from tracker.rules.vocabulary import CitationState

ADDRESS = "https://harbour.example/page"
UKRAINIAN = (
    "Міністр сказав журналістам, що міст не закрито для швидкої допомоги, а пором"
    " ходить кожні двадцять хвилин. "
) * 6
RUSSIAN = (
    "Министр сказал журналистам, что мост не закрыт для скорой помощи, а паром"
    " ходит каждые двадцать минут. "
) * 6
JAPANESE = (
    "大臣は記者団に、橋は閉鎖されていないと述べた。フェリーは毎時運航している。" * 6
)
CHINESE = "部长对记者说，这座桥没有对救护车关闭，渡轮每二十分钟一班。" * 6
TAIWANESE = "部長對記者說，這座橋沒有對救護車關閉，渡輪每二十分鐘一班。" * 6
KOREAN = (
    "장관은 다리가 구급차에 대해 폐쇄되지 않았으며 페리가 자주 운항한다고 말했다. " * 6
)
ARABIC = "قال الوزير إن الجسر ليس مغلقا أمام سيارات الإسعاف وإن العبارة تعمل. " * 6
LEGACY = [
    (UKRAINIAN, "cp1251", "windows-1251"),
    (UKRAINIAN, "koi8-u", "KOI8-U"),
    (RUSSIAN, "cp1251", "x-cp1251"),
    (RUSSIAN, "koi8-r", "koi8"),
    (RUSSIAN, "iso8859-5", "iso-8859-5"),
    (RUSSIAN, "cp866", "ibm866"),
    (RUSSIAN, "mac-cyrillic", "x-mac-cyrillic"),
    (CHINESE, "gb18030", "gb2312"),
    (TAIWANESE, "big5", "big5"),
    (JAPANESE, "cp932", "x-sjis"),
    (JAPANESE, "euc_jp", "euc-jp"),
    (KOREAN, "cp949", "ks_c_5601-1987"),
    (ARABIC, "cp1256", "windows-1256"),
]


@pytest.mark.parametrize(("text", "codec", "label"), LEGACY)
def test_a_label_is_read_as_browsers_read_it(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), f"text/html; charset={label}") == text


@pytest.mark.parametrize(("text", "codec", "label"), LEGACY)
def test_letters_without_a_label_are_guessed(text: str, codec: str, label: str) -> None:
    page = f"<html><body><p>{text}</p></body></html>"
    assert decode(page.encode(codec), "text/html") == page


@pytest.mark.parametrize(
    "label",
    [
        "unicode_escape",
        "raw_unicode_escape",
        "punycode",
        "idna",
        "utf-7",
        "hex",
        "zlib",
        "rot13",
        "undefined",
        "cp037",
        "utf-32",
        "x-user-defined",
        "no-such-thing",
        "x" * 10_000,
    ],
)
def test_a_label_that_no_browser_knows_says_nothing(label: str) -> None:
    page = rf"\u003cscript +ADw-script+AD4- {UKRAINIAN}"
    assert decode(page.encode(), f"text/html; charset={label}") == page
    meta = f"<meta charset={label[:50]}>{page}"
    assert decode(meta.encode(), "text/html") == meta


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_is_windows_1252_whatever_it_is_called(label: str) -> None:
    assert decode(b"\x93yes\x94 \x80", f"text/plain; charset={label}") == "“yes” €"


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe" + UKRAINIAN.encode("utf-16-le"),
        b"\xfe\xff" + UKRAINIAN.encode("utf-16-be"),
        b"\xef\xbb\xbf" + UKRAINIAN.encode(),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-8"],
)
def test_a_byte_order_mark_counts_for_more_than_a_label(body: bytes) -> None:
    assert decode(body, "text/html; charset=windows-1251") == UKRAINIAN


def test_a_broken_letter_does_not_make_utf_8_another_encoding() -> None:
    body = UKRAINIAN.encode()
    broken = body[:301] + body[302:]
    assert decode(broken, "text/html").replace("\ufffd", "")[200:] in UKRAINIAN


def test_a_letter_at_the_edge_of_what_is_looked_at_is_not_broken() -> None:
    for length in range(255_990, 256_001):
        body = b"x" * length + "міст".encode() + b"x" * 1000
        assert "міст" in decode(body, "text/plain")


def test_a_page_cut_inside_a_letter_is_still_utf_8() -> None:
    assert decode(UKRAINIAN.encode()[:301], "").startswith(UKRAINIAN[:150])


QUOTE = "міст не закрито для швидкої допомоги"


def state_in(page: str) -> CitationState:
    text = extract(page.encode(), url=ADDRESS, content_type="text/html; charset=utf-8")
    return locate(Quote(QUOTE), text.full).state


@pytest.mark.parametrize(
    "mark",
    ["\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2067", "\u00ad", "&shy;"],
)
def test_marks_that_nobody_sees_do_not_alter_a_quote(mark: str) -> None:
    hidden = QUOTE.replace("закрито", f"зак{mark}рито{mark}")
    assert state_in(f"<p>Він сказав: {hidden}.</p>") is CitationState.EXACT


def test_a_letter_of_another_script_alters_a_quote() -> None:
    swapped = QUOTE.replace("о", "o")
    state = state_in(f"<p>Він сказав: {swapped}.</p>")
    assert state in (CitationState.ALTERED, CitationState.ALTERED_CRITICAL)


def test_half_a_letter_leaves_the_words_around_it() -> None:
    page = f"<p>&#xD83D; {QUOTE} &#xDE00;</p>"
    assert state_in(page) is CitationState.EXACT


@pytest.mark.parametrize(
    "hiding",
    [
        "<p hidden>{}</p>",
        "<p style='display:none'>{}</p>",
        "<p style='color: red; DISPLAY : none !important'>{}</p>",
        "<p style='visibility:hidden'>{}</p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<script>'{}'</script>",
        "<style>/* {} */</style>",
        "<!-- {} -->",
        "<p title='{}'>x</p>",
        "<textarea hidden>{}</textarea>",
        "<svg><title>{}</title></svg>",
        "<details hidden><p>{}</p></details>",
        "<div style='display:none'><div><p>{}</p></div></div>",
    ],
)
def test_a_copy_that_nobody_sees_does_not_keep_a_quote_alive(hiding: str) -> None:
    page = f"<p>Пором ходить кожні двадцять хвилин.</p>{hiding.format(QUOTE)}"
    assert state_in(page) is CitationState.GONE
