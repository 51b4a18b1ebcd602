"""Telegram's public preview: a post's own words, and what their absence means."""

import pytest

from tracker.engine.extract import extract
from tracker.engine.types import Text

POST = "https://t.me/harbourpress/42"
CHANNEL = "https://t.me/s/harbourpress"


def bubble(inner: str, *, number: int = 42, meta: str = "", views: str = "1.2K") -> str:
    """A post as the preview shows it."""
    return (
        f'<div class="tgme_widget_message js-widget_message" data-post="harbourpress/'
        f'{number}"><div class="tgme_widget_message_bubble">'
        '<a class="tgme_widget_message_owner_name"><span>Harbour press</span></a>'
        f"{inner}"
        '<div class="tgme_widget_message_reactions"><span>🔥 17</span></div>'
        '<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info">'
        f'<span class="tgme_widget_message_views">{views}</span>'
        f'<span class="tgme_widget_message_meta">{meta}'
        '<a class="tgme_widget_message_date"><time datetime="2025-04-08T09:30:00Z">'
        "09:30</time></a></span></div></div></div></div>"
    )


def words(text: str) -> str:
    return (
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
    )


def read(*bubbles: str, url: str = POST) -> Text:
    page = f"<html><body>{''.join(bubbles)}</body></html>"
    return extract(page.encode(), url=url, content_type="text/html; charset=utf-8")


REPLY = (
    '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text'
    ' js-message_reply_text">What was asked</div></a>'
)
FORWARDED = (
    '<div class="tgme_widget_message_forwarded_from">Forwarded from <a>Ferry desk</a>'
    "</div>"
)
LINK = (
    '<a class="tgme_widget_message_link_preview"><div class="link_preview_title">'
    "Another page</div></a>"
)
POLL = (
    '<div class="tgme_widget_message_poll">'
    '<div class="tgme_widget_message_poll_question">Is it open?</div>'
    '<div class="tgme_widget_message_poll_type">Quiz</div>'
    '<div class="tgme_widget_message_poll_option">'
    '<div class="tgme_widget_message_poll_option_percent">61%</div>'
    '<div class="tgme_widget_message_poll_option_text">Yes</div></div></div>'
)
VIDEO = (
    '<a class="tgme_widget_message_video_player">'
    '<div class="message_media_not_supported_wrap">'
    '<div class="message_media_not_supported_label">Media is too big</div></div></a>'
)
ONLY_IN_APP = (
    '<div class="message_media_not_supported_wrap"><div class="message_media_not'
    '_supported_label">Please open Telegram to view this post</div></div>'
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            words("Міст <b>відкрито</b>.<br>Пором ходить."),
            "Міст відкрито.\nПором ходить.",
        ),
        (REPLY + words("It is open."), "It is open."),
        (FORWARDED + words("It is open."), "It is open."),
        (words("It is open.") + LINK, "It is open."),
        (words(words("It is open.")), "It is open."),
        (VIDEO + words("It is open."), "It is open."),
        (words("word " * 2000), ("word " * 2000).strip()),
        (POLL, "Is it open?\nYes"),
        (VIDEO, ""),
    ],
)
def test_a_post_gives_its_own_words(inner: str, expected: str) -> None:
    found = read(bubble(inner))
    assert found.article == expected
    assert (found.signals.deleted, found.signals.closed) == (False, False)


def test_counters_do_not_change_a_text() -> None:
    once = read(bubble(words("It is open.") + POLL, views="9"))
    later = read(bubble(words("It is open.") + POLL.replace("61", "44"), views="3.1M"))
    assert once == later


def test_an_edited_post_says_so() -> None:
    assert read(bubble(words("x"), meta="edited &nbsp;")).signals.edited
    assert not read(bubble(words("x edited"), meta="Ada Lovelace, ")).signals.edited


def test_a_channel_gives_all_its_posts_in_order() -> None:
    posts = [bubble(words(f"Post {number}"), number=number) for number in (1, 2, 3)]
    found = read(*posts, url=CHANNEL)
    assert found.article == "Post 1\nPost 2\nPost 3"
    assert found.published is None


ERROR = '<div class="tgme_widget_message_error">{}</div>'


@pytest.mark.parametrize(
    ("page", "deleted"),
    [
        (ERROR.format("Post not found"), True),
        (ERROR.format("Channel with username <b>@harbourpress</b> not found"), True),
        (bubble(words("Another post"), number=41), True),
        (ERROR.format("This channel can't be displayed on your device"), False),
        (bubble(ONLY_IN_APP), False),
        ("<div class=tgme_page><a class=tgme_action_button_new>View</a></div>", False),
        ("", False),
    ],
)
def test_a_deleted_post_is_told_from_one_that_is_not_shown(
    page: str, deleted: bool
) -> None:
    signals = read(page).signals
    assert (signals.deleted, signals.closed) == (deleted, not deleted)


def test_a_channel_without_posts_is_neither() -> None:
    empty = '<div class="tme_no_messages_found">No posts found</div>'
    signals = read(empty, url=CHANNEL).signals
    assert (signals.deleted, signals.closed) == (False, False)
    assert read(empty).signals.deleted
