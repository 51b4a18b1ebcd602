"""Which phrases the readers' pages mark for translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from tests.catalogues.po import Phrase

ROOT = Path(settings.BASE_DIR)
TEMPLATES = (
    "templates/base.html",
    "templates/4*.html",
    "templates/reader/**/*.html",
    "templates/mail/**/*.txt",
)
CODE = ("tracker/reader/**/*.py",)
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
_LITERAL = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\({_LITERAL}(?:,\s*{_LITERAL})?")


def phrases() -> dict[Phrase, str]:
    """Each phrase, with the file that says it first."""
    found: dict[Phrase, str] = {}
    for path in _files(TEMPLATES):
        for phrase in in_template(path.read_text(encoding="utf-8")):
            found.setdefault(phrase, str(path.relative_to(ROOT)))
    for path in _files(CODE):
        for phrase in in_code(path.read_text(encoding="utf-8")):
            found.setdefault(phrase, str(path.relative_to(ROOT)))
    return found


def _files(patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def in_template(text: str) -> Iterator[Phrase]:
    """The phrases of a template, as Django itself reads them."""
    for one, many in _IN_TEMPLATE.findall(templatize(text)):
        yield Phrase(ast.literal_eval(one), ast.literal_eval(many) if many else "")


def in_code(text: str) -> Iterator[Phrase]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            part.value
            for part in node.args
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if node.func.id in ONE and words:
            yield Phrase(words[0])
        elif node.func.id in MANY and len(words) > 1:
            yield Phrase(words[0], words[1])
