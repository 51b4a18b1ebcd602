"""Fields that several serializers share."""

from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse


@extend_schema_field(OpenApiTypes.STR)
class PartySlug(serializers.Field[int, Any, str | None, int]):
    """A party by its slug. The serializer's context holds the parties by id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: int) -> str | None:
        known = self.context["parties"].get(value)
        return known.slug if known else None


def words(**kwargs: Any) -> serializers.DictField:
    """A text in each language: {"en": "..."}."""
    return serializers.DictField(
        child=serializers.CharField(), read_only=True, **kwargs
    )


@extend_schema_field(OpenApiTypes.URI)
class SelfLink(serializers.Field[Any, Any, str, Any]):
    """The address of the row in this API."""

    def __init__(self, view: str, column: str) -> None:
        super().__init__(read_only=True, source="*")
        self.view, self.column = view, column

    def to_representation(self, value: Any) -> str:
        return reverse(
            f"api:{self.view}",
            args=[_attribute(value, self.column)],
            request=self.context["request"],
        )


@extend_schema_field(OpenApiTypes.URI)
class PageLink(serializers.Field[Any, Any, str, Any]):
    """The address of the page that readers see of a row."""

    def __init__(self, source: str = "*") -> None:
        super().__init__(read_only=True, source=source)

    def to_representation(self, value: Any) -> str:
        return settings.SITE_URL + str(value.get_absolute_url())


def _attribute(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name)
    return value
