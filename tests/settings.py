"""The settings of the tests: the real ones, with what makes a test quick or apart."""

import os

os.environ.setdefault(
    "ON_RECORD_SECRET_KEY", "a-secret-that-protects-nothing-but-tests"
)
# Type checking reads the settings and connects to nothing.
os.environ.setdefault("DATABASE_URL", "postgresql://127.0.0.1:1/no_server")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, MIDDLEWARE, STORAGES

DATABASES["default"]["CONN_MAX_AGE"] = 0
# Nothing is collected for a test; the test server finds stylesheets by itself.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
