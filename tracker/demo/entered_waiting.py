"""What waits on the demo desk for a second person: one of each kind."""

from datetime import datetime

from django.contrib.auth.models import User

from tracker.demo.entered_claims import Loading
from tracker.review import approvals, contributions
from tracker.review.roles import EDITOR, REPORTER
from tracker.rules.vocabulary import ContributionKind, Status

LOOKED, UNSOURCED = 4, 11


def contribute(loading: Loading, at: datetime) -> None:
    """A reporter looked for Moscow's answer again; the claim is public."""
    fields = {
        "party": [str(loading.parties["moscow"].pk)],
        "kind": ["no_statement_found"],
        "inquiry": [""],
        "date": [f"{at:%Y-%m-%d}"],
        "time": [f"{at:%H:%M}"],
        "precision": ["day"],
    }
    contributions.contribute(
        loading.claims[LOOKED],
        ContributionKind.SILENCE,
        fields=fields,
        summary="Moscow, No statement found",
        note="Looked through the ministry's briefings of the last two weeks.",
        by=User.objects.get(username=REPORTER),
        now=at,
    )


def decide(loading: Loading, at: datetime) -> None:
    """An editor gives up on a number; a chief has to agree."""
    approvals.decide(
        loading.claims[UNSOURCED],
        status=Status.UNVERIFIABLE,
        reason="In two weeks nobody has named a source for the number, and no party "
        "publishes one.",
        by=User.objects.get(username=EDITOR),
        now=at,
    )
