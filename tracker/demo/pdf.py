"""A small PDF with text that can be read out again, made with nothing but Python."""

import textwrap
from collections.abc import Iterable

LINE_WIDTH = 84
LINES_A_PAGE = 48


def pdf(title: str, paragraphs: Iterable[str]) -> bytes:
    """A PDF 1.4 file in Helvetica, in as many pages as the text needs.

    Characters outside of Windows-1252 become question marks: the standard fonts have
    no others.
    """
    lines = wrapped(title, paragraphs)
    pages = [lines[i : i + LINES_A_PAGE] for i in range(0, len(lines), LINES_A_PAGE)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects += [page_object(5 + 2 * number), content(page)]
    return assembled(objects)


def wrapped(title: str, paragraphs: Iterable[str]) -> list[str]:
    lines = [title, ""]
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, LINE_WIDTH, break_on_hyphens=False), ""]
    return lines


def page_object(contents: int) -> bytes:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        f"/Resources << /Font << /F1 3 0 R >> >> /Contents {contents} 0 R >>"
    ).encode()


def content(lines: Iterable[str]) -> bytes:
    shown = b"\n".join(b"(" + escaped(line) + b") Tj T*" for line in lines)
    stream = b"BT /F1 11 Tf 15 TL 60 780 Td\n" + shown + b"\nET"
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)


def escaped(line: str) -> bytes:
    raw = line.encode("cp1252", errors="replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def assembled(objects: list[bytes]) -> bytes:
    """The objects with their header, cross-reference table and trailer."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
