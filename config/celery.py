"""The Celery app. What it may do and when stands in the settings file."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("on_record")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
