"""The phrases of headlines, labels and reasons, by their English text.

Names decline in Ukrainian and Russian, so their phrases put a name before a colon and
say the rest without a subject: "Москва: подтверждения нет". English stands here only
where it needs a plural form.
"""

from collections.abc import Mapping

from tracker.rules.change_phrases import CHANGE_PHRASES
from tracker.rules.due_phrases import DUE_PHRASES

Forms = tuple[str, ...]


def _both(uk: str, ru: str) -> Mapping[str, Forms]:
    return {"uk": (uk,), "ru": (ru,)}


def _verb(one: str, other: str, uk: str, ru: str) -> Mapping[str, Forms]:
    """English agrees with the number of parties, the others have no subject."""
    return {"en": (one, other), "uk": (uk,), "ru": (ru,)}


STATUS_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "not yet assessed": _both("ще не оцінено", "ещё не оценено"),
    "unconfirmed": _both("не підтверджено", "не подтверждено"),
    "unconfirmed by {parties}": _both(
        "{parties}: підтвердження немає", "{parties}: подтверждения нет"
    ),
    "corroborated": _both("підкріплено", "подкреплено"),
    "corroborated by {count} independent origins": {
        "en": (
            "corroborated by {count} independent origin",
            "corroborated by {count} independent origins",
        ),
        "uk": (
            "підкріплено: {count} незалежне першоджерело",
            "підкріплено: {count} незалежні першоджерела",
            "підкріплено: {count} незалежних першоджерел",
        ),
        "ru": (
            "подкреплено: {count} независимый первоисточник",
            "подкреплено: {count} независимых первоисточника",
            "подкреплено: {count} независимых первоисточников",
        ),
    },
    "confirmed": _both("підтверджено", "подтверждено"),
    "confirmed by {parties}": _both(
        "{parties}: підтверджено", "{parties}: подтверждено"
    ),
    "confirmed by verified evidence": _both(
        "підтверджено перевіреними доказами",
        "подтверждено проверенными доказательствами",
    ),
    "partly confirmed": _both("підтверджено частково", "подтверждено частично"),
    "partly confirmed by {parties}": _both(
        "{parties}: підтверджено частково", "{parties}: подтверждено частично"
    ),
    "disputed": _both("суперечливо", "спорно"),
    "disputed by {parties}": _both(
        "{parties}: оскаржується", "{parties}: оспаривается"
    ),
    "disputed by the evidence": _both(
        "суперечливо за доказами", "спорно по доказательствам"
    ),
    "denied": _both("заперечується", "отрицается"),
    "denied by {parties}": _both("{parties}: заперечується", "{parties}: отрицается"),
    "false": _both("неправда", "неправда"),
    "false by verified evidence": _both(
        "неправда за перевіреними доказами", "неправда по проверенным доказательствам"
    ),
    "unverifiable": _both("неможливо перевірити", "невозможно проверить"),
    "retracted": _both("відкликано", "отозвано"),
    "retracted by {parties}": _both("{parties}: відкликано", "{parties}: отозвано"),
    "superseded by a later claim": _both(
        "замінено пізнішим твердженням", "заменено более поздним утверждением"
    ),
}

STANCE_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "claimed by {parties}": _both("{parties}: заявлено", "{parties}: заявлено"),
    "acknowledged by {parties}": _both("{parties}: визнано", "{parties}: признано"),
    "partly acknowledged by {parties}": _both(
        "{parties}: визнано частково", "{parties}: признано частично"
    ),
    "disputed in detail by {parties}": _both(
        "{parties}: оскаржуються деталі", "{parties}: оспариваются детали"
    ),
    "{parties} is verifying": _verb(
        "{parties} is verifying",
        "{parties} are verifying",
        "{parties}: триває перевірка",
        "{parties}: идёт проверка",
    ),
    "{parties} declines to comment": _verb(
        "{parties} declines to comment",
        "{parties} decline to comment",
        "{parties}: відмова від коментарів",
        "{parties}: отказ от комментариев",
    ),
    "no clear position from {parties}": _both(
        "{parties}: чіткої позиції немає", "{parties}: ясной позиции нет"
    ),
    "reported by {parties}": _both(
        "за повідомленнями: {parties}", "по сообщениям: {parties}"
    ),
    "{clause} (now verifying)": _both(
        "{clause} (зараз триває перевірка)", "{clause} (сейчас идёт проверка)"
    ),
    "{clause} (now declines to comment)": _verb(
        "{clause} (now declines to comment)",
        "{clause} (now decline to comment)",
        "{clause} (зараз відмова від коментарів)",
        "{clause} (сейчас отказ от комментариев)",
    ),
    "{clause} (now without a clear position)": _both(
        "{clause} (зараз без чіткої позиції)", "{clause} (сейчас без ясной позиции)"
    ),
    "{party} {gist}": _both("{party}: {gist}", "{party}: {gist}"),
}

SILENCE_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "{parties} not yet checked": _both(
        "{parties}: заяв ще не шукали", "{parties}: заявлений ещё не искали"
    ),
    "{parties} asked, answer awaited": _both(
        "{parties}: запит надіслано, відповіді чекаємо",
        "{parties}: запрос отправлен, ждём ответа",
    ),
    "no response from {parties}, asked {date}": _both(
        "{parties}: запит {date} без відповіді",
        "{parties}: запрос {date} без ответа",
    ),
    "no statement found from {parties}, last looked {date}": _both(
        "{parties}: заяви не знайдено, останній пошук {date}",
        "{parties}: заявления не найдено, последний поиск {date}",
    ),
}

EVIDENCE_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "supported by {count} independent origins": {
        "uk": (
            "на підтримку {count} незалежне першоджерело",
            "на підтримку {count} незалежні першоджерела",
            "на підтримку {count} незалежних першоджерел",
        ),
        "ru": (
            "в пользу {count} независимый первоисточник",
            "в пользу {count} независимых первоисточника",
            "в пользу {count} независимых первоисточников",
        ),
    },
    "contradicted by {count} independent origins": {
        "uk": (
            "проти {count} незалежне першоджерело",
            "проти {count} незалежні першоджерела",
            "проти {count} незалежних першоджерел",
        ),
        "ru": (
            "против {count} независимый первоисточник",
            "против {count} независимых первоисточника",
            "против {count} независимых первоисточников",
        ),
    },
    "supported by verified evidence": _both(
        "на підтримку перевірені докази", "в пользу проверенные доказательства"
    ),
    "contradicted by verified evidence": _both(
        "проти перевірені докази", "против проверенные доказательства"
    ),
}

NEWS_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "New since this status: {changes} (under review)": _both(
        "Нове після цього статусу: {changes} (на розгляді)",
        "Новое после этого статуса: {changes} (на рассмотрении)",
    ),
    "the record now speaks for “{label}”": _both(
        "записи тепер свідчать за «{label}»", "записи теперь говорят за «{label}»"
    ),
    "{parties} claims it": _verb(
        "{parties} claims it",
        "{parties} claim it",
        "{parties}: заявлено",
        "{parties}: заявлено",
    ),
    "{parties} acknowledges": _verb(
        "{parties} acknowledges",
        "{parties} acknowledge",
        "{parties}: визнано",
        "{parties}: признано",
    ),
    "{parties} partly acknowledges": _verb(
        "{parties} partly acknowledges",
        "{parties} partly acknowledge",
        "{parties}: визнано частково",
        "{parties}: признано частично",
    ),
    "{parties} denies": _verb(
        "{parties} denies",
        "{parties} deny",
        "{parties}: заперечується",
        "{parties}: отрицается",
    ),
    "{parties} disputes details": _verb(
        "{parties} disputes details",
        "{parties} dispute details",
        "{parties}: оскаржуються деталі",
        "{parties}: оспариваются детали",
    ),
    "{parties} retracts": _verb(
        "{parties} retracts",
        "{parties} retract",
        "{parties}: відкликано",
        "{parties}: отозвано",
    ),
}

REASON_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "a later claim updates it: {claim}": _both(
        "пізніше твердження його оновлює: {claim}",
        "более позднее утверждение его обновляет: {claim}",
    ),
    "verified evidence on both sides, origins: {count}": _both(
        "перевірені докази з обох боків, першоджерел: {count}",
        "проверенные доказательства с обеих сторон, первоисточников: {count}",
    ),
    "verified evidence against it, origins: {count}": _both(
        "перевірені докази проти, першоджерел: {count}",
        "проверенные доказательства против, первоисточников: {count}",
    ),
    "verified evidence for it, origins: {count}": _both(
        "перевірені докази на підтримку, першоджерел: {count}",
        "проверенные доказательства в пользу, первоисточников: {count}",
    ),
    "no longer asserted by {parties}": _both(
        "{parties}: більше не стверджується", "{parties}: больше не утверждается"
    ),
    "independent origins for it: {count}": _both(
        "незалежних першоджерел на підтримку: {count}",
        "независимых первоисточников в пользу: {count}",
    ),
    "independent origins on both sides: {count}": _both(
        "незалежних першоджерел з обох боків: {count}",
        "независимых первоисточников с обеих сторон: {count}",
    ),
    "independent origins against it: {count}": _both(
        "незалежних першоджерел проти: {count}",
        "независимых первоисточников против: {count}",
    ),
    "contradicted by {parties} against independent evidence, origins: {count}": _both(
        "{parties}: заперечується попри незалежні докази, першоджерел: {count}",
        "{parties}: отрицается вопреки независимым доказательствам, "
        "первоисточников: {count}",
    ),
    "contradicted by {parties} while another acknowledges it partly": _both(
        "{parties}: заперечується, а інша сторона визнає частково",
        "{parties}: отрицается, а другая сторона признаёт частично",
    ),
    "denied by {parties}, and nothing independent supports it": _both(
        "{parties}: заперечується, незалежних доказів на підтримку немає",
        "{parties}: отрицается, независимых доказательств в пользу нет",
    ),
    "not acknowledged by {parties}": _both(
        "{parties}: не визнано", "{parties}: не признано"
    ),
    "acknowledged by {parties}, whom it does not burden": _both(
        "{parties}: визнано, та твердження не обтяжує",
        "{parties}: признано, но утверждение не обременяет",
    ),
    "outweighed: acknowledged by {parties}": _both(
        "{parties}: визнано, але переважило інше",
        "{parties}: признано, но перевесило другое",
    ),
    "outweighed: partly acknowledged by {parties}": _both(
        "{parties}: визнано частково, але переважило інше",
        "{parties}: признано частично, но перевесило другое",
    ),
    "outweighed: denied or disputed by {parties}": _both(
        "{parties}: заперечується чи оскаржується, але переважило інше",
        "{parties}: отрицается или оспаривается, но перевесило другое",
    ),
    "outweighed: independent origins for it: {count}": _both(
        "переважено: незалежних першоджерел на підтримку: {count}",
        "перевешено: независимых первоисточников в пользу: {count}",
    ),
    "outweighed: independent origins against it: {count}": _both(
        "переважено: незалежних першоджерел проти: {count}",
        "перевешено: независимых первоисточников против: {count}",
    ),
    "citations that stand on their snapshot only: {count}": _both(
        "цитат, що тримаються лише на знімку: {count}",
        "цитат, которые держатся лишь на снимке: {count}",
    ),
}

JOINING_PHRASES: Mapping[str, Mapping[str, Forms]] = {
    "{first} and {last}": _both("{first} і {last}", "{first} и {last}"),
    "{names} and {count} more": _both("{names} та ще {count}", "{names} и ещё {count}"),
    "about {date}": _both("близько {date}", "около {date}"),
    "{date} {year}": _both("{date} {year}", "{date} {year}"),
    "{day} January": _both("{day} січня", "{day} января"),
    "{day} February": _both("{day} лютого", "{day} февраля"),
    "{day} March": _both("{day} березня", "{day} марта"),
    "{day} April": _both("{day} квітня", "{day} апреля"),
    "{day} May": _both("{day} травня", "{day} мая"),
    "{day} June": _both("{day} червня", "{day} июня"),
    "{day} July": _both("{day} липня", "{day} июля"),
    "{day} August": _both("{day} серпня", "{day} августа"),
    "{day} September": _both("{day} вересня", "{day} сентября"),
    "{day} October": _both("{day} жовтня", "{day} октября"),
    "{day} November": _both("{day} листопада", "{day} ноября"),
    "{day} December": _both("{day} грудня", "{day} декабря"),
}

PHRASES: Mapping[str, Mapping[str, Forms]] = {
    **STATUS_PHRASES,
    **STANCE_PHRASES,
    **SILENCE_PHRASES,
    **EVIDENCE_PHRASES,
    **NEWS_PHRASES,
    **REASON_PHRASES,
    **JOINING_PHRASES,
    **DUE_PHRASES,
    **CHANGE_PHRASES,
}
