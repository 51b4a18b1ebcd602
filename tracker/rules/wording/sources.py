"""What is said of sources and citations: grades and states."""

from enum import Enum

from tracker.rules.vocabulary import (
    Bearing,
    ChangeKind,
    CitationState,
    Credibility,
    Reliability,
    SourceKind,
    SourceState,
)
from tracker.rules.wording.entry import Entry, entry, plain

# The words of the Admiralty code.
RELIABILITY: dict[Enum, Entry] = {
    Reliability.A: entry(
        ("Completely reliable", "Цілком надійне", "Полностью надёжный"),
        (
            "No doubt of its authenticity, trustworthiness or competence.",
            "Немає сумнівів в автентичності, достовірності чи обізнаності.",
            "Нет сомнений в подлинности, достоверности или осведомлённости.",
        ),
    ),
    Reliability.B: entry(
        ("Usually reliable", "Зазвичай надійне", "Обычно надёжный"),
        (
            "Minor doubt; it has mostly given valid information.",
            "Незначні сумніви; здебільшого давало правдиві відомості.",
            "Незначительные сомнения; чаще давал верные сведения.",
        ),
    ),
    Reliability.C: entry(
        ("Fairly reliable", "Досить надійне", "Довольно надёжный"),
        (
            "Some doubt, but it has given valid information before.",
            "Є сумніви, але раніше давало правдиві відомості.",
            "Есть сомнения, но раньше давал верные сведения.",
        ),
    ),
    Reliability.D: entry(
        ("Not usually reliable", "Зазвичай ненадійне", "Обычно ненадёжный"),
        (
            "Significant doubt, though it has given valid information.",
            "Значні сумніви, хоча давало й правдиві відомості.",
            "Значительные сомнения, хотя давал и верные сведения.",
        ),
    ),
    Reliability.E: entry(
        ("Unreliable", "Ненадійне", "Ненадёжный"),
        (
            "A history of invalid information.",
            "Відоме неправдивими відомостями.",
            "Известен неверными сведениями.",
        ),
    ),
    Reliability.F: entry(
        (
            "Reliability cannot be judged",
            "Надійність неможливо оцінити",
            "Надёжность нельзя оценить",
        ),
        (
            "No basis to judge it.",
            "Немає підстав для оцінки.",
            "Нет оснований для оценки.",
        ),
    ),
}

CREDIBILITY: dict[Enum, Entry] = {
    Credibility.CONFIRMED_BY_OTHERS: entry(
        (
            "Confirmed by other sources",
            "Підтверджено іншими джерелами",
            "Подтверждено другими источниками",
        ),
        (
            "Confirmed by independent sources, logical, agrees with the rest.",
            "Підтверджено незалежно, логічно, узгоджується з рештою.",
            "Подтверждено независимо, логично, согласуется с остальным.",
        ),
    ),
    Credibility.PROBABLY_TRUE: entry(
        ("Probably true", "Ймовірно, правда", "Вероятно, правда"),
        (
            "Not confirmed; logical, agrees with the rest.",
            "Не підтверджено; логічно, узгоджується з рештою.",
            "Не подтверждено; логично, согласуется с остальным.",
        ),
    ),
    Credibility.POSSIBLY_TRUE: entry(
        ("Possibly true", "Можливо, правда", "Возможно, правда"),
        (
            "Not confirmed; fairly logical, agrees with some of the rest.",
            "Не підтверджено; досить логічно, частково узгоджується.",
            "Не подтверждено; довольно логично, отчасти согласуется.",
        ),
    ),
    Credibility.DOUBTFUL: entry(
        ("Doubtful", "Сумнівно", "Сомнительно"),
        (
            "Not confirmed; possible but not logical.",
            "Не підтверджено; можливо, але нелогічно.",
            "Не подтверждено; возможно, но нелогично.",
        ),
    ),
    Credibility.IMPROBABLE: entry(
        ("Improbable", "Малоймовірно", "Маловероятно"),
        (
            "Not confirmed; contradicted by other information.",
            "Не підтверджено; суперечить іншим відомостям.",
            "Не подтверждено; противоречит другим сведениям.",
        ),
    ),
    Credibility.CANNOT_BE_JUDGED: entry(
        ("Cannot be judged", "Неможливо оцінити", "Нельзя оценить"),
        (
            "No basis to judge it.",
            "Немає підстав для оцінки.",
            "Нет оснований для оценки.",
        ),
    ),
}

BEARINGS: dict[Enum, Entry] = {
    Bearing.SUPPORTS: entry(
        ("Supports", "Підтримує", "Поддерживает"),
        (
            "Speaks for the claim.",
            "Свідчить на користь твердження.",
            "Говорит в пользу утверждения.",
        ),
    ),
    Bearing.CONTRADICTS: entry(
        ("Contradicts", "Суперечить", "Противоречит"),
        (
            "Speaks against the claim.",
            "Свідчить проти твердження.",
            "Говорит против утверждения.",
        ),
    ),
    Bearing.REPEATS: entry(
        ("Repeats", "Повторює", "Повторяет"),
        (
            "Carries the claim on and adds nothing; it never counts as evidence.",
            "Переказує твердження і нічого не додає; доказом не вважається.",
            "Пересказывает утверждение и ничего не добавляет; доказательством не "
            "считается.",
        ),
    ),
}

SOURCE_KINDS: dict[Enum, Entry] = {
    SourceKind.PAGE: plain("Page", "Сторінка", "Страница"),
    SourceKind.POST: plain("Post", "Допис", "Пост"),
    SourceKind.DOCUMENT: plain("Document", "Документ", "Документ"),
    SourceKind.FEED: plain("Feed item", "Запис стрічки", "Запись ленты"),
}

SOURCE_STATES: dict[Enum, Entry] = {
    SourceState.UNKNOWN: entry(
        ("Not yet seen", "Ще не бачили", "Ещё не видели"),
        ("No check yet.", "Перевірок ще не було.", "Проверок ещё не было."),
    ),
    SourceState.OK: entry(
        ("As it was", "Без змін", "Без изменений"),
        (
            "The last check found it as it was.",
            "Остання перевірка не виявила змін.",
            "Последняя проверка не нашла изменений.",
        ),
    ),
    SourceState.CHANGED: entry(
        ("Changed", "Змінено", "Изменено"),
        (
            "Its text differs from the snapshot.",
            "Текст відрізняється від знімка.",
            "Текст отличается от снимка.",
        ),
    ),
    SourceState.MOVED: entry(
        ("Moved", "Переміщено", "Перемещено"),
        (
            "The same text stands at another address.",
            "Той самий текст за іншою адресою.",
            "Тот же текст по другому адресу.",
        ),
    ),
    SourceState.BLOCKED: entry(
        ("Blocked", "Доступ закрито", "Доступ закрыт"),
        (
            "The site does not let the check in; that says nothing of its words.",
            "Сайт не пускає перевірку; про слова це нічого не каже.",
            "Сайт не пускает проверку; о словах это ничего не говорит.",
        ),
    ),
    SourceState.PAYWALLED: entry(
        ("Behind a paywall", "Платний доступ", "Платный доступ"),
        (
            "The text can no longer be read for free.",
            "Текст більше не читається безкоштовно.",
            "Текст больше не читается бесплатно.",
        ),
    ),
    SourceState.SUSPECT: entry(
        ("May be gone", "Можливо, зникло", "Возможно, исчезло"),
        (
            "Two checks did not find it; the snapshot is kept.",
            "Дві перевірки не знайшли; знімок збережено.",
            "Две проверки не нашли; снимок сохранён.",
        ),
    ),
    SourceState.DEAD: entry(
        ("Gone", "Зникло", "Исчезло"),
        (
            "Checks over days did not find it; the snapshot is kept.",
            "Перевірки протягом днів не знайшли; знімок збережено.",
            "Проверки в течение дней не нашли; снимок сохранён.",
        ),
    ),
    SourceState.UNREACHABLE: entry(
        ("Unreachable", "Недоступно", "Недоступно"),
        (
            "The site has failed to answer for long.",
            "Сайт довго не відповідає.",
            "Сайт долго не отвечает.",
        ),
    ),
    SourceState.PAUSED: entry(
        ("Paused", "Призупинено", "Приостановлено"),
        (
            "The desk does not check it for now.",
            "Редакція поки не перевіряє.",
            "Редакция пока не проверяет.",
        ),
    ),
    SourceState.PINNED_ALIVE: entry(
        ("Kept as present", "Вважається наявним", "Считается доступным"),
        (
            "A person saw that it is there, whatever the checks say.",
            "Людина бачила, що воно на місці, хоч би що казали перевірки.",
            "Человек видел, что оно на месте, что бы ни говорили проверки.",
        ),
    ),
    SourceState.PINNED_DEAD: entry(
        ("Kept as gone", "Вважається зниклим", "Считается исчезнувшим"),
        (
            "A person saw that it is gone, whatever the checks say.",
            "Людина бачила, що його немає, хоч би що казали перевірки.",
            "Человек видел, что его нет, что бы ни говорили проверки.",
        ),
    ),
}

CITATION_STATES: dict[Enum, Entry] = {
    CitationState.EXACT: entry(
        ("Words present", "Слова на місці", "Слова на месте"),
        (
            "The quoted words stand there as quoted.",
            "Процитовані слова стоять, як процитовано.",
            "Процитированные слова стоят, как процитировано.",
        ),
    ),
    CitationState.EXACT_TYPOGRAPHIC: entry(
        (
            "Words present, other typography",
            "Слова на місці, інша типографіка",
            "Слова на месте, другая типографика",
        ),
        (
            "Only quote marks, dashes or the like differ.",
            "Відрізняються лише лапки, тире тощо.",
            "Отличаются лишь кавычки, тире и подобное.",
        ),
    ),
    CitationState.EXACT_MOVED: entry(
        (
            "Words present, context changed",
            "Слова на місці, контекст змінено",
            "Слова на месте, контекст изменён",
        ),
        (
            "The words stand there; what stands around them is new.",
            "Слова стоять; довкола них інший текст.",
            "Слова стоят; вокруг них другой текст.",
        ),
    ),
    CitationState.ALTERED: entry(
        ("Words altered", "Слова змінено", "Слова изменены"),
        (
            "Similar words stand in their place.",
            "На їхньому місці схожі слова.",
            "На их месте похожие слова.",
        ),
    ),
    CitationState.ALTERED_CRITICAL: entry(
        (
            "Words altered in a critical place",
            "Слова змінено в істотному місці",
            "Слова изменены в существенном месте",
        ),
        (
            "A number, a date, a name, a negation or the like changed.",
            "Змінилося число, дата, ім'я, заперечення тощо.",
            "Изменилось число, дата, имя, отрицание и подобное.",
        ),
    ),
    CitationState.AMBIGUOUS: entry(
        ("Place unclear", "Місце неясне", "Место неясно"),
        (
            "The words are short and fit several places.",
            "Слова короткі й пасують до кількох місць.",
            "Слова коротки и подходят к нескольким местам.",
        ),
    ),
    CitationState.GONE: entry(
        ("Words gone", "Слова зникли", "Слова исчезли"),
        (
            "The page was read, and the words are not in it.",
            "Сторінку прочитано, слів на ній немає.",
            "Страница прочитана, слов на ней нет.",
        ),
    ),
    CitationState.UNCHECKABLE: entry(
        ("Could not be checked", "Не вдалося перевірити", "Не удалось проверить"),
        (
            "The page could not be read; what was known before still stands.",
            "Сторінку не вдалося прочитати; чинне те, що було відомо.",
            "Страницу не удалось прочитать; в силе то, что было известно.",
        ),
    ),
}

CHANGES: dict[Enum, Entry] = {
    ChangeKind.UNCHANGED: plain("Unchanged", "Без змін", "Без изменений"),
    ChangeKind.COSMETIC: plain("Cosmetic", "Косметична", "Косметическое"),
    ChangeKind.MINOR: plain("Minor", "Незначна", "Незначительное"),
    ChangeKind.MEANINGFUL: plain("Meaningful", "Суттєва", "Существенное"),
}
