"""What is new since the public status: facts show at once, conclusions wait."""

from tracker.models import StatusChange
from tracker.reader import words
from tracker.review.proposals import kept
from tracker.review.would_be import is_thought
from tracker.rules.facts import Moment, Record
from tracker.rules.headline import news as sentence
from tracker.rules.phrases import phrase
from tracker.rules.status import differs, propose, public_status


def news(record: Record, moment: Moment) -> str:
    """ "New since this status: ... (under review)", or nothing.

    A decision against the rules is no news: what counts is whether the proposal has
    moved on from the one that the decision was taken on.
    """
    public = public_status(record, moment)
    if public is None or is_thought(public):
        return ""
    if not differs(propose(record, moment), public):
        return ""
    language = words.tongue()
    text = sentence(
        record,
        moment,
        then=kept(StatusChange.objects.get(pk=public.id)),
        translate=phrase(language),
        language=language,
    )
    return words.straight(text)
