"""The one Django app: one history of migrations for every room."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "On Record"
    default_auto_field = "django.db.models.BigAutoField"
