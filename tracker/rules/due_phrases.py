"""The phrases that say how often a source is looked at, by their English text.

"She" of the Ukrainian and Russian phrases is the page: "сторінка", "страница".
"""

from collections.abc import Mapping

DUE_PHRASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "about every {count} seconds": {
        "en": ("about once a second", "about every {count} seconds"),
        "uk": (
            "приблизно раз на {count} секунду",
            "приблизно раз на {count} секунди",
            "приблизно раз на {count} секунд",
        ),
        "ru": (
            "примерно раз в {count} секунду",
            "примерно раз в {count} секунды",
            "примерно раз в {count} секунд",
        ),
    },
    "about every {count} minutes": {
        "en": ("about once a minute", "about every {count} minutes"),
        "uk": (
            "приблизно раз на {count} хвилину",
            "приблизно раз на {count} хвилини",
            "приблизно раз на {count} хвилин",
        ),
        "ru": (
            "примерно раз в {count} минуту",
            "примерно раз в {count} минуты",
            "примерно раз в {count} минут",
        ),
    },
    "about every {count} hours": {
        "en": ("about once an hour", "about every {count} hours"),
        "uk": (
            "приблизно раз на {count} годину",
            "приблизно раз на {count} години",
            "приблизно раз на {count} годин",
        ),
        "ru": (
            "примерно раз в {count} час",
            "примерно раз в {count} часа",
            "примерно раз в {count} часов",
        ),
    },
    "about every {count} days": {
        "en": ("about once a day", "about every {count} days"),
        "uk": (
            "приблизно раз на {count} день",
            "приблизно раз на {count} дні",
            "приблизно раз на {count} днів",
        ),
        "ru": (
            "примерно раз в {count} день",
            "примерно раз в {count} дня",
            "примерно раз в {count} дней",
        ),
    },
    "it changes {every}": {
        "uk": ("вона змінюється {every}",),
        "ru": ("она меняется {every}",),
    },
    "it hardly ever changes": {
        "uk": ("вона майже не змінюється",),
        "ru": ("она почти не меняется",),
    },
    "how often it changes is not known yet": {
        "uk": ("як часто вона змінюється, ще невідомо",),
        "ru": ("как часто она меняется, ещё неизвестно",),
    },
    "{count} published claims quote it": {
        "en": (
            "{count} published claim quotes it",
            "{count} published claims quote it",
        ),
        "uk": (
            "її цитує {count} опубліковане твердження",
            "її цитують {count} опубліковані твердження",
            "її цитують {count} опублікованих тверджень",
        ),
        "ru": (
            "её цитирует {count} опубликованное утверждение",
            "её цитируют {count} опубликованных утверждения",
            "её цитируют {count} опубликованных утверждений",
        ),
    },
    "a claim that is not published yet quotes it": {
        "uk": ("її цитує ще не опубліковане твердження",),
        "ru": ("её цитирует ещё не опубликованное утверждение",),
    },
    "{count} of them are on the move": {
        "en": ("{count} of them is on the move", "{count} of them are on the move"),
        "uk": ("з них у русі: {count}",),
        "ru": ("из них в движении: {count}",),
    },
    "it is a channel that is read for answers": {
        "uk": ("це канал, у якому шукають відповіді",),
        "ru": ("это канал, в котором ищут ответы",),
    },
    "{count} answers are awaited from its party": {
        "en": (
            "{count} answer is awaited from its party",
            "{count} answers are awaited from its party",
        ),
        "uk": (
            "від її сторони чекаємо {count} відповідь",
            "від її сторони чекаємо {count} відповіді",
            "від її сторони чекаємо {count} відповідей",
        ),
        "ru": (
            "от её стороны ждём {count} ответ",
            "от её стороны ждём {count} ответа",
            "от её стороны ждём {count} ответов",
        ),
    },
    "nothing hangs on it yet": {
        "uk": ("від неї ще нічого не залежить",),
        "ru": ("от неё ещё ничего не зависит",),
    },
}
