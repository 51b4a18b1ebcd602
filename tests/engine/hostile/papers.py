"""PDF documents made by hand, as small and as wrong as a test needs them."""

import zlib

DEEPEST = b"the deepest words"
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)


def paper(
    content: bytes = b"",
    *more: bytes,
    catalog: bytes = _CATALOG,
    pages: bytes = _ONE_PAGE,
    filters: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """A document of one page; `content` draws it, `more` are objects from 6 on."""
    drawn = content or said(DEEPEST)
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(drawn), filters, drawn)
    objects = [catalog, pages, _PAGE, stream, _HELVETICA, *more]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, trailer, len(out))
    )


def said(words: bytes, times: int = 1) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td " + b"(%s) Tj " % words * times + b"ET"


def form(content: bytes, inner: int) -> bytes:
    """A drawing that may call another one, number `inner`, by the name X."""
    head = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length %d/Resources"
        b"<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>>>" % (len(content), inner)
    )
    return head + b"stream\n" + content + b"\nendstream"


def laughing(depth: int) -> list[bytes]:
    """Drawings that each call the next ten times."""
    calls = [form(b"/X Do " * 10, 7 + number) for number in range(depth)]
    return [*calls, form(said(b"ha"), 6 + depth)]


def blanks(megabytes: int, times: int = 1) -> bytes:
    """So many MiB of blanks, packed once or again and again."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + again * (megabytes - 1)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return packed


def looped() -> bytes:
    """A table of objects that names itself as the one before it."""
    whole = paper()
    place = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % place)


_FLATE = b"/Filter/FlateDecode"
_STACKED = b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
_LOCK = b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -44>>" % (b"x" * 32, b"y" * 32)
_SCRIPTED = (
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(true){})>>>>"
)


def pages(kids: bytes, number: int) -> bytes:
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, number)


PAPERS = {
    "pdf": lambda: paper(),
    "pdf-script": lambda: paper(catalog=_SCRIPTED),
    "pdf-cut": lambda: paper()[:-150],
    "pdf-cut-early": lambda: paper()[:200],
    "pdf-junk": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 10_000,
    "pdf-no-pages": lambda: paper(pages=pages(b"", 0)),
    "pdf-fewer-pages": lambda: paper(pages=pages(b"3 0 R", 1_000_000)),
    "pdf-negative-pages": lambda: paper(pages=pages(b"3 0 R", -5)),
    "pdf-pages-in-pages": lambda: paper(pages=pages(b"2 0 R 2 0 R 3 0 R", 3)),
    "pdf-many-pages": lambda: paper(pages=pages(b"3 0 R " * 600_000, 600_000)),
    "pdf-locked": lambda: paper(b"", _LOCK, trailer=b"/Encrypt 6 0 R/ID[(a)(b)]"),
    "pdf-table-loop": looped,
    "pdf-long-title": lambda: paper(
        b"", b"<</Title(%s)>>" % (b"x" * 4_000_000), trailer=b"/Info 6 0 R"
    ),
    "pdf-flate-bomb": lambda: paper(blanks(2048), filters=_FLATE),
    "pdf-stacked-bomb": lambda: paper(blanks(4096, times=3), filters=_STACKED),
    "pdf-page-bomb": lambda: paper(
        zlib.compress(said(b"filler ", 1_000_000)),
        filters=_FLATE,
        pages=pages(b"3 0 R " * 300, 300),
    ),
    "pdf-form-loop": lambda: paper(b"/X Do", form(b"/X Do /X Do", 6)),
    "pdf-laughs": lambda: paper(b"/X Do", *laughing(8)),
}
