"""A newsroom owns up to an error: recognised in its own words, raised once."""

import pytest

from tests.engine.pages import text
from tracker.engine.compare import compare
from tracker.engine.volatile import correction_notices
from tracker.rules.vocabulary import ChangeKind

STORY = "The harbour office published its report.\nWork goes on until the summer."
NOTICE = "Correction: an earlier version of this article misnamed the harbour."


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this article misstated the number.",
        "CORRECTION (May 5): the date was wrong",
        "Correction, May 5, 2025: This story has been updated.",
        "Corrections & Clarifications: the name was wrong",
        "This article has been updated to correct the spelling of a name.",
        "This article was updated on 5 May to remove a reference to the mayor.",
        "This story has been corrected to show that 12 people died, not 14.",
        "An earlier version of this story incorrectly said 14 people died.",
        "A previous version of this report misidentified the ship.",
        "Editor’s note: This article has been retracted.",
        "Editors' Note: we removed a photo.",
        "UPDATE: This story was changed to correct the number.",
        "This post has been updated to reflect that the minister resigned.",
        "The headline of this article was changed on 5 May.",
        "We have corrected this article.",
        "• This article was amended on 5 May 2025. An earlier version said.",
        "Clarification 5 May 2025: this article was edited",
        "This piece originally stated that the ship sank.",
        "Our original report wrongly named Mr Smith. We apologise.",
        "*Correction: The date was wrong.",
        "[Correction: the date was wrong]",
        "(Corrects number of dead in paragraph 3)",
        "(This May 5 story has been corrected to fix the name in paragraph 2)",
        "Исправлено: в первоначальной версии текста была указана неверная дата.",
        "Уточнение. В предыдущей версии материала было указано 14 человек.",
        "В предыдущей версии этой новости говорилось о 14 погибших.",
        "Первоначально в тексте ошибочно сообщалось о 14 погибших.",
        "Ранее в тексте сообщалось, что погибли 14 человек. Исправлено.",
        "Редакция приносит извинения за ошибку.",
        "Материал был исправлен: количество погибших уточнено.",
        "Новость обновлена: в тексте исправлена дата.",
        "В новость внесены исправления.",
        "Виправлено: у початковій версії тексту була вказана неправильна дата.",
        "Уточнення. У попередній версії матеріалу йшлося про 14 осіб.",
        "У попередній версії цієї новини йшлося про 14 загиблих.",
        "Редакція перепрошує за помилку.",
        "До новини внесено виправлення.",
        "Матеріал було виправлено.",
        "Спочатку в тексті помилково повідомлялося про 14 загиблих.",
        "Korrektur: In einer früheren Version hieß es, 14 Menschen seien gestorben.",
        "Anmerkung der Redaktion: Wir haben die Zahl korrigiert.",
        "In einer früheren Version dieses Textes hieß es, es seien 14.",
        "Hinweis der Redaktion: Der Artikel wurde korrigiert.",
        "Wir haben den Fehler korrigiert.",
        "Wir bitten den Fehler zu entschuldigen.",
        "Dieser Artikel wurde nachträglich korrigiert.",
        "Transparenzhinweis: Die Überschrift wurde geändert.",
        "Richtigstellung: Der Name war falsch.",
        "Rectificatif : le nombre de morts était faux.",
        "Erratum : la date était fausse.",
        "Une version précédente de cet article indiquait 14 morts.",
        "Dans une première version de cet article, nous indiquions 14 morts.",
        "Cet article a été modifié le 5 mai pour corriger une erreur.",
        "Cet article a été corrigé.",
        "Mise à jour : correction du nombre de morts.",
        "Nous présentons nos excuses pour cette erreur.",
        "Contrairement à ce que nous avions écrit, il y a 12 morts.",
        "Corrección: una versión anterior de este artículo decía 14.",
        "Fe de errores: la fecha era incorrecta.",
        "Este artículo ha sido corregido.",
        "En una versión anterior de esta noticia se decía 14.",
        "Una primera versión de este texto indicaba 14 muertos.",
        "Rectificación: el nombre era incorrecto.",
        "Correzione: una versione precedente di questo articolo riportava 14 morti.",
        "In una versione precedente dell'articolo si diceva 14.",
        "Errata: a data estava errada.",
        "Correção: uma versão anterior deste texto dizia 14.",
        "Erramos: o número de mortos era 12.",
        "Uma versão anterior deste artigo dizia 14.",
        "Sprostowanie: liczba ofiar była błędna.",
        "W poprzedniej wersji artykułu podaliśmy 14.",
        "Rectificatie: In een eerdere versie van dit artikel stond 14.",
        "Correctie: het aantal was fout.",
        "更正：此前版本误写为14人。",
        "更正启事：日期有误。",
        "本文早前版本误称14人死亡。",
        "本报道已更正。",
        "勘误：日期有误。",
        "編按：本文已更新，更正日期。",
        "訂正：日付に誤りがありました。",
        "【訂正】当初の記事では14人としていました。",
        "おわびして訂正します。",
        "정정: 사망자 수가 잘못 표기되었습니다.",
        "정정보도문",
        "바로잡습니다",
        "تصحيح: ذكرت نسخة سابقة من هذا التقرير 14 قتيلا.",
        "تصويب: التاريخ غير صحيح.",
        "تنويه: تم تعديل الخبر.",
        "ورد في نسخة سابقة من هذا المقال أن العدد 14.",
        "Düzeltme: Haberin önceki sürümünde 14 yazıyordu.",
        "اصلاحیه: در نسخه قبلی این خبر آمده بود",
        "תיקון: בגרסה קודמת של הכתבה נכתב 14",
        "Διόρθωση: σε προηγούμενη έκδοση του άρθρου",
        "Rättelse: I en tidigare version av artikeln stod 14.",
        "Rättelse: siffran var fel.",
        "Retting: I en tidligere versjon av denne artikkelen sto det 14.",
        "Rettelse: Tallet var forkert.",
        "Oprava: V předchozí verzi článku bylo uvedeno 14.",
        "Helyesbítés: a cikk korábbi változatában 14 szerepelt.",
        "Corectare: într-o versiune anterioară a articolului",
        "Поправка: в по-ранна версия на статията",
    ],
)
def test_a_notice_is_recognised(line: str) -> None:
    assert correction_notices([line]) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "The correctional facility was closed: all inmates moved.",
        "The minister's correction of the budget was rejected.",
        "He said the report has been updated to reflect the new census.",
        "Corrections officers were on strike.",
        "The house of correction: a history of prisons in Britain and elsewhere",
        "Prices saw a correction – stocks fell 10 percent.",
        "The court corrected its ruling.",
        "В предыдущей версии закона такой статьи не было.",
        "Исправление системы займёт годы.",
        "Министр внёс уточнение в доклад.",
        "Уточнення кордонів тривало роки.",
        "Исправительная колония: что там происходит",
        "Die Korrektur der Prognose fiel deutlich aus.",
        "La corrección de la bolsa fue fuerte.",
        "La rectification du budget est prévue.",
        "更正式的谈判将于周三开始。",
        "更正确的做法是等待。",
        "تصحيح المسار الاقتصادي يتطلب وقتا",
        "Le précision du tir est remarquable.",
        "Précisions: none",
        "The market correction: what investors should know",
        "Clarification of the rules is expected on Monday.",
        "An earlier version of this law was struck down by the court.",
        "The minister apologised for the error on Monday.",
        "Poprawka: posłowie przegłosowali zmianę w ustawie",
        "Поправка к закону принята: депутаты поддержали",
        "Уточнение бюджета: что изменится",
        "Corrección política: el debate",
        "Read our corrections policy",
        "Report a correction or typo",
    ],
)
def test_news_about_corrections_is_no_notice(line: str) -> None:
    assert correction_notices([line]) == ()


def test_a_notice_that_only_moved_is_not_raised_again() -> None:
    old, new = text(f"{NOTICE}\n{STORY}"), text(f"{STORY}\n{NOTICE}")
    assert compare(old, new).correction == ""


def test_a_notice_in_other_quotation_marks_is_not_raised_again() -> None:
    old = text(f"{STORY}\nCorrection: it is the \u201cold\u201d harbour.")
    new = text(f'{STORY}\nCorrection: it is the "old" harbour.')
    assert compare(old, new).correction == ""


def test_a_notice_that_says_something_else_now_is_raised() -> None:
    longer = f"{NOTICE} It also misstated the year."
    comparison = compare(text(f"{STORY}\n{NOTICE}"), text(f"{STORY}\n{longer}"))
    assert comparison.correction == longer
    assert comparison.kind is ChangeKind.MEANINGFUL


def test_a_second_notice_is_raised() -> None:
    second = "Correction, 9 May: the year was wrong."
    comparison = compare(
        text(f"{STORY}\n{NOTICE}"), text(f"{STORY}\n{NOTICE}\n{second}")
    )
    assert comparison.correction == second


def test_a_notice_outside_the_article_is_raised_too() -> None:
    old = text(STORY)
    new = type(old)(
        old.title, STORY, f"{STORY}\n{NOTICE}", None, "en", "test/1", old.signals
    )
    assert compare(old, new).correction == NOTICE


def test_another_article_s_headline_beside_the_article_is_no_notice() -> None:
    old = text(STORY)
    full = f"{STORY}\nCorrection: Fish market opens on Monday"
    new = type(old)(old.title, STORY, full, None, "en", "test/1", old.signals)
    assert compare(old, new).kind is ChangeKind.UNCHANGED


def test_a_notice_that_was_taken_away_is_no_notice() -> None:
    assert compare(text(f"{STORY}\n{NOTICE}"), text(STORY)).correction == ""
