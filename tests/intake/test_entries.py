"""The single statements that are read from a channel."""

from datetime import UTC, datetime

from tracker.intake.entries import Entry, entries
from tracker.rules.vocabulary import WatchKind

PAGE = "https://ministry.example/statements/"

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Statements</title>
<item><title>On the bridge</title><link>https://ministry.example/s/1</link>
<guid>s-1</guid><pubDate>Wed, 09 Apr 2025 08:30:00 +0000</pubDate>
<description>&lt;p&gt;The bridge &lt;b&gt;is open&lt;/b&gt;
again.&lt;/p&gt;</description>
</item><item><title>Without a date</title><link>/s/2</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Statements</title>
<entry><id>tag:1</id><title>On the bridge</title>
<link rel="edit" href="https://ministry.example/edit/1"/>
<link href="https://ministry.example/s/1"/>
<published>2025-04-09T08:30:00Z</published><summary>The bridge is open.</summary>
</entry></feed>"""

CHANNEL = """<div class="tgme_widget_message" data-post="office/12">
<div class="js-message_text">The bridge is open.<br>Drive.</div>
<a class="tgme_widget_message_date"><time datetime="2025-04-09T08:30Z"></time></a>
</div>"""

LINKS = """<nav><a href=/about>About this whole ministry</a></nav><main><ul>
<li><a href=/s/1#top>The bridge is open</a><p>It opened at noon.</p>
<time datetime=2025-04-09T08:30:00Z>9 April</time></li>
<li><a href=/s/2>More</a></li></ul></main>"""

MOMENT = datetime(2025, 4, 9, 8, 30, tzinfo=UTC)


def read(
    kind: WatchKind, body: str, *, content_type: str = "text/html", article: str = ""
) -> list[Entry]:
    return entries(
        kind, body.encode(), url=PAGE, content_type=content_type, article=article
    )


def test_feed_is_read_item_by_item() -> None:
    first, second = read(WatchKind.FEED, RSS, content_type="application/rss+xml")

    assert first == Entry(
        key="s-1",
        url="https://ministry.example/s/1",
        title="On the bridge",
        text="The bridge is open again.",
        published=MOMENT,
    )
    assert (second.key, second.url) == ("/s/2", "https://ministry.example/s/2")
    assert second.published is None


def test_atom_entry_is_led_to_by_its_alternate_link() -> None:
    (entry,) = read(WatchKind.FEED, ATOM, content_type="application/atom+xml")

    assert (entry.key, entry.url) == ("tag:1", "https://ministry.example/s/1")
    assert entry.published == MOMENT


def test_channel_is_read_post_by_post() -> None:
    (entry,) = read(WatchKind.TELEGRAM, CHANNEL)

    assert entry.key == "office/12"
    assert entry.text == "The bridge is open.\nDrive."
    assert entry.published == MOMENT


def test_page_of_links_is_read_without_its_menu() -> None:
    (entry,) = read(WatchKind.LINKS, LINKS)

    assert entry.url == entry.key == "https://ministry.example/s/1"
    assert entry.title == "The bridge is open"
    assert "opened at noon" in entry.text
    assert entry.published == MOMENT


def test_page_is_read_paragraph_by_paragraph() -> None:
    article = (
        "Statements\nThe bridge is open to all again.\nThe road is closed for now."
    )

    found = read(WatchKind.PAGE, "", article=article)

    assert [entry.text for entry in found] == article.splitlines()[1:]
    assert found[0].key != found[1].key


def test_paragraph_keeps_its_key_when_only_its_marks_change() -> None:
    plain = read(WatchKind.PAGE, "", article='He said "no" to all of them again')
    curly = read(WatchKind.PAGE, "", article="He said “no” to all  of them again")

    assert plain[0].key == curly[0].key


def test_broken_feed_has_no_entries() -> None:
    assert read(WatchKind.FEED, "no feed at all") == []
    assert read(WatchKind.FEED, "") == []


def test_same_entry_twice_on_a_channel_is_one() -> None:
    assert len(read(WatchKind.TELEGRAM, CHANNEL * 2)) == 1


def test_feed_is_read_in_the_letters_that_it_declares() -> None:
    xml = (
        '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item>'
        "<guid>1</guid><title>Заява про міст</title></item></channel></rss>"
    )

    (entry,) = entries(
        WatchKind.FEED,
        xml.encode("windows-1251"),
        url=PAGE,
        content_type="application/rss+xml",
        article="",
    )

    assert entry.title == "Заява про міст"
