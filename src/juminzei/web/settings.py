"""Django's settings, derived from the installation's settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from csp.constants import NONE, SELF

from juminzei.platform.venue import carried_venue
from juminzei.web import number_blanking
from juminzei.web.body_limit import LARGEST_BODY
from juminzei.web.configuration import load
from juminzei.web.databases import database
from juminzei.web.error_log import install as log_through_the_scrubber
from juminzei.web.secrets_file import given_secret, secret_key

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = load()
os.umask(0o077)  # databases and notices are their owner's, in whatever folder they lie
DATA: Path = CONFIGURATION.data
VENUE = carried_venue(DATA)
"""The venue of which this is the carried installation; none in the city's own."""

PRODUCTION = CONFIGURATION.profile == "production"
SECRET_KEY = given_secret(CONFIGURATION) or secret_key(DATA / "keys" / "django")
DEBUG = False
DEFAULT_EXCEPTION_REPORTER = "juminzei.web.error_report.PlacesOnly"
DEFAULT_EXCEPTION_REPORTER_FILTER = "juminzei.web.error_report.NothingShown"
number_blanking.install()
LOGGING = log_through_the_scrubber(as_json=CONFIGURATION.log_format == "json")
ALLOWED_HOSTS = CONFIGURATION.allowed_hosts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "csp",
    "juminzei.platform.staff",
    "juminzei.platform.policy",
    "juminzei.platform.limits",
    "juminzei.platform.audit",
    "juminzei.platform.audit.outbox",
    "juminzei.platform.vault",
    "juminzei.platform.jobs",
    "juminzei.platform.documents",
    "juminzei.apps.images",
    "juminzei.apps.addressees",
    "juminzei.apps.correspondence",
    "juminzei.apps.protection",
    "juminzei.apps.assessment",
    "juminzei.apps.conflicts",
    "juminzei.apps.departments",
    "juminzei.apps.crosschecks",
    "juminzei.apps.merging",
    "juminzei.apps.national_returns",
    "juminzei.apps.oversight",
    "juminzei.apps.return_desk",
    "juminzei.apps.venue_packs",
    "juminzei.apps.unified",
    "juminzei.apps.receiving",
    "juminzei.apps.exchange",
    "juminzei.web",
]

MIDDLEWARE = [
    "juminzei.web.middleware.request_numbered",
    "juminzei.web.headers.guarded",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "juminzei.web.proxies.behind_proxies",
    "juminzei.web.plain_calls.plain_calls_refused",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "juminzei.web.headers.never_kept",
    "juminzei.web.error_answers.in_words",
    "juminzei.web.body_limit.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "juminzei.web.terminals.from_terminals",
    "juminzei.web.sign_in_steps.steps_taken",
    "juminzei.web.rate_limits.Limited",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "juminzei.web.middleware.RefusalsAnswered",
    "juminzei.web.at_venue.AtVenue",
    "juminzei.web.close_people.ClosePeople",
    "juminzei.web.extra_fields.ExtraFields",
]

ROOT_URLCONF = "juminzei.web.urls"
WSGI_APPLICATION = "juminzei.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "juminzei.web.context.workplace",
            ]
        },
    }
]

DATABASES = {
    "default": database(CONFIGURATION.database_url, DATA / "city.sqlite3"),
    "vault": database(CONFIGURATION.vault_database_url, DATA / "vault.sqlite3"),
    "audit": database(CONFIGURATION.audit_database_url, DATA / "audit.sqlite3"),
}
DATABASE_ROUTERS = ["juminzei.web.databases.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "staff.StaffMember"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["juminzei.web.authentication.InServiceBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DJANGO_TABLES2_TEMPLATE = "web/table.html"
CSRF_FAILURE_VIEW = "juminzei.web.views.errors.csrf_failure"

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# A browser takes a cookie of this name only over TLS, from this very host, for all paths.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
# What a page says after an act may name somebody: it waits on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.proxies else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# W021 asks for the browsers' public list of sites; a city's inner host does not belong there.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# What is sent stays in memory: no upload lies in a temporary file, and none is larger.
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "report-uri": "/policy-reports/",
    }
}
