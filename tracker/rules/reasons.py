"""What counts as a reason for a decision that the rules did not propose.

"A person decides; a decision that differs from the proposal needs a written reason." A
reason that says nothing of the case is none.
"""

import re

from tracker.rules.facts import StatusChange
from tracker.rules.status import Proposal

# Words that tell nothing of a case, in the languages of the interface.
_EMPTY = """
    a above agreed all an and are as at be because been by case change changed checked
    confirm confirmed correct correction decided decision desk discussed done editor
    editorial fine fix fixed for good has have i in info information is it its just
    meeting n na new no none not ok okay of on our per previous proper reason reasons
    review reviewed same see so status test that the this to update updated updating
    was we yes а без бо був було в вже вирішено від всі вище є з за зі змінено і й із
    його ми на нема немає ні ок оновлено перевірено причина редактор редакції рішення
    статус так те тест то узгоджено уже це цей що як был было все выше да для его есть
    из изменено или к как мы не нет обновлено обсудили он по потому проверено причина
    редактора решение решено с см согласовано так тест тоже уже что это
"""
EMPTY = frozenset(_EMPTY.split())
FEWEST = 2
_WORD = re.compile(r"[^\W_]+")


def is_against(proposal: Proposal, decision: StatusChange) -> bool:
    """Whether a decision is another than the rules propose. To name other parties for
    the same status is no other decision."""
    return decision.status != proposal.status


def says_something(reason: str) -> bool:
    """Whether a reason has words that tell of the case: "ok, as discussed" has none."""
    words = {word.casefold() for word in _WORD.findall(reason)}
    telling = {word for word in words - EMPTY if len(word) > 1 or word.isdigit()}
    return len(telling) >= FEWEST
