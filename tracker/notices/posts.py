"""What a webhook is sent, in the shape that its receiver understands. Pure.

A post is kept in the outbox as plain values and shaped when it is sent, so that one
that waits is right for what the webhook is by then.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tracker.engine.types import Headers, Request
from tracker.notices.news import News, in_language
from tracker.notices.plain import for_mattermost, for_slack, one_line
from tracker.rules.vocabulary import NoticeKind, WebhookKind
from tracker.rules.wording import label_of

MOST = 10
_MOST_PLAIN = 100
_TOOK = "X-On-Record-"

Payload = dict[str, Any]


def payload(news: Iterable[News], *, site: str) -> Payload:
    """What happened, as plain values, and how much more there was."""
    told = list(news)
    lines = [
        {
            "kind": one.kind.value,
            "what": one_line(in_language(one.what, "en")),
            "about": one_line(in_language(one.about, "en")),
            "url": f"{site}{one.path}",
            "at": one.at.isoformat(),
        }
        for one in told[:_MOST_PLAIN]
    ]
    return {"notices": lines, "count": len(told)}


def sample(*, site: str, at: datetime) -> Payload:
    """What a test sends."""
    line = {
        "kind": "test",
        "what": "This is a test of the webhook",
        "about": "Nothing happened; somebody of the desk pressed “Send a test”.",
        "url": f"{site}/admin/webhooks/",
        "at": at.isoformat(),
    }
    return {"notices": [line], "count": 1}


def request(
    said: Payload,
    *,
    kind: WebhookKind,
    address: str,
    secret: str,
    key: str,
    now: datetime,
) -> Request:
    """The post of a payload to a webhook."""
    shape = {WebhookKind.SLACK: slack, WebhookKind.MATTERMOST: mattermost}
    shaped = shape[kind](said) if kind in shape else {"id": name_of(key), **said}
    body = json.dumps(shaped, ensure_ascii=False).encode("utf-8", "replace")
    headers: Headers = (
        ("Content-Type", "application/json; charset=utf-8"),
        (f"{_TOOK}Delivery", name_of(key)),
    )
    if kind is WebhookKind.JSON:
        headers += sign(body, secret=secret, now=now)
    return Request(address, accept="*/*", content=body, headers=headers)


def name_of(key: str) -> str:
    """The same for the same message, whoever sends it and how often."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def sign(body: bytes, *, secret: str, now: datetime) -> Headers:
    """The moment, and the HMAC-SHA256 of the moment, a full stop and the body."""
    moment = str(int(now.timestamp()))
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return (
        (f"{_TOOK}Timestamp", moment),
        (f"{_TOOK}Signature", f"sha256={signed.hexdigest()}"),
    )


def slack(said: Payload) -> Payload:
    """Slack's shape: a text for notifications, and a block for each notice."""
    lines = [_slack_line(line) for line in _shown(said)]
    blocks: list[Payload] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": line}} for line in lines
    ]
    if more := _more(said):
        context = [{"type": "plain_text", "text": more, "emoji": False}]
        blocks.append({"type": "context", "elements": context})
    return {
        "text": for_slack(_heading(said)),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def mattermost(said: Payload) -> Payload:
    """Mattermost's shape: a text, and an attachment for each notice."""
    attachments = [
        {
            "fallback": for_mattermost(_title(line)),
            "title": for_mattermost(_title(line)),
            "title_link": line["url"],
            "text": for_mattermost(line["about"]),
        }
        for line in _shown(said)
    ]
    heading = for_mattermost(_heading(said))
    more = _more(said)
    return {
        "text": f"{heading}\n{for_mattermost(more)}" if more else heading,
        "attachments": attachments,
    }


def _slack_line(line: Mapping[str, str]) -> str:
    title = f"*<{line['url']}|{for_slack(_title(line))}>*"
    return f"{title}\n{for_slack(line['about'])}" if line["about"] else title


def _title(line: Mapping[str, str]) -> str:
    if line["kind"] not in set(NoticeKind):
        return line["what"]
    return f"{label_of(NoticeKind(line['kind']))}: {line['what']}"


def _heading(said: Payload) -> str:
    """One line that says what there is, for a notification."""
    first = _title(said["notices"][0])
    about = said["notices"][0]["about"]
    line = one_line(f"On Record: {first}. {about}", most=200)
    return line if said["count"] == 1 else f"On Record: {said['count']} notices"


def _shown(said: Payload) -> list[dict[str, str]]:
    shown: list[dict[str, str]] = said["notices"][:MOST]
    return shown


def _more(said: Payload) -> str:
    more = said["count"] - MOST
    return f"and {more} more, on the desk" if more > 0 else ""
