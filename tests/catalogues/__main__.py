"""`make catalogues`: brings the catalogues up to date with the pages, and compiles."""

import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.catalogues.files import LANGUAGES, update  # noqa: PLC0415  # needs Django

    for language in LANGUAGES:
        missing = update(language)
        sys.stdout.write(f"{language}: {missing} without a translation\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
