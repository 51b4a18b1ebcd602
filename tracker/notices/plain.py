"""Foreign words made fit for one line of a letter or of a chat. Pure."""

import re
import unicodedata

# Controls, and marks that turn the direction of what follows.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_KEPT = frozenset("\u200c\u200d")  # they join letters in Persian and Hindi


def one_line(text: str, *, most: int = 300) -> str:
    """The words in one line without anything that is not seen; cut after so many
    characters."""
    seen = "".join(
        letter
        if letter in _KEPT or unicodedata.category(letter) not in _UNSEEN
        else " "
        for letter in text[: most * 4]
    )
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def for_slack(text: str) -> str:
    """Words that Slack shows as they are: no link, no mention, no channel."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _harmless_at(escaped)


def for_mattermost(text: str) -> str:
    """Words that Mattermost shows as they are: its Markdown is escaped, and nobody is
    called by an @."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+\-.!|~<>:&])", r"\\\1", text)
    return _harmless_at(escaped)


def _harmless_at(text: str) -> str:
    """A space without width after each @, so that it calls nobody."""
    return re.sub("([@\uff20\ufe6b])", "\\1\u200b", text)
