"""What readers report as wrong: a submission that the desk sorts."""

from datetime import datetime

from django.db import transaction

from tracker.models import Claim, Submission, Suggestion


@transaction.atomic
def report_error(
    claim: Claim,
    *,
    statement: str,
    words: str,
    contact: str = "",
    now: datetime,
) -> Submission:
    """Keeps a report for the desk to sort; nothing of it is ever public.

    `contact` is how the reader can be answered.
    """
    note = (
        f"A reader reports an error in the claim “{claim.slug}”. Merge this into that"
        " claim when it is dealt with, or decline it."
    )
    answer = f"Answer to: {contact}" if contact else "The reader left no address."
    submission = Submission.objects.create(
        title=f"Error reported: {statement}"[:500],
        url=claim.get_absolute_url(),
        text=f"{words}\n\n{answer}",
        received_at=now,
    )
    Suggestion.objects.create(
        submission=submission,
        statement=statement,
        quotation=words,
        note=f"{note} {answer}",
    )
    return submission
