"""The words around changes in a letter to a reader, in each language of the site."""

from tracker.notices.news import in_language

_PHRASES = {
    "everything": {"en": "all changes", "uk": "усі зміни", "ru": "все изменения"},
    "confirm": {
        "en": "Confirm: letters about {what}",
        "uk": "Підтвердьте: листи про {what}",
        "ru": "Подтвердите: письма о {what}",
    },
    "confirm_text": {
        "en": "Somebody, we think you, asked On Record for letters about {what}. If"
        " it was you, open this page within two days and press the button:",
        "uk": "Хтось, гадаємо, ви, попросив в On Record листи про {what}. Якщо це були"
        " ви, відкрийте цю сторінку протягом двох днів і натисніть кнопку:",
        "ru": "Кто-то, думаем, вы, попросил у On Record письма о {what}. Если это были"
        " вы, откройте эту страницу в течение двух дней и нажмите кнопку:",
    },
    "ignore": {
        "en": "If it was not you, do nothing: no letters will come.",
        "uk": "Якщо це були не ви, нічого не робіть: листів не буде.",
        "ru": "Если это были не вы, ничего не делайте: писем не будет.",
    },
    "known": {
        "en": "You get letters about {what} already",
        "uk": "Ви вже отримуєте листи про {what}",
        "ru": "Вы уже получаете письма о {what}",
    },
    "known_text": {
        "en": "Somebody, we think you, asked for letters about {what}. You get them"
        " already; there is nothing to do. To end them:",
        "uk": "Хтось, гадаємо, ви, попросив листи про {what}. Ви їх уже отримуєте;"
        " нічого робити не треба. Щоб їх припинити:",
        "ru": "Кто-то, думаем, вы, попросил письма о {what}. Вы их уже получаете;"
        " делать ничего не нужно. Чтобы их прекратить:",
    },
    "many": {
        "en": "{count} changes on record",
        "uk": "Змін у записах: {count}",
        "ru": "Изменений в записях: {count}",
    },
    "more": {
        "en": "and {count} more on the site:",
        "uk": "і ще {count} на сайті:",
        "ru": "и ещё {count} на сайте:",
    },
    "because": {
        "en": "You get this because this address asked for it. To end it:",
        "uk": "Ви отримали це, бо ця адреса просила про листи. Щоб їх припинити:",
        "ru": "Вы получили это, потому что этот адрес просил о письмах. Чтобы их"
        " прекратить:",
    },
}


def phrase(name: str, language: str, **values: object) -> str:
    return in_language(_PHRASES[name], language).format(**values)


def everything() -> dict[str, str]:
    return dict(_PHRASES["everything"])
