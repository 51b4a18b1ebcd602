"""The one Django app: one history of migrations for every room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from tracker.review.roles import ensure_groups


def give_roles(sender: AppConfig, **_: object) -> None:
    ensure_groups()


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "On Record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The one signal of the project: the groups of the desk need the permissions,
        # which exist only once `migrate` is done.
        post_migrate.connect(give_roles, sender=self)
