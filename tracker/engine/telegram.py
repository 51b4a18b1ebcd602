"""Telegram's public preview: a post or a channel page, without its counters.

A post that was deleted is told from a channel that shows no preview: the first is a
finding about the post, the second says nothing about it.
"""

import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.engine.htmltext import attribute_of, block_text, moment_of
from tracker.engine.types import Signals, Text
from tracker.engine.whole import whole_text

_HOSTS = frozenset({"t.me", "telegram.me", "www.t.me", "telegram.dog"})
_POST = re.compile(
    r"^https?://(?P<host>[^/]+)/(?:s/)?(?P<channel>[A-Za-z]\w+)/(?P<number>\d+)\b"
)
_MESSAGE = ".tgme_widget_message"
_WORDS = ".tgme_widget_message_text"
_POLL = ".tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text"
_ERROR = ".tgme_widget_message_error"
_EMPTY = ".tme_no_messages_found"
_EDITED = "edited"
_NOT_FOUND = "not found"
_NOTES = "[class*=message_media_not_supported], [class*=message_unsupported]"
_WITHHELD = re.compile(
    r"can(?:'|’|no)t be displayed|open telegram to view", re.IGNORECASE
)


def is_preview(html: str, host: str) -> bool:
    """Whether a page is Telegram's own, by its host or by its marks."""
    return host in _HOSTS or 'class="tgme_widget_message' in html


def post_address(url: str) -> str:
    """The address that shows one post alone, for the address of a post.

    Other addresses come back as they are.
    """
    found = _POST.match(url)
    if not found or found["host"].lower() not in _HOSTS:
        return url
    return f"https://t.me/{found['channel']}/{found['number']}?embed=1&mode=tme"


def telegram_text(html: str, *, url: str, extractor: str) -> Text:
    """The words of the post that the address names, or of all posts on the page."""
    tree = LexborHTMLParser(html)
    posts = _wanted(tree, url)
    if not posts:
        return _nothing(tree, url, extractor)
    articles = [text for post in posts if (text := _words(post))]
    moments = [moment for post in posts if (moment := _moment(post))]
    if not articles and any(_is_withheld(post) for post in posts):
        return _without_words(tree, extractor, closed=True)
    return whole_text(
        "\n".join(articles),
        title=_title(tree),
        kind="telegram",
        extractor=extractor,
        published=moments[0] if len(posts) == 1 and moments else None,
        edited=any(_was_edited(post) for post in posts),
    )


def _wanted(tree: LexborHTMLParser, url: str) -> list[LexborNode]:
    posts = [post for post in tree.css(_MESSAGE) if attribute_of(post, "data-post")]
    found = _POST.match(url)
    if not found:
        return posts
    wanted = f"{found['channel']}/{found['number']}".lower()
    return [post for post in posts if attribute_of(post, "data-post").lower() == wanted]


def _is_deleted(tree: LexborHTMLParser) -> bool:
    """If Telegram says so, or if only its neighbours are there.

    Other refusals ("can't be displayed") say nothing about the post.
    """
    error = tree.css_first(_ERROR)
    if error is not None:
        return _NOT_FOUND in error.text(deep=True).lower()
    return tree.css_first(_MESSAGE) is not None


def _is_withheld(post: LexborNode) -> bool:
    """Whether a post is there, but its words are shown to users of the app alone."""
    notes = (node.text(deep=True) for node in post.css(_NOTES))
    return any(_WITHHELD.search(note) for note in notes)


def _nothing(tree: LexborHTMLParser, url: str, extractor: str) -> Text:
    """No post: it was deleted, or is not shown, or the channel has none."""
    if tree.css_first(_EMPTY) is not None:
        return _without_words(tree, extractor, deleted=bool(_POST.match(url)))
    deleted = _is_deleted(tree)
    return _without_words(tree, extractor, deleted=deleted, closed=not deleted)


def _without_words(
    tree: LexborHTMLParser,
    extractor: str,
    *,
    deleted: bool = False,
    closed: bool = False,
) -> Text:
    signals = Signals(kind="telegram", deleted=deleted, closed=closed)
    return Text(_title(tree)[:500], "", "", None, "", extractor, signals)


def _words(post: LexborNode) -> str:
    # A reply carries the words that it answers too; its own come in the outer element.
    nodes = [node for node in post.css(_WORDS) if not _is_inside_text(node)]
    own = [block_text(node) for node in nodes]
    own += [block_text(node) for node in post.css(_POLL)]
    return "\n".join(text for text in own if text)


def _is_inside_text(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        classes = attribute_of(above, "class").split()
        if _WORDS[1:] in classes or "tgme_widget_message_reply" in classes:
            return True
        above = above.parent
    return False


def _moment(post: LexborNode) -> datetime | None:
    node = post.css_first(".tgme_widget_message_date time[datetime]")
    return moment_of(attribute_of(node, "datetime"))


def _was_edited(post: LexborNode) -> bool:
    meta = post.css_first(".tgme_widget_message_meta")
    return meta is not None and _EDITED in meta.text(deep=True).lower()


def _title(tree: LexborHTMLParser) -> str:
    for selector in (
        ".tgme_channel_info_header_title",
        ".tgme_widget_message_owner_name",
    ):
        node = tree.css_first(selector)
        if node is not None:
            return " ".join(node.text(deep=True).split())
    return attribute_of(tree.css_first("meta[property='og:title']"), "content")
