"""The catalogues of phrases: `make catalogues` finds the phrases of the readers' pages,
adds the new ones to `locale/*/LC_MESSAGES/django.po`, drops those that nobody says any
more, and compiles. It is pure Python, so that a machine without gettext can do it."""
