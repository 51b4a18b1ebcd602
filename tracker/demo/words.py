"""What the demo press says around its articles, by language: labels and clutter.

None of it is news. It is here because real pages are full of it, and because a
re-check that takes it for news raises false alarms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FICTION = MappingProxyType(
    {
        "en": "The Demo Press is a fictional press made for trying On Record.",
        "uk": "The Demo Press is a fictional press made for trying On Record. "
        "Це вигадана преса, створена для знайомства з On Record.",
        "ru": "The Demo Press is a fictional press made for trying On Record. "
        "Это вымышленная пресса, созданная для знакомства с On Record.",
    }
)


@dataclass(frozen=True)
class Words:
    """The labels and the pools of clutter of one language."""

    cookies_label: str
    cookies: tuple[str, ...]
    accept: str
    choose: str
    sections: str
    section_names: tuple[str, ...]
    advert: str
    adverts: tuple[str, ...]
    related: str
    most_read: str
    headlines: tuple[str, ...]
    letter: str
    letters: tuple[str, ...]
    strips: tuple[str, ...]
    views: str
    comments: str
    updated: str
    months: tuple[str, ...]
    date: str
    footer_line: str
    caption: str
    not_found: str
    not_found_more: str


ENGLISH = Words(
    cookies_label="Cookies",
    cookies=(
        "We and our 214 partners would like to know you better.",
        "This page uses cookies. It would work without them.",
        "Your privacy matters to us. How much, you decide here.",
    ),
    accept="Accept all",
    choose="Let me choose",
    sections="Sections",
    section_names=("World", "Politics", "Economy", "Science", "Culture", "Sport"),
    advert="Advertisement",
    adverts=(
        "Umbrellas by Drizzle & Daughters. Rain was never so dry.",
        "Learn the accordion in eleven evenings. First evening free.",
        "Norrbank: a savings account that sleeps when you do.",
        "New: the kettle that whistles in three keys.",
        "Hotel Estuary. Forty rooms, one heron.",
        "Half price this week: garden gnomes of every persuasion.",
    ),
    related="More on this",
    most_read="Most read",
    headlines=(
        "Ferry strike ends after night of talks",
        "Why the price of hazelnuts will not come down",
        "Museum finds lost wing behind a wardrobe",
        "Grid operators prepare for a windy week",
        "The village that elected its baker twice",
        "Ten bridges, one painter: a life on the scaffold",
        "Parliament sends data law back to committee",
        "What the new railway timetable means for the north",
        "Chess federation quarrels about the clock",
        "Scientists count the otters again, and find more",
    ),
    letter="The evening letter",
    letters=(
        "The day in nine paragraphs, in your inbox at six.",
        "Join the readers who know before breakfast.",
        "One letter a day. No more, sometimes less.",
    ),
    strips=(
        "Rain later, 11 °C",
        "Dry and bright, 14 °C",
        "Markets: LNTN 204.10 ▲ 0.4 %",
        "Markets: LNTN 201.85 ▼ 1.1 %",
        "Fog on the coast road",
    ),
    views="{count} readers",
    comments="{count} comments",
    updated="updated",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    date="{day} {month} {year}, {clock} UTC",
    footer_line="Imprint · Privacy · Contact",
    caption="Map sketch: The Demo Press",
    not_found="Page not found",
    not_found_more="There is nothing at this address. It may have been removed.",
)

UKRAINIAN = Words(
    cookies_label="Файли cookie",
    cookies=(
        "Ми та 214 наших партнерів хочемо знати про вас більше.",
        "Ця сторінка використовує cookie. Без них вона теж працює.",
        "Ваша приватність важлива для нас. Наскільки – вирішуйте тут.",
    ),
    accept="Прийняти всі",
    choose="Обрати",
    sections="Розділи",
    section_names=("Війна", "Політика", "Економіка", "Наука", "Культура", "Спорт"),
    advert="Реклама",
    adverts=(
        "Парасольки «Мряка та доньки». Дощ ще ніколи не був таким сухим.",
        "Акордеон за одинадцять вечорів. Перший вечір безкоштовно.",
        "Чайник, що свистить у трьох тональностях.",
        "Готель «Лиман»: сорок номерів, одна чапля.",
        "Цього тижня садові гноми за пів ціни.",
    ),
    related="Читайте також",
    most_read="Найпопулярніше",
    headlines=(
        "Поромники завершили страйк після нічних переговорів",
        "Чому фундук не дешевшає",
        "Музей знайшов загублене крило за шафою",
        "Село, яке двічі обрало пекаря головою",
        "Парламент повернув закон про дані до комітету",
        "Що змінить новий розклад потягів",
        "Шахова федерація посварилася через годинник",
        "Учені знову порахували видр, і їх стало більше",
    ),
    letter="Вечірній лист",
    letters=(
        "День у дев’яти абзацах щовечора о шостій.",
        "Один лист на день. Не більше, інколи менше.",
    ),
    strips=(
        "Пізніше дощ, 11 °C",
        "Сухо й сонячно, 14 °C",
        "Курс: 1 вигадана гривня = 1,02",
        "Туман на прибережній дорозі",
    ),
    views="{count} переглядів",
    comments="{count} коментарів",
    updated="оновлено",
    months=(
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ),
    date="{day} {month} {year}, {clock} UTC",
    footer_line="Про нас · Приватність · Контакти",
    caption="Схема: The Demo Press",
    not_found="Сторінку не знайдено",
    not_found_more="За цією адресою нічого немає. Можливо, сторінку видалено.",
)

RUSSIAN = Words(
    cookies_label="Файлы cookie",
    cookies=(
        "Мы и 214 наших партнёров хотим узнать вас лучше.",
        "Эта страница использует cookie. Без них она тоже работает.",
        "Ваша приватность важна для нас. Насколько – решайте здесь.",
    ),
    accept="Принять все",
    choose="Выбрать",
    sections="Разделы",
    section_names=("Политика", "Регионы", "Экономика", "Наука", "Культура", "Спорт"),
    advert="Реклама",
    adverts=(
        "Зонты «Морось и дочери». Дождь ещё никогда не был таким сухим.",
        "Аккордеон за одиннадцать вечеров. Первый вечер бесплатно.",
        "Чайник, который свистит в трёх тональностях.",
        "Гостиница «Лиман»: сорок номеров, одна цапля.",
        "На этой неделе садовые гномы за полцены.",
    ),
    related="Читайте также",
    most_read="Самое читаемое",
    headlines=(
        "Паромщики закончили забастовку после ночных переговоров",
        "Почему фундук не дешевеет",
        "Музей нашёл потерянное крыло за шкафом",
        "Деревня, которая дважды выбрала пекаря старостой",
        "Парламент вернул закон о данных в комитет",
        "Что изменит новое расписание поездов",
        "Шахматная федерация поссорилась из-за часов",
        "Учёные снова посчитали выдр, и их стало больше",
    ),
    letter="Вечернее письмо",
    letters=(
        "День в девяти абзацах каждый вечер в шесть.",
        "Одно письмо в день. Не больше, иногда меньше.",
    ),
    strips=(
        "Позже дождь, 11 °C",
        "Сухо и солнечно, 14 °C",
        "Курс: 1 вымышленный рубль = 0,98",
        "Туман на прибрежной дороге",
    ),
    views="{count} просмотров",
    comments="{count} комментариев",
    updated="обновлено",
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    date="{day} {month} {year}, {clock} UTC",
    footer_line="О нас · Приватность · Контакты",
    caption="Схема: The Demo Press",
    not_found="Страница не найдена",
    not_found_more="По этому адресу ничего нет. Возможно, страница удалена.",
)

WORDS: Mapping[str, Words] = MappingProxyType(
    {"en": ENGLISH, "uk": UKRAINIAN, "ru": RUSSIAN}
)

# What stands beside a statement: the dull other business of those who publish them.
NOTICES: tuple[str, ...] = (
    "Working meeting on the spring sowing",
    "Telephone call about trade in fertiliser",
    "Order on the composition of the council for standards",
    "Congratulations on the anniversary of a university",
    "Reception of letters of credence",
    "Meeting with the heads of border districts",
    "Tender for the repair of a bridge",
    "Opening hours during the holidays",
)
