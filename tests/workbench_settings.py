"""The site's settings for tests: a database in memory (or the one DATABASE_URL names), files in a folder of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("ZIPING_HOME", tempfile.mkdtemp(prefix="ziping-test-"))
os.environ.setdefault("ZIPING_SECRET_KEY", "only-for-tests-" * 4)

from ziping.workbench.settings import *  # noqa: F403 - settings are what they are, after the environment is set

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE = [one for one in MIDDLEWARE if "whitenoise" not in one]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
