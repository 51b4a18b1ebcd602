"""How it is wired: settings, addresses, workers, and the servers that come with it."""

# A shared task finds its app only if the app exists in every process of Django.
from config.celery import app as celery_app

__all__ = ["celery_app"]
