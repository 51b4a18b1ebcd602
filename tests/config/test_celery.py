from celery import current_app
from django.conf import settings

# What `make run` and docs/operations.md tell a worker to take.
QUEUES = {"check", "intake", "notices", "sweep", "urgent"}


def test_the_app_of_django_is_the_one_that_tasks_find() -> None:
    assert current_app.main == "on_record"


def test_every_planned_task_exists() -> None:
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    current_app.loader.import_default_modules()
    assert planned <= set(current_app.tasks)


def test_every_task_goes_to_a_queue_that_a_worker_takes() -> None:
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert routed | {settings.CELERY_TASK_DEFAULT_QUEUE} <= QUEUES


def test_messages_are_json_and_nothing_else() -> None:
    assert current_app.conf.accept_content == ["json"]
    assert current_app.conf.task_serializer == "json"


def test_every_key_in_redis_carries_the_prefix_of_the_site() -> None:
    options = current_app.conf.broker_transport_options
    assert options["global_keyprefix"] == settings.REDIS_PREFIX
