"""All settings, from the environment. The table in the README explains each variable.

Secure by default: debugging is off unless asked for, there is no default secret, and a
value that makes no sense stops the start.
"""

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import environment as env
from tracker.engine.marks import Unreadable, marks
from tracker.rules.limits import Limits, OutsideArchive

# Admin classes name their model in their type, which Django alone would refuse.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("ON_RECORD_VAR", str(BASE_DIR / "var"))).resolve()

# The site

DEBUG = env.flag("ON_RECORD_DEBUG")
SECRET_KEY = env.text("ON_RECORD_SECRET_KEY")
SITE_URL = env.address("ON_RECORD_SITE_URL", ("http", "https"), "http://127.0.0.1:8000")
SITE_URL = SITE_URL.rstrip("/")
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname or "",
    *env.words("ON_RECORD_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"),
]
IS_HTTPS = SITE_URL.startswith("https://")

# The re-check

ON_RECORD = Limits(
    contact=env.text("ON_RECORD_CONTACT", SITE_URL),
    fetch_allow=env.ports("ON_RECORD_FETCH_ALLOW"),
    fingerprints=env.text("ON_RECORD_FINGERPRINTS", ""),
    fetch_ports=env.port_numbers("ON_RECORD_FETCH_PORTS"),
    fetch_deadline=env.seconds("ON_RECORD_FETCH_DEADLINE", Limits.fetch_deadline),
    lease=env.seconds("ON_RECORD_LEASE", Limits.lease),
    host_gap=env.seconds("ON_RECORD_HOST_GAP", Limits.host_gap),
    confirm_quote=env.seconds("ON_RECORD_CONFIRM_QUOTE", Limits.confirm_quote),
    confirm_gone=env.many_seconds("ON_RECORD_CONFIRM_GONE", Limits.confirm_gone),
    retry=env.many_seconds("ON_RECORD_RETRY", Limits.retry),
    min_interval=env.seconds("ON_RECORD_MIN_INTERVAL", Limits.min_interval),
    max_interval=env.seconds("ON_RECORD_MAX_INTERVAL", Limits.max_interval),
    live_interval=env.seconds("ON_RECORD_LIVE_INTERVAL", Limits.live_interval),
    budget=env.amount("ON_RECORD_BUDGET") or Limits.budget,
    host_cap=env.amount("ON_RECORD_HOST_CAP"),
    plan_every=env.seconds("ON_RECORD_PLAN_EVERY", Limits.plan_every),
    sweep_every=env.seconds("ON_RECORD_SWEEP_EVERY", Limits.sweep_every),
    sweep_for=env.seconds("ON_RECORD_SWEEP_FOR", Limits.sweep_for),
    fetches=env.whole("ON_RECORD_FETCHES", Limits.fetches),
)

OUTSIDE_ARCHIVE = OutsideArchive(
    save_address=env.address("ON_RECORD_SAVE_ADDRESS", ("https", "http"), "").rstrip(
        "/"
    ),
    save_key=env.text("ON_RECORD_SAVE_KEY", ""),
    timegate=env.address("ON_RECORD_TIMEGATE", ("https", "http"), ""),
)

if OUTSIDE_ARCHIVE.save_key and not env.is_pair(OUTSIDE_ARCHIVE.save_key):
    env.stop("ON_RECORD_SAVE_KEY", "must be access:secret")

# A task that looks at one page is ended after half of a lease, so a worker that lives
# never loses it. A sweep renews its leases; ended is one in which our own code hangs.
TASK_SECONDS = ON_RECORD.lease / 2
SWEEP_SECONDS = ON_RECORD.sweep_for + 4 * ON_RECORD.lease
if ON_RECORD.fetch_deadline >= TASK_SECONDS:
    env.stop("ON_RECORD_FETCH_DEADLINE", "must be under half of ON_RECORD_LEASE")
if ON_RECORD.min_interval > ON_RECORD.max_interval:
    env.stop("ON_RECORD_MIN_INTERVAL", "must not exceed ON_RECORD_MAX_INTERVAL")

try:
    marks(ON_RECORD.fingerprints)
except Unreadable as error:
    env.stop("ON_RECORD_FINGERPRINTS", str(error))

# Applications

INSTALLED_APPS = [
    "tracker",
    "config.apps.DeskAdminConfig",  # django.contrib.admin, with our front page
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.strict_headers",
    "config.sizes.refuse_too_large",
    "tracker.reader.kept.ask_first",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.tongue.speak_what_is_asked",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.acting.say_who_acts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "config.widgets.PlainRenderer"

# Database and cache

DATABASES = {
    "default": env.database("DATABASE_URL")
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", ("redis", "rediss", "unix"))
REDIS_PREFIX = env.text("ON_RECORD_REDIS_PREFIX", "on-record:")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX + "cache",
    },
    # Pages that were made. They can be made again, which must not wait for Redis.
    "pages": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX + "pages",
        "OPTIONS": {
            "socket_timeout": 0.2,
            "socket_connect_timeout": 0.2,
            "retry": Retry(NoBackoff(), retries=0),
        },
    },
}

# People

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Security: a site at an https address stands behind a proxy that ends TLS and sets
# X-Forwarded-Proto itself; docs/operations.md shows how.

SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Other names under this domain are not this site's to decide about.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files: snapshots through the storage API, stylesheets by WhiteNoise

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "archive"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# What is sent to us: a paste, and a file. docs/operations.md says what a proxy needs.

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
LARGEST_UPLOAD = env.whole("ON_RECORD_UPLOAD_MB", 100) * 1_000_000

# Mail

globals().update(env.mail("ON_RECORD_EMAIL_URL"))
# No server may hold a worker for longer at one step of the talk.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "ON_RECORD_EMAIL_FROM", f"on-record@{urlsplit(SITE_URL).hostname}"
)
EMAIL_REPLY_TO = env.text("ON_RECORD_EMAIL_REPLY_TO", "")
for _name, _value in (
    ("ON_RECORD_EMAIL_FROM", DEFAULT_FROM_EMAIL),
    ("ON_RECORD_EMAIL_REPLY_TO", EMAIL_REPLY_TO),
):
    if not env.is_mail_address(_value):
        env.stop(_name, "must be a mail address, such as desk@example.org")

# Logging: everything to the standard error stream, where the operator's tools read it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A line for each request and each sweep would bury what an operator looks for.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly",
    ],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
    "NUM_PROXIES": 1 if IS_HTTPS else 0,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "On Record",
    "DESCRIPTION": "Where every claim stands, with whom, on what evidence, as of when.",
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Several fields are called kind, state or status, and each list has its own name.
    "ENUM_NAME_OVERRIDES": {
        f"{name}Word": f"tracker.rules.vocabulary.{name}"
        for name in (
            "Bearing",
            "ChangeKind",
            "CheckOutcome",
            "CitationState",
            "InquiryChannel",
            "PartyKind",
            "Precision",
            "RelationKind",
            "Reliability",
            "Role",
            "SilenceKind",
            "SourceKind",
            "SourceState",
            "Stance",
            "Status",
            "Voice",
            "WorkflowState",
        )
    },
}

# Workers: the database is the queue, so a message is a hint that may be lost or doubled

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": REDIS_PREFIX,
    "visibility_timeout": 300,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "health_check_interval": 25,
    "retry_on_timeout": True,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_TIME_LIMIT = TASK_SECONDS
CELERY_TASK_ANNOTATIONS = {
    "tracker.tasks.sweep": {"time_limit": SWEEP_SECONDS},
    # A turn ends with its batch, which is locked, so that no lease has to last for it.
    "tracker.tasks.work_on_jobs": {"time_limit": max(TASK_SECONDS, 60.0)},
    "tracker.tasks.replan": {"time_limit": max(TASK_SECONDS, ON_RECORD.plan_every)},
}
CELERY_TASK_DEFAULT_QUEUE = "sweep"
# Short work has queues of its own, so that it never waits behind a sweep.
CELERY_TASK_ROUTES = {
    "tracker.tasks.remind": {"queue": "notices"},
    "tracker.tasks.notice": {"queue": "notices"},
    "tracker.tasks.refresh_cards": {"queue": "notices"},
    "tracker.tasks.send_notices": {"queue": "notices"},
    "tracker.tasks.ask_outside": {"queue": "intake"},
    "tracker.tasks.replan": {"queue": "intake"},
    # A person waits for it: workers that do nothing slow take it.
    "tracker.tasks.check_now": {"queue": "urgent"},
    # Its turns are short, so that the same workers are soon free for the others.
    "tracker.tasks.work_on_jobs": {"queue": "notices"},
}
CELERY_WORKER_CONCURRENCY = env.whole("ON_RECORD_WORKERS", 2)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# What is due stands in the database, so the clock has nothing to remember.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
# A sweep that nobody took in time is worth nothing: the next one does the same.
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "tracker.tasks.sweep",
        "schedule": ON_RECORD.sweep_every,
        "options": {"expires": max(1.0, ON_RECORD.sweep_every)},
    },
    "replan": {
        "task": "tracker.tasks.replan",
        "schedule": ON_RECORD.plan_every,
        "options": {"expires": max(1.0, ON_RECORD.plan_every)},
    },
    "refresh_cards": {
        "task": "tracker.tasks.refresh_cards",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "work_on_jobs": {
        "task": "tracker.tasks.work_on_jobs",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "remind": {
        "task": "tracker.tasks.remind",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "notice": {
        "task": "tracker.tasks.notice",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "send_notices": {
        "task": "tracker.tasks.send_notices",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
}
if OUTSIDE_ARCHIVE.save_address or OUTSIDE_ARCHIVE.timegate:
    CELERY_BEAT_SCHEDULE["ask_outside"] = {
        "task": "tracker.tasks.ask_outside",
        "schedule": 15.0,
        # The workers that take it may all be at a sweep when it comes.
        "options": {"expires": 120.0},
    }

env.refuse_unknown_names()
