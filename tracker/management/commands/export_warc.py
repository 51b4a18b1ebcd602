"""`manage.py export_warc`: the archive, or a part of it, as one WARC file."""

from argparse import ArgumentParser
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from tracker.engine.warc import about
from tracker.exports import warc
from tracker.management.progress import counted
from tracker.models import Citation, Claim, Snapshot, Source


class Command(BaseCommand):
    help = (
        "Write captures to one WARC file, which web archives and replay tools read:"
        " all of them, those of one source, or those of what one claim cites."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as archive.warc.gz")
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--source", type=int, metavar="ID")
        part.add_argument("--claim", metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = self._chosen(source=options["source"], claim=options["claim"])
        path: Path = options["file"]
        if path.exists():
            raise CommandError(f"{path} is there already; name another file")
        # Whoever finds the file under its own name finds it whole.
        unfinished = path.with_name(f"{path.name}.part")
        try:
            with unfinished.open("wb") as out:
                number = self._write(chosen, out, path.name)
            unfinished.replace(path)
        except OSError as error:
            raise CommandError(f"nothing was exported: {error}") from error
        finally:
            # There only after an error or a Ctrl-C.
            with suppress(OSError):
                unfinished.unlink()
        self.stdout.write(
            f"{number} {'capture' if number == 1 else 'captures'} in {path}"
        )

    def _write(self, chosen: QuerySet[Snapshot], out: BinaryIO, name: str) -> int:
        opening = about(
            software="On Record",
            operator=settings.ON_RECORD.contact,
            filename=name,
            now=datetime.now(UTC),
        )
        written = counted(
            warc.write(chosen, out, opening=opening),
            self.stderr,
            words="captures",
            total=warc.captures(chosen).count(),
        )
        return sum(1 for _ in written)

    def _chosen(self, *, source: int | None, claim: str | None) -> QuerySet[Snapshot]:
        if source is not None:
            if not Source.objects.filter(pk=source).exists():
                raise CommandError(f"there is no source {source}", returncode=2)
            return Snapshot.objects.filter(source=source)
        if claim is not None:
            if not Claim.objects.filter(slug=claim).exists():
                raise CommandError(f"there is no claim {claim}", returncode=2)
            cited = Citation.objects.filter(claim__slug=claim)
            return Snapshot.objects.filter(source__in=cited.values("source"))
        return Snapshot.objects.all()
