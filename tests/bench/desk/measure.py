"""`python -m tests.bench.desk.measure CLAIMS`: one desk, every page of it.

A process of its own, with servers of its own (durable); nothing else runs here
meanwhile.
"""

import json
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from config import embedded
from tests.bench.own import environment


def measure(claims: int) -> list[dict[str, Any]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-")))
        folder.chmod(0o711)
        addresses = stack.enter_context(embedded.servers(folder, durable=True))
        os.environ.update(environment(addresses, folder, "tests.bench.desk.settings"))
        django.setup()
        # Only now are there models, and rows to ask for.
        from tests.bench.desk.asking import all_pages  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("seed_scale", claims=claims, quick=True, stdout=sys.stderr)
        return [asdict(page) for page in all_pages()]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
