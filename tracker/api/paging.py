"""Pages by cursor: rows that arrive meanwhile neither repeat nor hide others."""

import re
from typing import ClassVar

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class ByColumn(CursorPagination):
    """A cursor is a reader's text: one that no column could hold is not found."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100
    position: ClassVar[re.Pattern[str]]

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor is None or cursor.position is None:
            return cursor
        if not self.position.fullmatch(str(cursor.position)):
            raise NotFound(self.invalid_cursor_message)
        return cursor


class NewestFirst(ByColumn):
    ordering = "-id"
    position = re.compile(r"[0-9]{1,18}", re.ASCII)


class BySlug(ByColumn):
    ordering = "slug"
    position = re.compile(r"[-a-zA-Z0-9_]{1,120}")
