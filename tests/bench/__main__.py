"""`python -m tests.bench`: measure, and print what is asked beside what came out."""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.bench import articles, changes, churn, generated, schedule, versions
from tests.bench.desk.rows import desk_rows
from tests.bench.load.rows import chaos_rows, load_rows
from tests.bench.options import DATA, Options
from tests.bench.reader.rows import reader_rows
from tests.bench.table import Row, table

Part = Callable[[Options], Iterator[Row]]


def _with_pages(folder: str, rows: Callable[[Options, Path], Iterator[Row]]) -> Part:
    """A part that needs real pages; without them, a line says how to give them."""

    def measured(options: Options) -> Iterator[Row]:
        path = options.data / folder if options.data else None
        if path is None or not path.is_dir():
            yield Row(
                f"{folder}/ is not in the folder that {DATA} names", "", "not measured"
            )
            return
        yield from rows(options, path)

    return measured


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "generated": generated.rows,
        "changes": changes.rows,
        "versions": _with_pages(versions.FOLDER, versions.rows),
        "churn": _with_pages(churn.FOLDER, churn.rows),
        "articles": _with_pages(articles.FOLDER, articles.rows),
        "schedule": schedule.rows,
        "load": load_rows,
        "chaos": chaos_rows,
        "desk": desk_rows,
        "reader": reader_rows,
    }
)
"""What can be measured, in the order of the table."""


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all if none")
    parser.add_argument("--cases", type=int, default=5000, help="generated quotes")
    parser.add_argument("--length", type=int, default=50_000, help="of their pages")
    parser.add_argument(
        "--sources", type=int, nargs="+", default=Options.sources, help="of the load"
    )
    parser.add_argument(
        "--seconds", type=float, default=Options.seconds, help="of each load"
    )
    parser.add_argument(
        "--pages", type=int, default=Options.pages, help="of the simulated schedule"
    )
    parser.add_argument(
        "--claims", type=int, nargs="+", help="of the desks and of the reader's sites"
    )
    parser.add_argument("--small", action="store_true", help="a small chaos")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return asked


def main() -> int:
    """Print the table; 1 if a figure was missed."""
    asked = _asked()
    named = os.environ.get(DATA, "")
    options = Options(
        asked.cases,
        asked.length,
        Path(named) if named else None,
        sources=tuple(asked.sources),
        seconds=asked.seconds,
        is_whole=not asked.small,
        pages=asked.pages,
        claims=tuple(asked.claims or ()),
    )
    rows: list[Row] = []
    for name in asked.parts or PARTS:
        sys.stderr.write(f"measuring {name} ...\n")
        rows += PARTS[name](options)
    sys.stdout.write(f"{table(rows)}\n\n{os.cpu_count()} cores, ")
    sys.stdout.write(f"Python {platform.python_version()}\n")
    return int(any(row.is_reached is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
