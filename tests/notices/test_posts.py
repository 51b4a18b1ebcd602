"""What a webhook is sent: in its receiver's shape, signed, and harmless."""

import hashlib
import hmac
import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import day
from tracker.notices import posts
from tracker.notices.news import News
from tracker.notices.plain import for_mattermost, for_slack, one_line
from tracker.rules.vocabulary import NoticeKind, WebhookKind

SITE = "https://desk.example"
NASTY = "<!here> @channel [x](http://evil.example) & <b>*bold*</b>"


def news(about: str = "It is so.", number: int = 1) -> News:
    return News(
        kind=NoticeKind.URGENT_FINDING,
        key=f"urgent_finding:{number}",
        at=day(8),
        path=f"/admin/tracker/reviewitem/{number}/change/",
        what={"en": "Words altered"},
        about={"en": about},
    )


def shaped(kind: WebhookKind, *told: News) -> dict[str, object]:
    said = posts.payload(told or [news()], site=SITE)
    sent = posts.request(
        said, kind=kind, address="https://x.example/", secret="s" * 16, key="k",
        now=day(8),
    )  # fmt: skip
    assert sent.content is not None
    found: dict[str, object] = json.loads(sent.content)
    return found


def test_slack_gets_a_text_and_a_block_for_each_notice() -> None:
    found = shaped(WebhookKind.SLACK)

    assert found["text"] == "On Record: Urgent finding: Words altered. It is so."
    assert found["blocks"] == [
        {
            "type": "section",
            "text": {
                "type": "mrkdwn",
                "text": (
                    "*<https://desk.example/admin/tracker/reviewitem/1/change/"
                    "|Urgent finding: Words altered>*\nIt is so."
                ),
            },
        }
    ]


def test_mattermost_gets_a_text_and_an_attachment_for_each_notice() -> None:
    found = shaped(WebhookKind.MATTERMOST)

    assert found["attachments"] == [
        {
            "fallback": "Urgent finding\\: Words altered",
            "title": "Urgent finding\\: Words altered",
            "title_link": f"{SITE}/admin/tracker/reviewitem/1/change/",
            "text": "It is so\\.",
        }
    ]


def test_many_are_one_post_that_says_how_many_more_there_are() -> None:
    found = shaped(WebhookKind.SLACK, *(news(number=each) for each in range(25)))

    assert found["text"] == "On Record: 25 notices"
    assert "and 15 more, on the desk" in json.dumps(found["blocks"])


def test_plain_json_is_signed_with_its_moment() -> None:
    said = posts.payload([news()], site=SITE)
    sent = posts.request(
        said, kind=WebhookKind.JSON, address="https://x.example/", secret="s" * 16,
        key="k", now=day(8),
    )  # fmt: skip

    headers = dict(sent.headers)
    assert sent.content is not None
    signed = headers["X-On-Record-Timestamp"].encode() + b"." + sent.content
    expected = hmac.new(b"s" * 16, signed, hashlib.sha256).hexdigest()
    assert headers["X-On-Record-Signature"] == f"sha256={expected}"
    assert headers["X-On-Record-Delivery"] == json.loads(sent.content)["id"]


@pytest.mark.parametrize("kind", list(WebhookKind))
def test_no_receiver_is_shown_a_mention_or_a_foreign_link(kind: WebhookKind) -> None:
    found = json.dumps(shaped(kind, news(NASTY)), ensure_ascii=False)

    if kind is not WebhookKind.JSON:
        assert "<!here>" not in found
        assert "@channel" not in found
    if kind is WebhookKind.MATTERMOST:
        assert "](http" not in found


@given(st.text())
def test_nothing_foreign_opens_a_tag_in_slack(text: str) -> None:
    shown = for_slack(text)

    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)|@(?!\u200b)", shown)
    assert html.unescape(shown).replace("\u200b", "") == html.unescape(
        html.escape(text, quote=False)
    ).replace("\u200b", "")


@given(st.text())
def test_nothing_foreign_is_markup_or_a_mention_in_mattermost(text: str) -> None:
    shown = for_mattermost(text)

    bare = re.sub(r"\\[\\`*_{}\[\]()#+\-.!|~<>:&]", "", shown)
    assert not re.search(r"[\\`*_{}\[\]()#|~<>]|@(?!\u200b)", bare)


@given(st.text(max_size=2000))
def test_one_line_is_one_line_that_everybody_sees(text: str) -> None:
    line = one_line(text, most=100)

    assert len(line) <= 100
    assert line.splitlines() in ([], [line])
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
