#!/usr/bin/env python
"""Django's command line, with a database even where nobody has set one up."""

import os
import sys

from django.core.management import execute_from_command_line

from config import local
from config.plainly import plainly


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with plainly(), local.environment():
            execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Whoever stopped it knows where; 130 is what shells give for that.
        sys.exit(130)


if __name__ == "__main__":
    main()
