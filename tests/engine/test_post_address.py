"""Only a post of Telegram is asked for by the address that shows it alone."""

import pytest

from tracker.engine.telegram import post_address

ALONE = "https://t.me/demo_channel/12?embed=1&mode=tme"


@pytest.mark.parametrize(
    "url", ["https://t.me/demo_channel/12", "http://telegram.me/s/demo_channel/12?q=1"]
)
def test_a_post_is_asked_for_alone(url: str) -> None:
    assert post_address(url) == ALONE


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/article/12345",
        "https://t.me/s/demo_channel",
        "http://127.0.0.1:8007/demo_channel/12",
    ],
)
def test_any_other_address_is_asked_for_as_it_is(url: str) -> None:
    assert post_address(url) == url
