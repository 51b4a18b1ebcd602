"""The phrases that tell of a change, by their English text."""

from collections.abc import Mapping

Forms = tuple[str, ...]

CHANGE_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "published": {"uk": ("опубліковано",), "ru": ("опубликовано",)},
    "archived": {"uk": ("перенесено до архіву",), "ru": ("перенесено в архив",)},
    "Status: {label}": {"uk": ("Статус: {label}",), "ru": ("Статус: {label}",)},
    "{change}; before: {label}": {
        "uk": ("{change}; раніше: {label}",),
        "ru": ("{change}; раньше: {label}",),
    },
    "Status withdrawn: {label}": {
        "uk": ("Статус скасовано: {label}",),
        "ru": ("Статус отменён: {label}",),
    },
    "Correction: {change}": {
        "uk": ("Виправлення: {change}",),
        "ru": ("Исправление: {change}",),
    },
    "Evidence: {state}": {
        "uk": ("Доказ: {state}",),
        "ru": ("Доказательство: {state}",),
    },
    "{turn} after {count} days": {
        "en": ("{turn} after {count} day", "{turn} after {count} days"),
        "uk": (
            "{turn} через {count} день",
            "{turn} через {count} дні",
            "{turn} через {count} днів",
        ),
        "ru": (
            "{turn} через {count} день",
            "{turn} через {count} дня",
            "{turn} через {count} дней",
        ),
    },
}
