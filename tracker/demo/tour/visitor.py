"""Somebody with a browser, without the browser: opens pages and sends their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.demo.tour.seeing import NotSeen, must

Value = str | Sequence[str]


@dataclass(frozen=True)
class Page:
    """A page that came, where it came from, and its words in one line."""

    path: str
    tree: LexborHTMLParser

    @property
    def text(self) -> str:
        body = self.tree.body
        return " ".join(body.text(separator=" ").split()) if body else ""

    def marked(self, selector: str) -> str:
        """The words of all elements that a selector finds."""
        return " ".join(node.text().strip() for node in self.tree.css(selector))


class Visitor:
    """One session at the site: it keeps its cookies."""

    def __init__(self, site: str) -> None:
        self.client = httpx.Client(
            base_url=site, follow_redirects=True, trust_env=False, timeout=20
        )

    def open(self, path: str) -> Page:
        return self.ask("GET", path)

    def send(self, page: Page, **values: Value) -> Page:
        """Fill in the form that has these fields, leave its others, and send it."""
        form = form_with(page, values)
        filled = contents(form) | dict(values)
        action = form.attributes.get("action") or page.path
        answer = self.ask("POST", action, data=filled)
        errors = answer.tree.css(".errorlist, .errornote")
        said = "; ".join(node.text(separator=" ").strip() for node in errors)
        must(not errors, f"the form on {page.path} to be accepted", instead=said)
        return answer

    def ask(
        self, method: str, path: str, data: Mapping[str, Value] | None = None
    ) -> Page:
        try:
            answer = self.client.request(method, path, data=data)
        except httpx.TransportError as error:
            raise NotSeen(f"a page at {path}; instead {error}") from error
        path = answer.url.raw_path.decode("ascii")
        must(
            answer.status_code == httpx.codes.OK,
            f"a page at {path}",
            instead=f"{answer.status_code} {answer.reason_phrase}",
        )
        return Page(path, LexborHTMLParser(answer.text))


def form_with(page: Page, values: Mapping[str, object]) -> LexborNode:
    for form in page.tree.css("form"):
        if all(form.css_first(f'[name="{name}"]') for name in values):
            return form
    named = ", ".join(values)
    raise NotSeen(f"a form with {named} on {page.path}; instead there is none")


def contents(form: LexborNode) -> dict[str, Value]:
    """What the form holds when it arrives, as a browser would send it."""
    found: dict[str, list[str]] = {}
    for field in form.css("input[name], textarea[name], select[name]"):
        name = field.attributes["name"] or ""
        found.setdefault(name, []).extend(held(field))
    return {name: values for name, values in found.items() if values}


def held(field: LexborNode) -> list[str]:
    kind = field.attributes.get("type") or ""
    if field.tag == "textarea":
        return [field.text()]
    if field.tag == "select":
        options = field.css("option")
        chosen = [one for one in options if "selected" in one.attributes]
        return [one.attributes.get("value") or "" for one in chosen or options[:1]]
    if kind in {"checkbox", "radio"} and "checked" not in field.attributes:
        return []
    if kind in {"submit", "button", "image", "file"}:
        return []
    return [field.attributes.get("value") or ""]
