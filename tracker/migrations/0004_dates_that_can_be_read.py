"""Dates that no page can show are refused: endless ones, before Christ, after 9999.

PostgreSQL knows them and Python does not, so one such row, which nobody could ever take
away again, would end every page that reads it. The first and the last day are left out,
because another time zone may lie beyond them.
"""

from django.db import migrations

DATES = {
    **dict.fromkeys(
        ("position", "silence", "citation", "statuschange"),
        ("effective_at", "effective_from", "recorded_at"),
    ),
    "inquiry": ("effective_at", "effective_from", "recorded_at", "deadline"),
    **dict.fromkeys(
        (
            "partyprofile",
            "claimwording",
            "claimworkflow",
            "claimparty",
            "claimrelation",
            "claimtopic",
            "claimplace",
            "citationassessment",
        ),
        ("recorded_at",),
    ),
    "sourceprofile": ("recorded_at", "published_at"),
    "submission": ("received_at", "published_at"),
    "watchentry": ("recorded_at", "published_at"),
    "snapshot": ("recorded_at", "captured_at"),
    "check": ("recorded_at", "effective_at", "started_at"),
}


def readable(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    """An empty column passes; only a date that is there is held against the range."""
    name = f"{table}_dates_can_be_read"
    ranges = " AND ".join(
        f"{column} BETWEEN '0001-01-02 UTC' AND '9999-12-30 UTC'" for column in columns
    )
    return migrations.RunSQL(
        f"ALTER TABLE tracker_{table} ADD CONSTRAINT {name} CHECK ({ranges})",
        f"ALTER TABLE tracker_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = (("tracker", "0003_indexes_of_the_queue"),)
    operations = [readable(*dates) for dates in DATES.items()]
