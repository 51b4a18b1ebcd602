"""The settings of a site in production, but that nobody is slowed down."""

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE, REST_FRAMEWORK, STORAGES

ROOT_URLCONF = "tests.bench.reader.urls"
MIDDLEWARE.insert(0, "tests.bench.reader.timing.told")
REST_FRAMEWORK["DEFAULT_THROTTLE_CLASSES"] = []
# No stylesheet has to be collected.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
