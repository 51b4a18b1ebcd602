"""The stories as pages of a site: what an outlet's own machine changes on them without
an edit, and what an editor changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tests.bench.stories import Story

ARTICLE = """<article class="{skin}"><h1>{title}</h1>
<p class="meta">{updated}</p>{lead}
{body}
</article>"""

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>{title}</title><meta name="csrf-token" content="{token}">
<script>var seen = "{token}";</script></head><body class="{skin}">
<div class="cookies">{cookies}</div>
<nav><ul>{menu}</ul></nav>
<main>{article}</main>
<aside><h2>{aside}</h2><ul>{teasers}</ul><p class="ad">{ad}</p></aside>
<footer><form action="/search?s={token}"><input name="q" value=""></form>
<p>&copy; {year} Harbour Post</p><p>{views}</p></footer></body></html>"""

_MENU = ("Home", "News", "Sport", "Weather")
_TEASERS = ("Mayor opens the market", "Ferry lowers its fares", "Choir wins a prize")


@dataclass(frozen=True, slots=True)
class Site:
    """What stands around a story; `turn` is 0 at the first capture, 1 at the second."""

    language: str
    story: Story
    turn: int = 0
    skin: str = "layout"
    token: str = "4f1c"
    cookies: str = ""
    menu: tuple[str, ...] = _MENU
    teasers: tuple[str, ...] = _TEASERS
    ad: str = "Buy a boat"
    views: str = ""
    updated: str = ""
    lead: str = ""
    between: str = ""
    after: str = ""
    wrap: str = "{}"

    def page(self) -> str:
        story = self.story
        first, *others = (f"<p>{self.wrap.format(one)}</p>" for one in story.paragraphs)
        article = ARTICLE.format(
            skin=self.skin,
            title=story.title,
            updated=self.updated,
            lead=self.lead,
            body="\n".join([first, self.between, *others, self.after]),
        )
        return PAGE.format(
            language=self.language,
            title=story.title,
            token=self.token,
            skin=self.skin,
            cookies=self.cookies,
            menu="".join(f"<li><a href=/{one}>{one}</a></li>" for one in self.menu),
            article=article,
            aside="Most read",
            teasers="".join(f"<li><a href=/>{one}</a></li>" for one in self.teasers),
            ad=self.ad,
            year=2025 + self.turn,
            views=self.views,
        )


Churn = Callable[[Site], Site]


def churns(story: Story) -> Mapping[str, tuple[Churn, Churn]]:
    """What a site's machine does, by name: the site at one capture and at the next."""

    def both(**pairs: tuple[object, object]) -> tuple[Churn, Churn]:
        def at(turn: int) -> Churn:
            fields = {name: pair[turn] for name, pair in pairs.items()}
            return lambda site: replace(site, **fields)  # type: ignore[arg-type]

        return at(0), at(1)

    ago = tuple(f"<p>{one}</p>" for one in story.ago)
    views = tuple(f"<p>{one}</p>" for one in story.views)
    also = tuple(f"<p>{one}</p>" for one in story.also)
    return {
        "advertising": both(ad=("Buy a boat", "Sell a boat, now for less than ever")),
        "a relative time": both(lead=(ago[0], ago[1])),
        "a counter": both(lead=(views[0], views[1])),
        "a counter below": both(after=(views[0], views[1])),
        "the date of the update": both(updated=story.updated),
        "the menu": both(menu=(_MENU, (*_MENU, "Elections"))),
        "the teasers": both(teasers=(_TEASERS, ("Old lighthouse is painted", *_MENU))),
        "the teasers' order": both(teasers=(_TEASERS, _TEASERS[::-1])),
        "a teaser in the text": both(between=(also[0], also[1])),
        "a teaser that came": both(between=("", also[1])),
        "tokens": both(token=("4f1c", "99ab")),
        "class names": both(skin=("layout", "css-1x8k2 theme-b")),
        "the cookie banner": both(cookies=("", "We use cookies. Accept all?")),
        "marks within": both(wrap=("{}", "<span class=z>{}</span>")),
        "the year of the footer": both(turn=(0, 1)),
    }


def spaced(page: str) -> str:
    """Other white space: other line breaks, hard blanks, soft hyphens."""
    return page.replace("</p>", " \u200b</p>\n\n").replace(". ", ".\u00a0")


def typeset(page: str) -> str:
    """Other quotation marks and dashes."""
    for old, new in (('"We', "\u201cWe"), ("«", "\u201c"), ("»", "\u201d"), ("—", "-")):
        page = page.replace(old, new)
    return page.replace("'", "\u2019")


def edited(story: Story, kind: str) -> Story:
    """The story after an editor's change; `kind` is one of its edits or of these."""
    first, second, third = story.paragraphs
    if kind == "paragraph added":
        return replace(story, paragraphs=(first, second, story.added, third))
    if kind == "paragraph removed":
        return replace(story, paragraphs=(first, second))
    if kind == "correction":
        return replace(story, paragraphs=(story.notice, first, second, third))
    was, now = story.edits[kind]
    return replace(
        story,
        title=story.title.replace(was, now),
        paragraphs=tuple(one.replace(was, now) for one in story.paragraphs),
    )


ANYWHERE = ("paragraph added", "paragraph removed", "correction")
"""The edits that every story has."""
