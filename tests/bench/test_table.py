"""What the table says."""

from pathlib import Path

from tests.bench.__main__ import PARTS
from tests.bench.options import DATA, Options
from tests.bench.quotes import KINDS
from tests.bench.table import Row, none_of, percentile, share, table


def test_without_real_pages_a_line_says_how_to_give_them(tmp_path: Path) -> None:
    for folder in (None, tmp_path):
        (row,) = PARTS["versions"](Options(1, 1_000, folder))
        assert DATA in row.what
        assert row.is_reached is None


def test_a_share_below_what_is_asked_is_missed() -> None:
    assert share("quotes", 98, 100, least=0.98).is_reached is True
    assert share("quotes", 97, 100, least=0.98).is_reached is False
    assert none_of("alarms", 1, 100).is_reached is False


def test_the_generated_part_gives_every_kind_a_row() -> None:
    rows = list(PARTS["generated"](Options(18, 4_000, None)))
    assert sum(row.what.startswith("of them ") for row in rows) == len(KINDS)


def test_a_table_is_markdown() -> None:
    printed = table([Row("quotes", ">= 0.99", "0.9930", is_reached=True)])
    assert printed.splitlines()[-1] == "| quotes | >= 0.99 | 0.9930 | reached |"


def test_percentiles_are_taken_from_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0, 4.0], 0.5) == 3.0
    assert percentile([1.0], 0.95) == 1.0
