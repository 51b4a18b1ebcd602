"""Tables are read line by line, whatever they are like, or refused in words."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.intake.imports.columns import CLAIMS, POSITIONS, TABLES
from tracker.intake.imports.encoding import Encoding
from tracker.intake.imports.table import read
from tracker.intake.imports.types import Fault, Row, Unreadable
from tracker.text import as_cell, from_cell, hidden_in

FORMULAS = "=+-@\t\r\n＝＋－＠"
SAID = "Двох чоловіків захоплено поблизу Донецька повідомляє штаб."
TEXT = f"slug,statement,statement_uk\none,It is so.,{SAID}\n"


def found(data: bytes, chosen: Encoding = Encoding.FIND_OUT) -> list[Row | Fault]:
    return list(read([data], CLAIMS, chosen))


def cells(data: bytes, chosen: Encoding = Encoding.FIND_OUT) -> dict[str, str]:
    (row,) = found(data, chosen)
    assert isinstance(row, Row)
    return dict(row.cells)


def refusal(data: bytes, chosen: Encoding = Encoding.FIND_OUT) -> str:
    with pytest.raises(Unreadable) as refused:
        found(data, chosen)
    return str(refused.value)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"]
)
def test_the_usual_encodings_are_told_by_their_bytes(codec: str) -> None:
    assert cells(TEXT.encode(codec))["statement_uk"] == SAID


def test_western_letters_are_told_from_cyrillic_ones() -> None:
    text = "slug,statement\none,Le président a nié être présent à la réunion.\n"
    assert "nié être" in cells(text.encode("windows-1252"))["statement"]


def test_an_encoding_that_cannot_be_told_is_refused_with_advice() -> None:
    said = refusal("slug,statement\none,ПРИВЕТ привет мир\n".encode("koi8-r"))

    assert "line 2" in said
    assert "CSV UTF-8" in said


def test_a_wrong_choice_of_encoding_is_refused() -> None:
    assert "not UTF-8" in refusal(TEXT.encode("windows-1251"), Encoding.UTF_8)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a workbook", "not a CSV file"),
        (b"%PDF-1.7", "a PDF"),
        (b"slug,statment\none,x\n", "did you mean “statement”?"),
        (b"slug\none\n", "“statement” is missing"),
        (b"slug,statement,slug\n1,2,3\n", "twice"),
        (b"x" * 3_000_000, "no table of lines"),
    ],
)
def test_what_is_no_table_is_refused_whole(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_semicolons_and_tabs_are_told_from_commas(delimiter: str) -> None:
    text = f"slug{delimiter}statement\none{delimiter}It is so.\n"
    assert cells(text.encode()) == {"slug": "one", "statement": "It is so."}


def test_half_a_row_is_a_fault_and_the_rows_after_it_are_read() -> None:
    rows = found(b"slug,statement\none\ntwo,So.\nthree,So.,And more\n")

    assert isinstance(rows[0], Fault)
    assert (rows[0].line, rows[0].column) == (2, "statement")
    assert isinstance(rows[1], Row)
    assert isinstance(rows[2], Fault)
    assert rows[2].line == 4


def test_a_quotation_mark_that_is_not_closed_is_a_fault() -> None:
    rows = found(b'slug,statement\none,So.\ntwo,"So.\nthree,So.\n')

    assert isinstance(rows[0], Row)
    assert isinstance(rows[-1], Fault)
    assert rows[-1].line == 3


def test_a_row_over_several_lines_bears_the_number_of_its_first() -> None:
    rows = found(b'slug,statement\none,"So\nand so."\ntwo,So.\n')
    assert [row.line for row in rows] == [2, 4]


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@settings(deadline=None)
@given(
    rows=st.lists(st.lists(_CELL, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    codec=st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_what_a_writer_wrote_is_read_as_it_was(
    rows: list[list[str]], delimiter: str, codec: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["slug", "statement", "context"])
    writer.writerows([as_cell(cell) for cell in row] for row in rows)

    read_back = found(file.getvalue().encode(codec))

    blank = " \t\r\n\xa0"
    expected = [
        [from_cell(as_cell(cell).strip(blank)) for cell in row]
        for row in rows
        if any(as_cell(cell).strip() for cell in row)
    ]
    rows_read = [row for row in read_back if isinstance(row, Row)]
    assert [[*row.cells.values()] for row in rows_read] == expected


@settings(deadline=None)
@given(data=st.binary(max_size=2000), chosen=st.sampled_from(Encoding))
def test_any_bytes_are_read_or_refused(data: bytes, chosen: Encoding) -> None:
    for columns in TABLES.values():
        header = ",".join(column.name for column in columns).encode()
        with suppress(Unreadable):
            lines = [one.line for one in read([header, b"\n", data], columns, chosen)]
            assert all(line > 1 for line in lines)


@settings(deadline=None)
@given(st.text())
def test_no_cell_of_ours_is_run_by_a_spreadsheet_and_none_is_lost(text: str) -> None:
    cell = as_cell(text)

    assert not cell.lstrip().startswith(tuple(FORMULAS)) or cell[:1] == "'"
    assert cell[:1] not in FORMULAS or not cell
    assert from_cell(cell) == text


@pytest.mark.parametrize("mark", list(FORMULAS))
def test_each_beginning_of_a_formula_is_escaped(mark: str) -> None:
    assert as_cell(f"{mark}1+1") == f"'{mark}1+1"
    assert as_cell(f" {mark}=1") == f"' {mark}=1"
    assert as_cell(f"'{mark}1") == f"''{mark}1"


def test_hidden_characters_are_named() -> None:
    assert hidden_in("Two\nmen, захоплено, שלום\u200f") == ""
    assert hidden_in("a\u202eb") == "U+202E, which turns the direction of writing"
    assert hidden_in("a\x07b") == "U+0007, which is unseen"


def test_every_needed_column_has_an_example() -> None:
    assert all(column.example for column in POSITIONS if column.is_needed)
