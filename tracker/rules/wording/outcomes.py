"""What one attempt to look at a source came to, in words; a line an outcome."""

from enum import Enum

from tracker.rules.vocabulary import CheckOutcome
from tracker.rules.wording.entry import Entry, plain

_OUTCOMES = """
invalid_url|The address cannot be used|Адресу не можна використати|Адрес непригоден
refused_ssrf|Refused: not a public address|Відмова: адреса не публічна|Отказ: адрес не публичный
robots_disallowed|The site asks robots to stay away|Сайт просить роботів не заходити|Сайт просит роботов не заходить
dns_nxdomain|The site's name no longer exists|Імені сайту більше немає|Имени сайта больше нет
dns_error|The site's name could not be looked up|Не вдалося знайти ім'я сайту|Не удалось найти имя сайта
connect_error|No connection|Немає з'єднання|Нет соединения
tls_error|The site's certificate failed|Помилка сертифіката сайту|Ошибка сертификата сайта
timeout|No answer in time|Немає відповіді вчасно|Нет ответа вовремя
protocol_error|The site's answer was malformed|Відповідь сайту хибна|Ответ сайта неправилен
too_many_redirects|Sent from address to address|Нескінченні перенаправлення|Бесконечные перенаправления
rate_limited|The site asks to come later|Сайт просить прийти пізніше|Сайт просит прийти позже
blocked|The site does not let the check in|Сайт не пускає перевірку|Сайт не пускает проверку
legal_block|Withheld for legal reasons|Закрито з правових причин|Закрыто по правовым причинам
paywalled|Behind a paywall|Платний доступ|Платный доступ
gone|The site says it is gone|Сайт каже, що сторінки більше немає|Сайт говорит, что страницы больше нет
not_found|Not found|Не знайдено|Не найдено
soft_404|Another page in its place|Замість неї інша сторінка|Вместо неё другая страница
domain_parked|The site's name was given up|Домен покинуто|Домен заброшен
server_error|The site failed|Збій сайту|Сбой сайта
unsupported_type|Not a kind of file that can be read|Такий файл не читається|Такой файл не читается
too_large|Too large to read whole|Завелике, щоб прочитати повністю|Слишком велико, чтобы прочитать целиком
decode_error|Could not be decoded|Не вдалося розкодувати|Не удалось раскодировать
extract_empty|Hardly any text in it|Майже без тексту|Почти без текста
js_required|Shows its text to browsers only|Текст видно лише в браузері|Текст виден только в браузере
extract_failed|Its text could not be read out|Не вдалося дістати текст|Не удалось извлечь текст
moved|Moved to another address|Переміщено за іншу адресу|Перемещено по другому адресу
redirected_elsewhere|Sent to a page with another text|Перенаправлено на інший текст|Перенаправлено на другой текст
unchanged|Unchanged|Без змін|Без изменений
changed_cosmetic|Only clutter changed|Змінилося лише оформлення|Изменилось лишь оформление
changed_minor|A few words changed|Змінилося кілька слів|Изменилось несколько слов
changed|The text changed|Текст змінився|Текст изменился
"""  # noqa: E501

OUTCOMES: dict[Enum, Entry] = {
    CheckOutcome(value): plain(*labels)
    for value, *labels in (line.split("|") for line in _OUTCOMES.strip().splitlines())
}
