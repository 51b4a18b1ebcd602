"""What is said of claims: stances, silences, statuses, roles, and their like."""

from enum import Enum

from tracker.rules.vocabulary import (
    PartyKind,
    Precision,
    RelationKind,
    Role,
    SilenceKind,
    Stance,
    Status,
    Voice,
    WorkflowState,
)
from tracker.rules.wording.entry import Entry, entry, plain

STANCES: dict[Enum, Entry] = {
    Stance.ASSERTS: entry(
        ("Asserts", "Стверджує", "Утверждает"),
        (
            "Says that the claim is so.",
            "Каже, що це так.",
            "Говорит, что это так.",
        ),
    ),
    Stance.ACKNOWLEDGES: entry(
        ("Acknowledges", "Визнає", "Признаёт"),
        (
            "Says that the claim about its own deeds or losses is so.",
            "Визнає твердження про власні дії чи втрати.",
            "Признаёт утверждение о собственных действиях или потерях.",
        ),
    ),
    Stance.ACKNOWLEDGES_PARTLY: entry(
        ("Acknowledges partly", "Визнає частково", "Признаёт частично"),
        (
            "Says that a part of the claim is so.",
            "Визнає частину твердження.",
            "Признаёт часть утверждения.",
        ),
    ),
    Stance.DENIES: entry(
        ("Denies", "Заперечує", "Отрицает"),
        (
            "Says that the claim is not so.",
            "Каже, що це не так.",
            "Говорит, что это не так.",
        ),
    ),
    Stance.DISPUTES_DETAILS: entry(
        ("Disputes details", "Оскаржує деталі", "Оспаривает детали"),
        (
            "Accepts the core of the claim or leaves it open, and contradicts details.",
            "Не заперечує суті, але спростовує деталі.",
            "Не отрицает сути, но опровергает детали.",
        ),
    ),
    Stance.VERIFYING: entry(
        ("Verifying", "Перевіряє", "Проверяет"),
        (
            "Says that it is looking into the claim.",
            "Каже, що з'ясовує обставини.",
            "Говорит, что выясняет обстоятельства.",
        ),
    ),
    Stance.DECLINES_TO_COMMENT: entry(
        ("Declines to comment", "Не коментує", "Не комментирует"),
        (
            "Was asked and said that it will not answer.",
            "На запитання відмовляється відповідати.",
            "На вопрос отказывается отвечать.",
        ),
    ),
    Stance.NO_CLEAR_POSITION: entry(
        ("No clear position", "Без чіткої позиції", "Без ясной позиции"),
        (
            "Spoke of the matter without saying whether the claim is so.",
            "Говорить про тему, але не каже, чи це так.",
            "Говорит о теме, но не говорит, так ли это.",
        ),
    ),
    Stance.RETRACTS: entry(
        ("Retracts", "Відкликає", "Отзывает"),
        (
            "Withdraws what it said before.",
            "Відмовляється від сказаного раніше.",
            "Отказывается от сказанного ранее.",
        ),
    ),
}

SILENCES: dict[Enum, Entry] = {
    SilenceKind.NOT_CHECKED: entry(
        ("Not yet checked", "Ще не шукали", "Ещё не искали"),
        (
            "Nobody at this desk has looked or asked. It says nothing of the party.",
            "Ніхто з редакції не шукав і не питав. Про сторону це нічого не каже.",
            "Никто из редакции не искал и не спрашивал. О стороне это ничего не "
            "говорит.",
        ),
    ),
    SilenceKind.NO_STATEMENT_FOUND: entry(
        ("No statement found", "Заяви не знайдено", "Заявления не найдено"),
        (
            "The desk looked on the day named and found nothing.",
            "Редакція шукала названого дня і нічого не знайшла.",
            "Редакция искала в названный день и ничего не нашла.",
        ),
    ),
    SilenceKind.ASKED_NO_RESPONSE: entry(
        ("Asked, no response", "Запит без відповіді", "Запрос без ответа"),
        (
            "The party was asked on the day named and has not answered.",
            "Сторону запитали названого дня, відповіді немає.",
            "Сторону спросили в названный день, ответа нет.",
        ),
    ),
}

STATUSES: dict[Enum, Entry] = {
    Status.UNCONFIRMED: entry(
        ("Unconfirmed", "Не підтверджено", "Не подтверждено"),
        (
            "Asserted; who could confirm it has not.",
            "Є твердження, але той, хто міг би підтвердити, цього не зробив.",
            "Есть утверждение, но тот, кто мог бы подтвердить, этого не сделал.",
        ),
    ),
    Status.CORROBORATED: entry(
        ("Corroborated", "Підкріплено", "Подкреплено"),
        (
            "Two or more independent origins support it, and none contradicts it.",
            "Його підтримують щонайменше два незалежні першоджерела, жодне не "
            "суперечить.",
            "Его поддерживают не менее двух независимых первоисточников, ни один не "
            "противоречит.",
        ),
    ),
    Status.CONFIRMED: entry(
        ("Confirmed", "Підтверджено", "Подтверждено"),
        (
            "Acknowledged by a party that it burdens, or established by evidence that "
            "the desk verified.",
            "Визнано стороною, якій це невигідно, або встановлено доказами, які "
            "перевірила редакція.",
            "Признано стороной, которой это невыгодно, или установлено "
            "доказательствами, которые проверила редакция.",
        ),
    ),
    Status.PARTLY_CONFIRMED: entry(
        ("Partly confirmed", "Підтверджено частково", "Подтверждено частично"),
        (
            "A party that it burdens acknowledges a part of it.",
            "Сторона, якій це невигідно, визнає частину.",
            "Сторона, которой это невыгодно, признаёт часть.",
        ),
    ),
    Status.DISPUTED: entry(
        ("Disputed", "Суперечливо", "Спорно"),
        (
            "The parties or the evidence contradict each other; nothing settles it.",
            "Сторони або докази суперечать одне одному, і ніщо цього не вирішує.",
            "Стороны или доказательства противоречат друг другу, и ничто этого не "
            "решает.",
        ),
    ),
    Status.DENIED: entry(
        ("Denied", "Заперечується", "Отрицается"),
        (
            "Who could confirm it denies it, and only the claimant's word supports it.",
            "Той, хто міг би підтвердити, заперечує; на підтримку є лише слово того, "
            "хто стверджує.",
            "Тот, кто мог бы подтвердить, отрицает; в пользу есть лишь слово того, кто "
            "утверждает.",
        ),
    ),
    Status.FALSE: entry(
        ("False", "Неправда", "Неправда"),
        (
            "Evidence that the desk verified contradicts it.",
            "Цьому суперечать докази, які перевірила редакція.",
            "Этому противоречат доказательства, которые проверила редакция.",
        ),
    ),
    Status.UNVERIFIABLE: entry(
        ("Unverifiable", "Неможливо перевірити", "Невозможно проверить"),
        (
            "A person of the desk decided, with a written reason, that it cannot be "
            "checked.",
            "Редактор вирішив, із письмовим поясненням, що перевірити це неможливо.",
            "Редактор решил, с письменным объяснением, что проверить это невозможно.",
        ),
    ),
    Status.RETRACTED: entry(
        ("Retracted", "Відкликано", "Отозвано"),
        (
            "All that asserted it have withdrawn it or now deny it, and nothing "
            "independent supports it.",
            "Усі, хто це стверджував, відмовилися від своїх слів, а незалежних доказів "
            "на підтримку немає.",
            "Все, кто это утверждал, отказались от своих слов, а независимых "
            "доказательств в пользу нет.",
        ),
    ),
    Status.SUPERSEDED: entry(
        ("Superseded", "Замінено", "Заменено"),
        (
            "A later claim updates it.",
            "Його оновлює пізніше твердження.",
            "Его обновляет более позднее утверждение.",
        ),
    ),
}

ROLES: dict[Enum, Entry] = {
    Role.CLAIMANT: entry(
        ("Claimant", "Заявник", "Заявитель"),
        (
            "Makes the claim. It never answers it.",
            "Висуває твердження. На нього не відповідає.",
            "Выдвигает утверждение. На него не отвечает.",
        ),
    ),
    Role.ACCUSED: entry(
        ("Accused", "Обвинувачена сторона", "Обвиняемая сторона"),
        (
            "The claim is about its deeds.",
            "Твердження стосується її дій.",
            "Утверждение касается её действий.",
        ),
    ),
    Role.AFFECTED: entry(
        ("Affected", "Заторкнута сторона", "Затронутая сторона"),
        (
            "The claim concerns its people, land or interests.",
            "Твердження стосується її людей, землі чи інтересів.",
            "Утверждение касается её людей, земли или интересов.",
        ),
    ),
    Role.THIRD_PARTY: entry(
        ("Third party", "Третя сторона", "Третья сторона"),
        (
            "Speaks of the claim without a stake in it.",
            "Говорить про твердження, не маючи в ньому інтересу.",
            "Говорит об утверждении, не имея в нём интереса.",
        ),
    ),
}

PARTY_KINDS: dict[Enum, Entry] = {
    PartyKind.STATE: plain("State", "Держава", "Государство"),
    PartyKind.MINISTRY: plain("Ministry", "Міністерство", "Министерство"),
    PartyKind.MILITARY: plain("Military", "Військові", "Военные"),
    PartyKind.REGIONAL_AUTHORITY: plain(
        "Regional authority", "Регіональна влада", "Региональная власть"
    ),
    PartyKind.ARMED_GROUP: plain(
        "Armed group", "Озброєне угруповання", "Вооружённая группировка"
    ),
    PartyKind.INTERNATIONAL_ORGANISATION: plain(
        "International organisation",
        "Міжнародна організація",
        "Международная организация",
    ),
    PartyKind.OBSERVER: plain("Observer", "Спостерігач", "Наблюдатель"),
    PartyKind.OUTLET: plain("Outlet", "Видання", "Издание"),
}

VOICES: dict[Enum, Entry] = {
    Voice.QUOTED: plain("Quoted", "Цитата", "Цитата"),
    Voice.REPORTED: plain("Reported by another", "У переказі", "В пересказе"),
}

PRECISIONS: dict[Enum, Entry] = {
    Precision.EXACT: plain("Exact", "Точно", "Точно"),
    Precision.DAY: plain("The day is known", "Відомий день", "Известен день"),
    Precision.APPROXIMATE: plain("Approximate", "Приблизно", "Приблизительно"),
    Precision.FIRST_REPORTED: plain(
        "First reported then", "Уперше повідомлено", "Впервые сообщено"
    ),
}

WORKFLOW: dict[Enum, Entry] = {
    WorkflowState.DRAFT: plain("Draft", "Чернетка", "Черновик"),
    WorkflowState.IN_REVIEW: plain("In review", "На розгляді", "На рассмотрении"),
    WorkflowState.PUBLISHED: plain("Published", "Опубліковано", "Опубликовано"),
    WorkflowState.ARCHIVED: plain("Archived", "В архіві", "В архиве"),
}

RELATIONS: dict[Enum, Entry] = {
    RelationKind.PART_OF: plain("Part of", "Частина", "Часть"),
    RelationKind.REPEATS: plain("Repeats", "Повторює", "Повторяет"),
    RelationKind.CONTRADICTS: plain("Contradicts", "Суперечить", "Противоречит"),
    RelationKind.UPDATES: plain("Updates", "Оновлює", "Обновляет"),
}
