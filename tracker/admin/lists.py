"""What keeps the office's lists quick, however many rows they are of.

Counts end where nobody counts on, dates come from the ends of an index, and words are
found by full text search (the indexes are in migration 0021).
"""

import re
from typing import Any, TypeVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.db.models import CharField, JSONField, Lookup, QuerySet, TextField
from django.http import HttpRequest
from django.utils.functional import cached_property

Row = TypeVar("Row", bound=models.Model)
COUNTED = 10_000
LONGEST = 200
ASKED = frozenset({"words", "startswith", "istartswith", "exact", "iexact"})


@CharField.register_lookup
@TextField.register_lookup
@JSONField.register_lookup
class Words(Lookup[Any]):
    """Whether a text, or the texts of a JSON object, hold all words of a search, each
    by its beginning, whatever the case."""

    lookup_name = "words"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        asked = " & ".join(f"{word}:*" for word in words_of(str(self.rhs)))
        if not isinstance(self.lhs.output_field, JSONField):
            # An empty column is no words; written as Django's own SearchVector does.
            column = f"COALESCE(regexp_replace({column}, '\\W+', ' ', 'g'), '')"
        return (
            f"to_tsvector('simple'::regconfig, {column})"
            " @@ to_tsquery('simple'::regconfig, %s)",
            [*values, asked],
        )


def words_of(asked: str) -> list[str]:
    """The words of a search as the index spells them; nothing that it would read as
    an operator is left."""
    return re.findall(r"\w+", asked.replace("\0", "")[:LONGEST])


class ShortCount(Paginator):  # type: ignore[type-arg]
    """Counts up to so many rows: to know that there are more is enough to go on."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        # By their ids: what the rows are called is no matter of their number.
        return int(rows.order_by().values("pk")[: COUNTED + 1].count())


class QuickAdmin(admin.ModelAdmin[Row]):
    """A list that costs the same with many rows as with few."""

    paginator = ShortCount
    show_full_result_count = False
    list_per_page = 50
    # A count for each choice of each filter is a look at all rows for each.
    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No list of the desk loses a row."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Row], search_term: str
    ) -> tuple[QuerySet[Row], bool]:
        """Each field is searched by itself, for only so can its index be used."""
        fields = self.get_search_fields(request)
        if not search_term.strip() or not fields:
            return queryset, False
        term = search_term.strip().replace("\0", "")
        rows = self.model._default_manager.order_by()
        found = [
            rows.filter(**{_lookup(field): term}).values("pk")
            for field in fields
            if words_of(term) or not field.endswith("__words")
        ]
        if not found:
            return queryset.none(), False
        return queryset.filter(pk__in=found[0].union(*found[1:])), False


def _lookup(path: str) -> str:
    """A field's name with what is asked of it; Django's own question unless told."""
    asked = path.rsplit("__", 1)[-1]
    return path if asked in ASKED else f"{path}__icontains"
