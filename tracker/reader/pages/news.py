"""What is new since the public status: facts show at once, conclusions wait."""

from tracker.models import Claim
from tracker.models.as_of import record as record_of
from tracker.reader import words
from tracker.reader.pages.parts import LANGUAGE
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import news as sentence
from tracker.rules.phrases import phrase
from tracker.rules.status import differs, propose, public_status


def news(claim: Claim, record: Record, moment: Moment) -> str:
    """ "New since this status: ... (under review)", or nothing.

    The proposal at the decision is worked out from the record of that time, and only
    where the two differ now: a decision against the rules is no news.
    """
    public = public_status(record, moment)
    if public is None or not differs(propose(record, moment), public):
        return ""
    decided = Moment(as_of=public.effective_at, known_at=public.recorded_at)
    text = sentence(
        record,
        moment,
        then=propose(record_of(claim, decided), decided),
        translate=phrase(LANGUAGE),
        language=LANGUAGE,
    )
    return words.straight(text)
