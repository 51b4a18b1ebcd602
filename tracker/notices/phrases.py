"""The words around notices in a letter, in each language of the interface."""

from tracker.notices.news import in_language

_PHRASES = {
    "today": {
        "en": "What waits for you on the desk",
        "uk": "Що чекає на вас на столі",
        "ru": "Что ждёт вас на столе",
    },
    "many": {
        "en": "{count} notices for you",
        "uk": "Сповіщень для вас: {count}",
        "ru": "Уведомлений для вас: {count}",
    },
    "more": {
        "en": "and {count} more on the desk:",
        "uk": "і ще {count} на столі:",
        "ru": "и ещё {count} на столе:",
    },
    "wishes": {
        "en": "You get this because you belong to the desk. How you are told:",
        "uk": "Ви отримали це, бо працюєте за столом. Як вас сповіщати:",
        "ru": "Вы получили это, потому что работаете за столом. Как вас уведомлять:",
    },
}


def phrase(name: str, language: str, **values: object) -> str:
    return in_language(_PHRASES[name], language).format(**values)
