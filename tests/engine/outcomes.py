"""Answers of a site, one and more for each outcome of a check, and what each is."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.engine.looking import QUOTE
from tests.engine.pages import page as saved
from tracker.rules.vocabulary import CheckOutcome as Out

SENTENCES = (
    "The harbour office of Eastmouth published its report on the winter repairs today.",
    QUOTE,
    "Members of the council will discuss the findings on Thursday evening in public.",
    "The ferry to the islands leaves from the old quay for as long as the works last.",
    "Three cranes were brought up the river before the ice closed the upper channel.",
    "Fishermen had complained that the northern basin was too shallow for their boats.",
    "A diver inspected the foundations of the lighthouse road and found no new cracks.",
    "The works cost less than was planned, because steel was bought early in the year.",
    "The mayor thanked the engineers who had spent the winter in a hut on the pier.",
    "From June on the market will be held again between the two warehouses.",
)
OTHERS = (
    "Visitors of the boat show may bring children under twelve without a ticket.",
    "Lemonade and smoked eel are sold at eleven stands beside the old customs house.",
    "An orchestra from the hills plays waltzes every night until the lamps go out.",
    "Whoever guesses the weight of the anchor wins a week in a cabin by the sea.",
    "Bus number nine runs twice an hour from the railway station to the meadow.",
    "Dogs must be kept on a lead, and kites may be flown only from the dunes.",
)
FOREIGN = (
    "Сьогодні на ринку продають яблука, груші та мед із навколишніх сіл.",
    "Увечері на площі грає оркестр, а діти запускають повітряних зміїв.",
    "Квитки на виставу можна придбати в касі біля старого млина.",
)


def html(
    *paragraphs: str, title: str = "Harbour report", head: str = "", lang: str = "en"
) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8>"
        f"<title>{title}</title>{head}</head><body><main><article>"
        f"<h1>{title}</h1>{body}</article></main></body></html>"
    )


ARTICLE = html(*SENTENCES)
TEASER = html(SENTENCES[0], SENTENCES[2])
FREE_NOT = (
    '<script type="application/ld+json">{"@type": "NewsArticle",'
    ' "isAccessibleForFree": false, "hasPart": {"@type": "WebPageElement",'
    ' "isAccessibleForFree": "False", "cssSelector": ".paid"}}</script>'
)
CANONICAL = '<link rel=canonical href="/{}">'


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer: a whole one, `raw` bytes, or none at all (`silent`)."""

    body: str | bytes = ""
    status: str = "200 OK"
    headers: str = ""
    raw: bytes | None = None
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Case:
    """What `/report` says at the look, what else the site says, and what that is.

    `before` is what it said at the look before; None where there was none. `address`
    is asked in place of `/report`, with the site's port in place of `{port}` and
    in place of `{plain}` that of a server which knows no TLS.
    """

    outcome: Out
    reason: str = ""
    says: Said = field(default_factory=Said)
    before: str | None = ARTICLE
    also: Mapping[str, Said] = field(default_factory=dict)
    address: str = "http://127.0.0.1:{port}/news/report"


def page(body: str | bytes, status: str = "200 OK", headers: str = "") -> Said:
    return Said(body=body, status=status, headers=headers)


def leads(to: str, status: str = "302 Found") -> Said:
    return Said(status=status, headers=f"Location: {to}\r\n")


FOR_GOOD = "301 Moved Permanently"
PLACE = "/archive/report"
NOTICE = html("Please try the address again, or begin at the front page.", title="{}")


def notice(title: str) -> Said:
    return page(NOTICE.replace("{}", title))


CASES: dict[str, Case] = {
    # Nothing was sent, or nothing came back
    "an address inside": Case(
        outcome=Out.REFUSED_SSRF, before=None, address="http://127.0.0.1:9/inside"
    ),
    "an address that leads inside": Case(
        outcome=Out.REFUSED_SSRF, says=leads("http://169.254.169.254/latest/")
    ),
    "another scheme behind a redirect": Case(
        outcome=Out.REFUSED_SSRF, says=leads("ftp://127.0.0.1/file")
    ),
    "robots.txt forbids": Case(
        outcome=Out.ROBOTS_DISALLOWED,
        before=None,
        also={"/robots.txt": Said(body="User-agent: *\nDisallow: /news/\n")},
    ),
    "robots.txt fails": Case(
        outcome=Out.ROBOTS_DISALLOWED,
        before=None,
        also={"/robots.txt": Said(status="503 Service Unavailable")},
    ),
    "no such host": Case(
        outcome=Out.DNS_NXDOMAIN, before=None, address="http://no-such.example/a"
    ),
    "a name server that fails": Case(
        outcome=Out.DNS_ERROR, before=None, address="http://unsure.example/a"
    ),
    "a port where nobody listens": Case(
        outcome=Out.CONNECT_ERROR, before=None, address="http://127.0.0.1:1/a"
    ),
    "no TLS where it was asked for": Case(
        outcome=Out.TLS_ERROR, before=None, address="https://127.0.0.1:{plain}/a"
    ),
    "silence": Case(outcome=Out.TIMEOUT, says=Said(silent=True)),
    "the site gave up": Case(outcome=Out.TIMEOUT, says=page("", "408 Request Timeout")),
    "no HTTP": Case(outcome=Out.PROTOCOL_ERROR, says=Said(raw=b"SSH-2.0-sea\r\n")),
    "a part of a page": Case(
        outcome=Out.PROTOCOL_ERROR, says=page(ARTICLE, "206 Partial Content")
    ),
    "unchanged since never": Case(
        outcome=Out.PROTOCOL_ERROR,
        before=None,
        says=Said(status="304 Not Modified"),
    ),
    "a redirect to itself": Case(
        outcome=Out.TOO_MANY_REDIRECTS, says=leads("/news/report")
    ),
    # The site keeps the page from us
    "429": Case(
        outcome=Out.RATE_LIMITED, says=page("slow down", "429 Too Many Requests")
    ),
    "503 with a time": Case(
        outcome=Out.RATE_LIMITED,
        says=page("", "503 Service Unavailable", "Retry-After: 90\r\n"),
    ),
    "403 with a time": Case(
        outcome=Out.RATE_LIMITED,
        says=page("", "403 Forbidden", "Retry-After: 90\r\n"),
    ),
    "a challenge by its header": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page(ARTICLE, headers="cf-mitigated: challenge\r\n"),
    ),
    "a challenge by its title": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=notice("Just a moment..."),
    ),
    "a challenge in another language": Case(
        outcome=Out.BLOCKED, reason="challenge", says=notice("Один момент…")
    ),
    "a challenge with status 503": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page(
            "<title>x</title><script>window._cf_chl_opt={}</script>",
            "503 Service Unavailable",
        ),
    ),
    "a firewall's 202": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page("", "202 Accepted", "x-amzn-waf-action: challenge\r\n"),
    ),
    "DataDome": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page(
            "<script src='https://geo.captcha-delivery.com/c.js'></script>",
            "403 Forbidden",
            "x-datadome: protected\r\n",
        ),
    ),
    "PerimeterX": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page("<div id=px-captcha></div>", "403 Forbidden"),
    ),
    "Incapsula": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        says=page(
            '<html><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW">'
            '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script></head></html>'
        ),
    ),
    "a shell for people with a captcha": Case(
        outcome=Out.BLOCKED,
        reason="challenge",
        before=None,
        says=page(
            "<head><meta name=robots content=noindex></head>"
            "<body>Hello<div class=h-captcha></div></body>"
        ),
    ),
    "Cloudflare 1020": Case(
        outcome=Out.BLOCKED,
        reason="forbidden",
        says=page("<body>error code: 1020</body>", "403 Forbidden"),
    ),
    "Cloudflare 1020 with status 200": Case(
        outcome=Out.BLOCKED,
        reason="forbidden",
        says=page("<body>error code: 1020</body>"),
    ),
    "403": Case(
        outcome=Out.BLOCKED, reason="forbidden", says=page("no", "403 Forbidden")
    ),
    "406": Case(
        outcome=Out.BLOCKED, reason="forbidden", says=page("", "406 Not Acceptable")
    ),
    "403 for our country": Case(
        outcome=Out.BLOCKED,
        reason="geo",
        says=page("This video is not available in your country.", "403 Forbidden"),
    ),
    "451 for our country": Case(
        outcome=Out.BLOCKED,
        reason="geo",
        says=page(
            "You are visiting from a country belonging to the European Economic Area.",
            "451 Unavailable For Legal Reasons",
        ),
    ),
    "200 for our country": Case(
        outcome=Out.BLOCKED,
        reason="geo",
        says=page(html("Материал недоступен в вашем регионе.", lang="ru")),
    ),
    "401": Case(outcome=Out.BLOCKED, reason="login", says=page("", "401 Unauthorized")),
    "led to a login": Case(
        outcome=Out.BLOCKED,
        reason="login",
        says=leads("/account/login?next=/news/report"),
        also={"/account/login?next=/news/report": notice("Welcome")},
    ),
    "a login in its place": Case(
        outcome=Out.BLOCKED,
        reason="login",
        says=page(
            html(
                "<form><input type='password'></form>", title="Log in to Harbour | Post"
            ).replace("'", '"')
        ),
    ),
    "led to a question about cookies": Case(
        outcome=Out.BLOCKED,
        reason="consent",
        says=leads("/cookie-consent/?to=1"),
        also={"/cookie-consent/?to=1": notice("Your choice")},
    ),
    "451": Case(
        outcome=Out.LEGAL_BLOCK,
        says=page("By order of a court.", "451 Unavailable For Legal Reasons"),
    ),
    # To be paid for
    "402": Case(outcome=Out.PAYWALLED, says=page("", "402 Payment Required")),
    "not free and shorter": Case(
        outcome=Out.PAYWALLED,
        says=page(html(SENTENCES[0], SENTENCES[2], head=FREE_NOT.replace("hasP", ""))),
    ),
    "not free and its part empty": Case(
        outcome=Out.PAYWALLED,
        before=None,
        says=page(
            html(*SENTENCES[:3], "<div class=paid> </div>", head=FREE_NOT),
        ),
    ),
    "asks for a subscription and is shorter": Case(
        outcome=Out.PAYWALLED,
        says=page(html(SENTENCES[0], "Subscribe to continue reading this story.")),
    ),
    # Not there
    "410": Case(outcome=Out.GONE, says=page("", "410 Gone")),
    "a post whose channel still answers": Case(
        outcome=Out.GONE, says=page(saved("post_deleted.html"))
    ),
    "404": Case(outcome=Out.NOT_FOUND, says=page("", "404 Not Found")),
    "404 with a captcha on it": Case(
        outcome=Out.NOT_FOUND,
        says=page(
            "<meta name=robots content=noindex><div class=g-recaptcha></div>nothing",
            "404 Not Found",
        ),
    ),
    "says so, and is another text": Case(
        outcome=Out.SOFT_404, says=page(html(*OTHERS, title="Page not found | Post"))
    ),
    "says so, never seen": Case(
        outcome=Out.SOFT_404, before=None, says=notice("Сторінку не знайдено")
    ),
    "led to the front page, another text": Case(
        outcome=Out.SOFT_404, says=leads("/"), also={"/": page(html(*OTHERS))}
    ),
    "led to a page of errors, another text": Case(
        outcome=Out.SOFT_404,
        says=leads("/errors/404.html"),
        also={"/errors/404.html": page(html(*OTHERS, title="Hm"))},
    ),
    "names the front page, another text": Case(
        outcome=Out.SOFT_404,
        says=page(html(*OTHERS, head=CANONICAL.format(""))),
    ),
    "says so, and names the front page": Case(
        outcome=Out.SOFT_404,
        says=page(html(*SENTENCES, title="404", head=CANONICAL.format(""))),
    ),
    "says in no known words what it says for all": Case(
        outcome=Out.SOFT_404,
        reason="answers as if",
        says=page(html(*FOREIGN * 4, title="Хто зна", lang="uk")),
        also={"/news/*": page(html(*FOREIGN * 4, title="Хто зна", lang="uk"))},
    ),
    "a domain for sale": Case(
        outcome=Out.DOMAIN_PARKED,
        says=page("<title>x</title><p>This domain is for sale. Make an offer.</p>"),
    ),
    "another domain in another language": Case(
        outcome=Out.DOMAIN_PARKED,
        says=leads("http://localhost:{port}/casino"),
        also={"/casino": page(html(*FOREIGN * 4, lang="uk"))},
    ),
    # The site is broken
    "500": Case(
        outcome=Out.SERVER_ERROR, says=page("oops", "500 Internal Server Error")
    ),
    "502 that shows the page": Case(
        outcome=Out.SERVER_ERROR, says=page(ARTICLE, "502 Bad Gateway")
    ),
    "being mended with status 200": Case(
        outcome=Out.SERVER_ERROR, says=notice("Under maintenance")
    ),
    # Not a text
    "a picture": Case(
        outcome=Out.UNSUPPORTED_TYPE,
        says=page(b"\x89PNG\r\n", headers="Content-Type: image/png\r\n"),
    ),
    "a page without end": Case(
        outcome=Out.TOO_LARGE, says=page(ARTICLE + "<p>more</p>" * 40_000)
    ),
    "broken gzip": Case(
        outcome=Out.DECODE_ERROR,
        says=page(
            gzip.compress(b"x" * 99)[:10] + b"\xff" * 20,
            headers="Content-Encoding: gzip\r\n",
        ),
    ),
    "broken JSON": Case(
        outcome=Out.DECODE_ERROR,
        says=page("{", headers="Content-Type: application/json\r\n"),
    ),
    "no byte": Case(outcome=Out.EXTRACT_EMPTY, says=page("")),
    "no text": Case(
        outcome=Out.EXTRACT_EMPTY, says=page("<html><body><p>Harbour</p></body></html>")
    ),
    "a stub": Case(
        outcome=Out.EXTRACT_EMPTY,
        before=None,
        says=page('<meta http-equiv=refresh content="0; url=/en/">One moment'),
    ),
    "a stub in script": Case(
        outcome=Out.EXTRACT_EMPTY,
        before=None,
        says=page("<script>window.location = '/en/news'</script>Go"),
    ),
    "made by script": Case(
        outcome=Out.JS_REQUIRED,
        says=page("<div id=root></div><script src=/main.js></script>"),
    ),
    "made by script, and says so": Case(
        outcome=Out.JS_REQUIRED,
        before=None,
        says=page("<p>Loading…</p><script src=/main.js></script>"),
    ),
    "built to hang a parser": Case(
        outcome=Out.EXTRACT_FAILED, says=page("<p " + "a=1 " * 70_000 + ">x</p>")
    ),
    # The page
    "moved for good": Case(
        outcome=Out.MOVED, says=leads(PLACE, FOR_GOOD), also={PLACE: page(ARTICLE)}
    ),
    "names another address as its own": Case(
        outcome=Out.MOVED,
        before=html(*SENTENCES, head=CANONICAL.format("news/report")),
        says=page(html(*SENTENCES, head=CANONICAL.format("archive/report"))),
    ),
    "moved for now": Case(
        outcome=Out.UNCHANGED, says=leads(PLACE), also={PLACE: page(ARTICLE)}
    ),
    "led to another page": Case(
        outcome=Out.REDIRECTED_ELSEWHERE,
        says=leads("/news/other-story"),
        also={"/news/other-story": page(html(*OTHERS))},
    ),
    "the first look": Case(outcome=Out.UNCHANGED, before=None, says=page(ARTICLE)),
    "not modified": Case(outcome=Out.UNCHANGED, says=Said(status="304 Not Modified")),
    "the same bytes": Case(outcome=Out.UNCHANGED, says=page(ARTICLE)),
    "the same text": Case(
        outcome=Out.UNCHANGED, says=page(html(*SENTENCES, head="<meta name=token>"))
    ),
    "other quotation marks": Case(
        outcome=Out.CHANGED_COSMETIC,
        before=html(*SENTENCES, "The report is called “Winter”, as every year."),
        says=page(html(*SENTENCES, 'The report is called "Winter", as every year.')),
    ),
    "a word more": Case(
        outcome=Out.CHANGED_MINOR,
        says=page(ARTICLE.replace("had complained", "had complained loudly")),
    ),
    "a word of the quotation": Case(
        outcome=Out.CHANGED,
        says=page(ARTICLE.replace("both piers are safe", "both piers are quite safe")),
    ),
    "a sentence less": Case(
        outcome=Out.CHANGED, says=page(html(*SENTENCES[:6], *SENTENCES[7:]))
    ),
    "another text at the same address": Case(
        outcome=Out.CHANGED, says=page(html(*OTHERS))
    ),
}
