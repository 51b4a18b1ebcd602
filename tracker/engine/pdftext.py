"""Text from PDF, page by page, with the lines of a paragraph joined."""

import re

import pypdfium2

from tracker.engine.errors import Undecodable
from tracker.engine.types import Text
from tracker.engine.whole import whole_text

_MOST_PAGES = 300
# PDFium writes U+FFFE or U+0002 for a hyphen that only breaks a line.
_BROKEN_WORD = re.compile(r"[\u00ad\ufffe\x02]\s*\r?\n?")
_ENDS = re.compile(r"[.!?:;\u2026\u3002]['\"\u201d\u2019\u00bb)]*$")


def pdf_text(body: bytes, *, extractor: str) -> Text:
    """The text of a document; an encrypted or broken one raises `Undecodable`."""
    try:
        document = pypdfium2.PdfDocument(body)
        pages = [
            _page_text(document, at) for at in range(min(len(document), _MOST_PAGES))
        ]
        title = document.get_metadata_value("Title")
        is_cut = len(document) > _MOST_PAGES
    except pypdfium2.PdfiumError as error:
        raise Undecodable(f"the PDF cannot be read: {error}") from error
    text = "\n".join(page for page in pages if page)
    return whole_text(text, title=title, kind="pdf", extractor=extractor, is_cut=is_cut)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    raw: str = words.get_text_bounded()
    words.close()
    page.close()
    return _joined(_BROKEN_WORD.sub("", raw))


def _joined(raw: str) -> str:
    """Lines into paragraphs: a line that ends no sentence goes on in the next."""
    paragraphs: list[str] = []
    is_open = False
    for line in (" ".join(line.split()) for line in raw.splitlines()):
        if not line:
            is_open = False
            continue
        if is_open:
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        is_open = not _ENDS.search(line)
    return "\n".join(paragraphs)
