"""One short news story in eight languages, with the places where an edit turns it.

The stories are ours; `edits` are the words before and after, by what they turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    paragraphs: tuple[str, ...]
    edits: Mapping[str, tuple[str, str]]
    added: str
    notice: str
    # What its site says around it: times, counters, teasers.
    ago: tuple[str, str]
    views: tuple[str, str]
    updated: tuple[str, str]
    also: tuple[str, str]


STORIES: Mapping[str, Story] = {
    "en": Story(
        "Harbour bridge stays open for heavy lorries",
        (
            "The harbour bridge of Eastmouth was not closed on 8 April, the town's "
            "engineer Anna Weil said after 14 lorries had been held up at the toll.",
            'The council may vote on the repairs in May. "We have the money," said the '
            "treasurer, who expects the work to last until the end of the summer.",
            "Fishermen on the old quay said that they had heard nothing of a closure, "
            "and that their boats went out in the morning as on any other day.",
        ),
        {
            "number": ("14 lorries", "41 lorries"),
            "negation": ("was not closed", "was closed"),
            "name": ("Anna Weil", "Karin Moor"),
            "date": ("8 April", "9 April"),
            "modal": ("may vote", "must vote"),
            "headline": ("stays open for", "is shut to"),
        },
        "The ferry company has offered to carry lorries at night while the bridge is "
        "being repaired, its owner told this newspaper on Friday.",
        "Correction: an earlier version of this article gave a wrong number.",
        ("5 minutes ago", "3 hours ago"),
        ("1,204 views", "3,871 views"),
        ("Last updated: 8 April 2025, 09:30", "Last updated: 9 April 2025, 17:45"),
        ("Read also: Fish market opens again", "Read also: School choir wins a prize"),
    ),
    "uk": Story(
        "Міст у гавані лишається відкритим для вантажівок",
        (
            "Міст у гавані Східного не було закрито 8 квітня, сказала інженерка міста "
            "Ганна Вайль, після того як 14 вантажівок затримали біля каси.",
            "Рада може проголосувати за ремонт у травні. «Гроші в нас є», — сказав "
            "скарбник, який чекає, що роботи триватимуть до кінця літа.",
            "Рибалки на старому причалі сказали, що нічого не чули про закриття і що "
            "їхні човни вийшли зранку, як і будь-якого іншого дня.",
        ),
        {
            "number": ("14 вантажівок", "41 вантажівку"),
            "negation": ("не було закрито", "було закрито"),
            "name": ("Ганна Вайль", "Карина Мур"),
            "date": ("8 квітня", "9 квітня"),
            "modal": ("може проголосувати", "мусить проголосувати"),
            "headline": ("лишається відкритим", "зачинено"),
        },
        "Поромна компанія запропонувала возити вантажівки вночі, поки міст ремонтують, "
        "розповів її власник нашій газеті в п'ятницю.",
        "Уточнення: у попередній версії статті було вказано неправильну кількість.",
        ("5 хвилин тому", "3 години тому"),
        ("1204 перегляди", "3871 перегляд"),
        ("Оновлено 8 квітня 2025, 09:30", "Оновлено 9 квітня 2025, 17:45"),
        ("Читайте також: Рибний ринок відкрито", "Читайте також: Хор здобув нагороду"),
    ),
    "ru": Story(
        "Мост в гавани остается открытым для грузовиков",
        (
            "Мост в гавани Восточного не был закрыт 8 апреля, сказала инженер города "
            "Анна Вайль, после того как 14 грузовиков задержали у кассы.",
            "Совет может проголосовать за ремонт в мае. «Деньги у нас есть», — сказал "
            "казначей, который ждёт, что работы продлятся до конца лета.",
            "Рыбаки на старом причале сказали, что ничего не слышали о закрытии и что "
            "их лодки вышли утром, как и в любой другой день.",
        ),
        {
            "number": ("14 грузовиков", "41 грузовик"),
            "negation": ("не был закрыт", "был закрыт"),
            "name": ("Анна Вайль", "Карина Мур"),
            "date": ("8 апреля", "9 апреля"),
            "modal": ("может проголосовать", "должен проголосовать"),
            "headline": ("остается открытым", "закрыт"),
        },
        "Паромная компания предложила возить грузовики ночью, пока мост ремонтируют, "
        "рассказал её владелец нашей газете в пятницу.",
        "Исправление: в предыдущей версии статьи было указано неверное число.",
        ("5 минут назад", "3 часа назад"),
        ("1204 просмотра", "3871 просмотр"),
        ("Обновлено 8 апреля 2025, 09:30", "Обновлено 9 апреля 2025, 17:45"),
        ("Читайте также: Рыбный рынок открыт", "Читайте также: Хор получил награду"),
    ),
    "de": Story(
        "Hafenbrücke bleibt für schwere Laster offen",
        (
            "Die Hafenbrücke von Ostmünde wurde am 8. April nicht gesperrt, sagte die "
            "Ingenieurin Anna Weil, nachdem 14 Laster an der Kasse gewartet hatten.",
            "Der Rat kann im Mai über die Arbeiten abstimmen. „Wir haben das Geld“, "
            "sagte der Kämmerer, der mit Arbeiten bis zum Ende des Sommers rechnet.",
            "Fischer am alten Kai sagten, sie hätten von einer Sperrung nichts gehört, "
            "und ihre Boote seien am Morgen wie an jedem Tag ausgelaufen.",
        ),
        {
            "number": ("14 Laster", "41 Laster"),
            "negation": ("April nicht gesperrt", "April gesperrt"),
            "name": ("Anna Weil", "Karin Moor"),
            "date": ("8. April", "9. April"),
            "modal": ("kann im Mai", "muss im Mai"),
            "headline": ("bleibt für schwere Laster offen", "ist für Laster gesperrt"),
        },
        "Die Reederei hat angeboten, Laster nachts zu befördern, solange an der Brücke "
        "gearbeitet wird, sagte ihr Inhaber dieser Zeitung am Freitag.",
        "Korrektur: In einer früheren Version dieses Artikels stand eine falsche Zahl.",
        ("vor 5 Minuten", "vor 3 Stunden"),
        ("1.204 Aufrufe", "3.871 Aufrufe"),
        ("Stand: 8. April 2025, 9:30 Uhr", "Stand: 9. April 2025, 17:45 Uhr"),
        ("Lesen Sie auch: Fischmarkt ist offen", "Lesen Sie auch: Preis für den Chor"),
    ),
    "fr": Story(
        "Le pont du port reste ouvert aux poids lourds",
        (
            "Le pont du port d'Estmouth n'a pas été fermé le 8 avril, a dit "
            "l'ingénieure Anna Weil, après que 14 camions ont attendu au péage.",
            "Le conseil peut voter les travaux en mai. « Nous avons l'argent », a dit "
            "le trésorier, qui attend la fin des travaux pour la fin de l'été.",
            "Les pêcheurs du vieux quai ont dit n'avoir rien entendu d'une fermeture, "
            "et que leurs bateaux étaient sortis le matin comme tous les jours.",
        ),
        {
            "number": ("14 camions", "41 camions"),
            "negation": ("n'a pas été fermé", "a été fermé"),
            "name": ("Anna Weil", "Karine Moor"),
            "date": ("8 avril", "9 avril"),
            "modal": ("peut voter", "doit voter"),
            "headline": ("reste ouvert", "est fermé"),
        },
        "La compagnie des bacs a proposé de transporter les camions la nuit pendant "
        "les travaux du pont, a dit son patron à ce journal vendredi.",
        "Rectificatif : une version précédente de cet article donnait un autre nombre.",
        ("il y a 5 minutes", "il y a 3 heures"),
        ("1204 vues", "3871 vues"),
        ("Mis à jour le 8 avril 2025 à 9h30", "Mis à jour le 9 avril 2025 à 17h45"),
        ("À lire aussi : Le marché est ouvert", "À lire aussi : Un prix pour le chœur"),
    ),
    "es": Story(
        "El puente del puerto sigue abierto a los camiones",
        (
            "El puente del puerto de Estemar no fue cerrado el 8 de abril, dijo la "
            "ingeniera Ana Vela, después de que 14 camiones esperaran en el peaje.",
            "El consejo puede votar las obras en mayo. «Tenemos el dinero», dijo el "
            "tesorero, que espera que las obras duren hasta el final del verano.",
            "Los pescadores del viejo muelle dijeron que no habían oído de un cierre y "
            "que sus barcas salieron por la mañana como cualquier otro día.",
        ),
        {
            "number": ("14 camiones", "41 camiones"),
            "negation": ("no fue cerrado", "fue cerrado"),
            "name": ("Ana Vela", "Karina Mora"),
            "date": ("8 de abril", "9 de abril"),
            "modal": ("puede votar", "debe votar"),
            "headline": ("sigue abierto", "está cerrado"),
        },
        "La compañía de barcos ha ofrecido llevar los camiones de noche mientras duren "
        "las obras del puente, dijo su dueño a este diario el viernes.",
        "Corrección: una versión anterior de este artículo daba otro número.",
        ("hace 5 minutos", "hace 3 horas"),
        ("1204 lecturas", "3871 lecturas"),
        (
            "Actualizado el 8 abr 2025 a las 9:30",
            "Actualizado el 9 abr 2025 a las 17:45",
        ),
        ("Lea también: Abre la lonja", "Lea también: Premio para el coro"),
    ),
    "zh": Story(
        "海港大桥仍对重型卡车开放",
        (
            "东口镇工程师安娜·韦尔说，海港大桥4月8日没有关闭，此前有14辆卡车在收费站前等候。",
            "镇议会可能在5月就维修工程投票。“我们有钱，”司库说，他预计工程将持续到夏末。",
            "老码头的渔民说，他们没有听说大桥要关闭，他们的船早上照常出海，和其他日子一样。",
        ),
        {
            "number": ("14辆", "41辆"),
            "negation": ("没有关闭", "关闭"),
            "name": ("安娜·韦尔", "卡琳·莫尔"),
            "date": ("4月8日", "4月9日"),
            "modal": ("可能在5月", "必须在5月"),
            "headline": ("仍对重型卡车开放", "对重型卡车关闭"),
        },
        "渡轮公司的老板星期五对本报说，公司愿意在大桥维修期间夜间运送卡车。",
        "更正：本文先前版本的卡车数目有误。",
        ("5分钟前", "3小时前"),
        ("1204次浏览", "3871次浏览"),
        ("更新时间：2025年4月8日 09:30", "更新时间：2025年4月9日 17:45"),
        ("相关阅读：鱼市重新开张", "相关阅读：学校合唱团获奖"),
    ),
    "ar": Story(
        "جسر الميناء يبقى مفتوحا أمام الشاحنات",
        (
            "قالت مهندسة المدينة آنا فايل إن جسر الميناء لم يغلق في 8 أبريل بعد أن "
            "انتظرت 14 شاحنة أمام نقطة الدفع في المدينة.",
            "قد يصوت المجلس على أعمال الترميم في مايو. وقال أمين الصندوق إن المال "
            "موجود وإنه يتوقع أن تستمر الأعمال حتى نهاية الصيف.",
            "وقال الصيادون على الرصيف القديم إنهم لم يسمعوا شيئا عن إغلاق الجسر وإن "
            "قواربهم خرجت في الصباح كما في أي يوم آخر.",
        ),
        {
            "number": ("14 شاحنة", "41 شاحنة"),
            "negation": ("لم يغلق", "أغلق"),
            "date": ("8 أبريل", "9 أبريل"),
            "headline": ("يبقى مفتوحا أمام", "يغلق أمام"),
        },
        "وعرضت شركة العبارات نقل الشاحنات ليلا أثناء ترميم الجسر، كما قال صاحبها "
        "لهذه الصحيفة يوم الجمعة.",
        "تصحيح: ذكرت نسخة سابقة من هذا التقرير عددا خاطئا من الشاحنات.",
        ("منذ 5 دقائق", "منذ 3 ساعات"),
        ("1204 مشاهدة", "3871 مشاهدة"),
        ("آخر تحديث 8 أبريل 2025", "آخر تحديث 9 أبريل 2025"),
        ("اقرأ أيضا: سوق السمك يفتح من جديد", "اقرأ أيضا: جائزة لجوقة المدرسة"),
    ),
}
"""By language."""
