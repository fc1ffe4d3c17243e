"""Django's settings, from the environment by way of ``options``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import dj_database_url

from ziping.workbench.notices.server import mail_settings
from ziping.workbench.operating.logs import logging_config
from ziping.workbench.options import flag, listed, text, whole

HOME = Path(text("ZIPING_HOME")).absolute()
DEBUG = flag("ZIPING_DEBUG")
DEMO = flag("ZIPING_DEMO")
CHECKUP = flag("ZIPING_CHECKUP")
CHECKUP_FOLDER = HOME / "checkup"
CHECKUP_LIMITS = flag("ZIPING_CHECKUP_LIMITS")
CHECKUP_MEGABYTES = whole("ZIPING_CHECKUP_MEGABYTES")
CHECKUP_PER_HOUR = whole("ZIPING_CHECKUP_PER_HOUR")
CHECKUP_AT_ONCE = whole("ZIPING_CHECKUP_AT_ONCE")
CHECKUP_SECONDS = whole("ZIPING_CHECKUP_SECONDS")
CHECKUP_MEMORY_MEGABYTES = whole("ZIPING_CHECKUP_MEMORY_MEGABYTES")
CHECKUP_MINUTES = whole("ZIPING_CHECKUP_MINUTES")
# Without a key of the operator's own every start has a new one: nothing breaks but people log in again.
SECRET_KEY = text("ZIPING_SECRET_KEY") or secrets.token_urlsafe(48)
SECRET_KEPT = bool(text("ZIPING_SECRET_KEY"))  # what is sealed with it can be opened after the next start
ALLOWED_HOSTS = listed("ZIPING_HOSTS")
PROXIES = frozenset(listed("ZIPING_PROXIES"))  # whose word on where a request comes from is taken
PLACE = text("ZIPING_PLACE")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ziping.workbench.pages",
    "ziping.workbench.journal",
    "ziping.workbench.organisation",
    "ziping.workbench.notices",
    "ziping.workbench.accounts",
    "ziping.workbench.campaigns",
    "ziping.workbench.filling",
    "ziping.workbench.review",
    "ziping.workbench.desk",
    "ziping.workbench.disclosure",
    "ziping.workbench.api",
    "ziping.workbench.operating",
    "ziping.workbench.demo",
]
MIDDLEWARE = [
    "ziping.workbench.operating.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ziping.workbench.pages.middleware.LanguageMiddleware",
    "ziping.workbench.journal.middleware.AddressMiddleware",
    "ziping.workbench.organisation.middleware.PersonMiddleware",
    "ziping.workbench.accounts.middleware.AwayMiddleware",
    "ziping.workbench.accounts.middleware.DueMiddleware",
]
ROOT_URLCONF = "ziping.workbench.urls"
WSGI_APPLICATION = "ziping.workbench.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ziping.workbench.pages.context.every_page",
                "ziping.workbench.notices.context.bell",
            ],
            "builtins": ["ziping.workbench.pages.templatetags.words"],
        },
    }
]


def _database() -> dict[str, Any]:
    url = text("DATABASE_URL")
    if url:
        return {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(HOME / "ziping.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer queues at its start instead of failing in the middle
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "organisation.Person"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ziping.workbench.accounts.passwords.ThreeClassesValidator"},
    {"NAME": "ziping.workbench.accounts.passwords.NotRecentValidator"},
]
SESSION_COOKIE_AGE = whole("ZIPING_IDLE_MINUTES") * 60
PASSWORD_DAYS = whole("ZIPING_PASSWORD_DAYS")
SESSIONS_AT_ONCE = whole("ZIPING_SESSIONS")
SECOND_FACTOR_FOR_ADMINISTRATORS = flag("ZIPING_SECOND_FACTOR")
OIDC_URL, OIDC_CLIENT, OIDC_SECRET = (
    text("ZIPING_OIDC_URL"),
    text("ZIPING_OIDC_CLIENT"),
    text("ZIPING_OIDC_SECRET"),
)
CSRF_FAILURE_VIEW = "ziping.workbench.accounts.views.stale_form"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = flag("ZIPING_HTTPS")
SECURE_HSTS_SECONDS = 31_536_000 if flag("ZIPING_HTTPS") else 0
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked for by machines beside the site
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

MAIL_ON = bool(text("ZIPING_MAIL_URL"))
globals().update(mail_settings(text("ZIPING_MAIL_URL")))
DEFAULT_FROM_EMAIL = text("ZIPING_MAIL_FROM")
SITE_URL = text("ZIPING_URL").rstrip("/")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

API_RATE = whole("ZIPING_API_RATE")
HOOKS_PRIVATE = flag("ZIPING_HOOKS_PRIVATE")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the cells of an import are chosen one by one
UPLOAD_MEGABYTES = whole("ZIPING_UPLOAD_MEGABYTES")

LOGGING = logging_config(text("ZIPING_LOG_LEVEL"))
