"""How long a page that was made stays as it is while nobody writes anything.

The editorial sentence: "Nobody may ever see a stale status". What is written raises the
version of a page; this is about what the clock alone does.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tracker.rules.moments import end_of_day

# By how much the clocks of several machines may differ: a fact that was written down a
# moment ago by one may still lie ahead of the other, which made the page without it.
CLOCKS_DIFFER = timedelta(seconds=5)


def good_until(
    dates: Iterable[datetime], *, made_at: datetime, changed_at: datetime
) -> datetime:
    """The first moment at which the page could be another: when a deadline passes or a
    fact begins to count, or when the day (UTC) is over.

    `dates` are the moments that the record names, in any order, past ones among them.
    """
    ends = [date for date in dates if date > made_at]
    if made_at < changed_at + CLOCKS_DIFFER:
        ends.append(changed_at + CLOCKS_DIFFER)
    return min([*ends, end_of_day(made_at.date())])
