"""What is said of the desk's work: review items, urgency, due dates, reversals."""

from enum import Enum

from tracker.rules.reversals import ReversalKind
from tracker.rules.schedule import DueReason
from tracker.rules.vocabulary import (
    ContributionDeed,
    ContributionKind,
    CopyKind,
    CopyState,
    DeliveryState,
    EditVerb,
    InquiryChannel,
    JobKind,
    JobState,
    NoticeKind,
    ReviewKind,
    ReviewState,
    StepKind,
    SuggestionState,
    Telling,
    Urgency,
    WaitingState,
    WatchKind,
    WebhookKind,
)
from tracker.rules.wording.entry import Entry, entry, plain

REVIEW_KINDS: dict[Enum, Entry] = {
    ReviewKind.WORDS_ALTERED: plain("Words altered", "Слова змінено", "Слова изменены"),
    ReviewKind.WORDS_GONE: plain("Words gone", "Слова зникли", "Слова исчезли"),
    ReviewKind.PAGE_CHANGED: plain(
        "Page rewritten", "Сторінку переписано", "Страница переписана"
    ),
    ReviewKind.CORRECTION_NOTICE: plain(
        "Correction notice", "Повідомлення про виправлення", "Сообщение об исправлении"
    ),
    ReviewKind.PAGE_GONE: plain("Page gone", "Сторінка зникла", "Страница исчезла"),
    ReviewKind.PAGE_MOVED: plain(
        "Page moved", "Сторінку переміщено", "Страница перемещена"
    ),
    ReviewKind.PAGE_BACK: plain(
        "Page came back", "Сторінка повернулася", "Страница вернулась"
    ),
    ReviewKind.ANSWER_FOUND: plain(
        "Answer found", "Знайдено відповідь", "Найден ответ"
    ),
    ReviewKind.INQUIRY_OVERDUE: plain(
        "Answer overdue", "Відповідь прострочено", "Ответ просрочен"
    ),
    ReviewKind.EVIDENCE_STALE: plain(
        "Evidence out of reach", "Докази недоступні", "Доказательства недоступны"
    ),
    ReviewKind.STATUS_OUTDATED: plain(
        "New since the status", "Нове після статусу", "Новое после статуса"
    ),
}

REVIEW_STATES: dict[Enum, Entry] = {
    ReviewState.OPEN: plain("Open", "Відкрито", "Открыто"),
    ReviewState.RESOLVED: plain("Resolved", "Вирішено", "Решено"),
    ReviewState.DISMISSED: plain("Dismissed", "Відхилено", "Отклонено"),
}

WAITING_STATES: dict[Enum, Entry] = {
    WaitingState.WAITING: plain("Waiting", "Очікує", "Ожидает"),
    WaitingState.ACCEPTED: plain("Accepted", "Прийнято", "Принято"),
    WaitingState.DECLINED: plain("Declined", "Відхилено", "Отклонено"),
    WaitingState.WITHDRAWN: plain("Withdrawn", "Відкликано", "Отозвано"),
}

CONTRIBUTION_KINDS: dict[Enum, Entry] = {
    ContributionKind.POSITION: plain("Position", "Позиція", "Позиция"),
    ContributionKind.SILENCE: plain("Silence", "Мовчання", "Молчание"),
    ContributionKind.INQUIRY: plain("Inquiry", "Запит", "Запрос"),
    ContributionKind.CITATION: plain("Citation", "Цитата", "Цитата"),
    ContributionKind.ROLE: plain("Part of a party", "Роль сторони", "Роль стороны"),
    ContributionKind.RELATION: plain(
        "Relation to a claim", "Зв'язок із твердженням", "Связь с утверждением"
    ),
    ContributionKind.WORDING: plain(
        "Words and subjects", "Формулювання й теми", "Формулировка и темы"
    ),
}

CONTRIBUTION_DEEDS: dict[Enum, Entry] = {
    ContributionDeed.ADD: plain("Add", "Додати", "Добавить"),
    ContributionDeed.CORRECT: plain("Correct", "Виправити", "Исправить"),
    ContributionDeed.TAKE_BACK: plain("Take back", "Скасувати", "Отменить"),
}

STEPS: dict[Enum, Entry] = {
    StepKind.KEPT: plain("Kept as it is", "Залишено як є", "Оставлено как есть"),
    StepKind.POSITION_RECORDED: plain(
        "Position recorded", "Позицію записано", "Позиция записана"
    ),
    StepKind.STATUS_CHANGED: plain(
        "Status changed", "Статус змінено", "Статус изменён"
    ),
    StepKind.CITATION_REPLACED: plain(
        "Quotation replaced", "Цитату замінено", "Цитата заменена"
    ),
    StepKind.ASKED: plain("Party asked", "Сторону запитано", "Сторона спрошена"),
    StepKind.WAITS: plain("Put off", "Відкладено", "Отложено"),
    StepKind.DISMISSED: plain("Dismissed", "Відхилено", "Отклонено"),
    StepKind.ASSIGNED: plain("Assigned", "Призначено", "Назначено"),
    StepKind.UNDONE: plain("Undone", "Скасовано", "Отменено"),
}

URGENCY: dict[Enum, Entry] = {
    Urgency.LOW: plain("Low", "Низька", "Низкая"),
    Urgency.NORMAL: plain("Normal", "Звичайна", "Обычная"),
    Urgency.HIGH: plain("High", "Висока", "Высокая"),
    Urgency.URGENT: plain("Urgent", "Термінова", "Срочная"),
}

SUGGESTIONS: dict[Enum, Entry] = {
    SuggestionState.NEW: plain("New", "Нове", "Новое"),
    SuggestionState.ACCEPTED: plain("Accepted", "Прийнято", "Принято"),
    SuggestionState.MERGED: plain("Merged", "Об'єднано", "Объединено"),
    SuggestionState.DECLINED: plain("Declined", "Відхилено", "Отклонено"),
}

CHANNELS: dict[Enum, Entry] = {
    InquiryChannel.EMAIL: plain("E-mail", "Електронна пошта", "Электронная почта"),
    InquiryChannel.PHONE: plain("Telephone", "Телефон", "Телефон"),
    InquiryChannel.PRESS_CONFERENCE: plain(
        "Press conference", "Пресконференція", "Пресс-конференция"
    ),
    InquiryChannel.LETTER: plain("Letter", "Лист", "Письмо"),
    InquiryChannel.MESSAGE: plain("Message", "Повідомлення", "Сообщение"),
}

WATCHES: dict[Enum, Entry] = {
    WatchKind.FEED: plain("Feed", "Стрічка", "Лента"),
    WatchKind.TELEGRAM: plain("Telegram channel", "Канал Telegram", "Канал Telegram"),
    WatchKind.LINKS: plain(
        "Page of links", "Сторінка з посиланнями", "Страница со ссылками"
    ),
    WatchKind.PAGE: plain("Page", "Сторінка", "Страница"),
}

EDITS: dict[Enum, Entry] = {
    EditVerb.ADD: plain("Added", "Додано", "Добавлено"),
    EditVerb.CHANGE: plain("Changed", "Змінено", "Изменено"),
    EditVerb.REMOVE: plain("Removed", "Вилучено", "Удалено"),
}

DELIVERIES: dict[Enum, Entry] = {
    DeliveryState.PENDING: plain("Waiting", "Очікує", "Ожидает"),
    DeliveryState.SENT: plain("Sent", "Надіслано", "Отправлено"),
    DeliveryState.FAILED: plain("Failed", "Не вдалося", "Не удалось"),
    DeliveryState.DROPPED: plain("Not sent", "Не надіслано", "Не отправлено"),
}

# The definition is what the person is told who is meant by it.
NOTICES: dict[Enum, Entry] = {
    NoticeKind.ASSIGNED: entry(
        ("Assignment", "Призначення", "Назначение"),
        ("Assigned to you", "Призначено вам", "Назначено вам"),
    ),
    NoticeKind.URGENT_FINDING: entry(
        ("Urgent finding", "Термінова знахідка", "Срочная находка"),
        ("Urgent", "Терміново", "Срочно"),
    ),
    NoticeKind.INQUIRY_OVERDUE: entry(
        ("Overdue inquiry", "Прострочений запит", "Просроченный запрос"),
        ("Answer overdue", "Відповідь прострочено", "Ответ просрочен"),
    ),
    NoticeKind.APPROVAL_WANTED: entry(
        ("Approval wanted", "Потрібне схвалення", "Нужно одобрение"),
        (
            "Your approval is wanted",
            "Потрібне ваше схвалення",
            "Нужно ваше одобрение",
        ),
    ),
    NoticeKind.ITEM_BACK: entry(
        ("Item is back", "Питання повернулося", "Вопрос вернулся"),
        ("What you waited for is back", "Повернулося до вас", "Вернулось к вам"),
    ),
    NoticeKind.STATUS_CHANGED: entry(
        ("Status changed", "Статус змінено", "Статус изменён"),
        ("Status changed", "Статус змінено", "Статус изменён"),
    ),
}

TELLINGS: dict[Enum, Entry] = {
    Telling.AT_ONCE: plain("By e-mail at once", "Листом одразу", "Письмом сразу"),
    Telling.DIGEST: plain(
        "By e-mail once a day", "Листом раз на день", "Письмом раз в день"
    ),
    Telling.DESK: plain("On the desk only", "Лише на столі", "Только на столе"),
    Telling.NOT: plain("Not at all", "Ніяк", "Никак"),
}

WEBHOOKS: dict[Enum, Entry] = {
    WebhookKind.SLACK: plain("Slack", "Slack", "Slack"),
    WebhookKind.MATTERMOST: plain("Mattermost", "Mattermost", "Mattermost"),
    WebhookKind.JSON: plain("Signed JSON", "Підписаний JSON", "Подписанный JSON"),
}

COPY_KINDS: dict[Enum, Entry] = {
    CopyKind.SAVE: plain("To be kept", "Зберегти", "Сохранить"),
    CopyKind.FIND: plain("To be found", "Знайти", "Найти"),
}

COPIES: dict[Enum, Entry] = {
    CopyState.WAITING: plain("Asked for", "Запитано", "Запрошено"),
    CopyState.SAVING: plain("Being kept", "Зберігається", "Сохраняется"),
    CopyState.KEPT: plain("There", "Є", "Есть"),
    CopyState.NONE: plain("No copy", "Копії немає", "Копии нет"),
    CopyState.FAILED: plain("Failed", "Не вдалося", "Не удалось"),
}

DUE_REASONS: dict[Enum, Entry] = {
    DueReason.SECOND_LOOK: plain(
        "A second look at words that seem altered or gone",
        "Другий погляд на слова, що, схоже, змінено або вилучено",
        "Второй взгляд на слова, которые, похоже, изменены или удалены",
    ),
    DueReason.RETRY: plain(
        "Another try after a passing failure",
        "Нова спроба після тимчасового збою",
        "Новая попытка после временного сбоя",
    ),
    DueReason.CONFIRM_GONE: plain(
        "A further look at a page that seems gone",
        "Ще один погляд на сторінку, що, схоже, зникла",
        "Ещё один взгляд на страницу, которая, похоже, исчезла",
    ),
    DueReason.OBSTRUCTED: plain(
        "Later than usual, as the page could not be read",
        "Пізніше, ніж зазвичай: сторінку не вдалося прочитати",
        "Позже обычного: страницу не удалось прочитать",
    ),
    DueReason.RATE: plain(
        "As often as it changes and as much as hangs on it",
        "Залежно від того, як часто вона змінюється і скільки від неї залежить",
        "Смотря по тому, как часто она меняется и сколько от неё зависит",
    ),
    DueReason.SMALLEST: plain(
        "The smallest interval allowed",
        "Найменший дозволений проміжок",
        "Наименьший разрешённый промежуток",
    ),
    DueReason.LARGEST: plain(
        "The largest interval allowed",
        "Найбільший дозволений проміжок",
        "Наибольший разрешённый промежуток",
    ),
    DueReason.LIVE: plain(
        "A live page, looked at faster than any plan",
        "Жива сторінка: її переглядають частіше за будь-який план",
        "Живая страница: её смотрят чаще любого плана",
    ),
    DueReason.HOST_TURN: plain(
        "When the site allows it", "Коли дозволить сайт", "Когда позволит сайт"
    ),
}

REVERSALS: dict[Enum, Entry] = {
    ReversalKind.TURNED: plain(
        "Changed its stance", "Змінено позицію", "Смена позиции"
    ),
    ReversalKind.RETRACTED: plain(
        "Withdrew its words", "Відкликано сказане", "Сказанное отозвано"
    ),
    ReversalKind.BROKE_SILENCE: plain(
        "First clear word", "Перше чітке слово", "Первое ясное слово"
    ),
}

JOB_KINDS: dict[Enum, Entry] = {
    JobKind.DISMISS: plain("Dismiss", "Відхилити", "Отклонить"),
    JobKind.ASSIGN: plain("Assign", "Призначити", "Назначить"),
    JobKind.WAIT: plain("Look again later", "Повернутися пізніше", "Вернуться позже"),
    JobKind.CHECK: plain("Check again", "Перевірити знову", "Проверить снова"),
    JobKind.GRADE: plain("Grade", "Оцінити", "Оценить"),
    JobKind.TOPIC: plain("File under a topic", "Віднести до теми", "Отнести к теме"),
    JobKind.PLACE: plain("Tie to a place", "Прив’язати до місця", "Привязать к месту"),
    JobKind.MOVE: plain("Move the work on", "Просунути роботу", "Продвинуть работу"),
    JobKind.CLAIMS: plain("Import claims", "Імпорт тверджень", "Импорт утверждений"),
    JobKind.SOURCES: plain("Import sources", "Імпорт джерел", "Импорт источников"),
    JobKind.POSITIONS: plain("Import positions", "Імпорт позицій", "Импорт позиций"),
}

JOB_STATES: dict[Enum, Entry] = {
    JobState.WAITING: plain("Waits for a worker", "Чекає", "Ждёт"),
    JobState.RUNNING: plain("Under way", "Виконується", "Выполняется"),
    JobState.DONE: plain("Done", "Виконано", "Выполнено"),
    JobState.FAILED: plain("Stopped", "Зупинено", "Остановлено"),
    JobState.CANCELLED: plain("Cancelled", "Скасовано", "Отменено"),
}
