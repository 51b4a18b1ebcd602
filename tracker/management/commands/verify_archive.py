"""`manage.py verify_archive`: is every file of the archive still what was kept?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.engine import verify
from tracker.management.progress import counted


class Command(BaseCommand):
    help = (
        "Read the files of the archive again and hold them against their digests."
        " Names what is lost or damaged, and ends with status 1 if anything is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sample",
            type=int,
            metavar="NUMBER",
            help="so many bodies and so many captures, drawn at random; default: all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sample: int | None = options["sample"]
        if sample is not None and sample < 1:
            raise CommandError("a sample is at least one file", returncode=2)
        read = wrong = 0
        for file in counted(
            verify.files(sample),
            self.stderr,
            words="files",
            total=verify.number_of_files(sample),
        ):
            read += 1
            if file.fault:
                wrong += 1
                self.stdout.write(file.fault)
        if wrong:
            raise CommandError(
                f"{wrong} of {read} files are lost or damaged: bring them back from"
                " a backup, under the same names"
            )
        self.stdout.write(f"{read} files read, all as they were kept")
