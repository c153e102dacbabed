"""Django's settings for Dateline. What a newsroom may set is in `environment`."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

from dateline.project import environment, openid, radio_settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads wait for one another busily
DATA = environment.data_folder()
PORT = environment.whole_number("PORT", 8000, least=1, most=65535)
BASE_URL = environment.base_url(DATA, PORT)
RADIO_PORT = radio_settings.port(PORT)
RADIO_TLS = radio_settings.tls()
RADIO_TLS_PORT = radio_settings.tls_port(RADIO_PORT, PORT) if RADIO_TLS else 0
RADIO_SHOUTCAST_PORT = radio_settings.shoutcast_port(RADIO_PORT, PORT, RADIO_TLS_PORT)
RADIO_URL = radio_settings.url(BASE_URL, RADIO_PORT or radio_settings.beside(PORT))
DATABASES = environment.databases(DATA)
SECRET_KEY = environment.secret_key(DATA)
DEBUG = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "français"), ("ar", "العربية")]  # catalogues we ship
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES  # those that the whole desk speaks
LOCALE_PATHS = [
    Path(__file__).resolve().parents[1] / part / "locale" for part in ("formats", "lib")
]  # rooms' own catalogues are found as those of apps
AUTH_USER_MODEL = "people.User"
ROOT_URLCONF = "dateline.project.urls"
WSGI_APPLICATION = "dateline.project.wsgi.application"

INSTALLED_APPS = [
    "dateline.project",
    "dateline.site",
    "dateline.wire",
    "dateline.onair",
    "dateline.archive",
    "dateline.discussion",
    "dateline.desk",
    "dateline.record",
    "dateline.delivery",
    "dateline.jobs",
    "dateline.people",
    "dateline.theme",
    "wagtail.contrib.typed_table_block",
    "allauth",  # its templates
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",  # the admin asks for it; its files are served nowhere
    "wagtail.images",
    "wagtail.users",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "dateline.project.limits.limit_body",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.people.speaking.speak",
    "dateline.people.gate.gate",
    "dateline.people.outside.by_doors",
    "dateline.desk.newsroom_time.newsroom_time",
    "dateline.desk.screens.unsent.keep_unsent",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

THEME = DATA / "theme"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", [
                    "dateline.theme.own.Loader",
                    "django.template.loaders.app_directories.Loader",
                ])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dateline.project.branding.branding",
            ]
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [("own", THEME / "static")] if (THEME / "static").is_dir() else []
MEDIA_ROOT = str(DATA / "originals")
MEDIA_URL = "/desk/originals/"
PICTURE_BYTES = environment.whole_number("DATELINE_PICTURE_MB", 50, least=1, most=500) * 1024**2
PICTURE_PIXELS = 1_000_000 * environment.whole_number(
    "DATELINE_PICTURE_MEGAPIXELS", 64, least=1, most=89
)
REQUEST_BYTES = PICTURE_BYTES + 10 * 1024**2
STORE = Path(os.environ.get("DATELINE_STORE") or DATA / "store")
STORE_BYTES = environment.whole_number(
    "DATELINE_STORE_MB", 1024, least=8, most=1_000_000
) * 1024 * 1024

NODE = environment.node_name()
STALE_MAX = environment.whole_number("DATELINE_STALE_MAX", 60, least=5, most=3600)  # seconds
MEMORY_BYTES = environment.whole_number("DATELINE_MEMORY_MB", 48, least=1, most=100_000) * 1024**2
STREAMS = environment.whole_number("DATELINE_STREAMS", 20_000, least=0, most=1_000_000)
STREAMS_EACH = environment.whole_number(
    "DATELINE_STREAMS_PER_ADDRESS", 1000, least=1, most=1_000_000
)
PROXIES = environment.whole_number("DATELINE_PROXIES", 0, least=0, most=9)

ALLOWED_HOSTS = ["*"] if not os.environ.get("DATELINE_URL") else [
    host for host in (BASE_URL.split("//")[1].split("/")[0].rsplit(":", 1)[0], "localhost")
]
_TLS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if _TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "dateline.desk.screens.unsent.refused"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains and preload are for the owner of the domain to decide
    "security.W021",
    "security.W008",  # the proxy that ends TLS redirects; we listen on loopback
    "security.W019",  # the desk shows previews in frames of its own; readers' pages send DENY
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

WAGTAILIMAGES_IMAGE_MODEL = "desk.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.desk.picture_form.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PICTURE_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = PICTURE_PIXELS
WAGTAILIMAGES_EXTENSIONS = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "avif", "heic", "heif",
]
WAGTAIL_SITE_NAME = "Dateline"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone or zone == "UTC"
)  # without names such as "localtime", which browsers do not know
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAIL_AUTOSAVE_INTERVAL = 1000  # milliseconds
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False  # see people.urls
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL = "/desk/account/login/"
LOGIN_REDIRECT_URL = "/desk/"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("first_name", "email")}},
    {"NAME": f"{_VALIDATION}NumericPasswordValidator"},
]
SECOND_FACTOR_REQUIRED = (
    environment.one_of("DATELINE_SECOND_FACTOR", "required", "offered") == "required"
)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "dateline.people.adapters.Accounts"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by its invitation
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "dateline.people.adapters.SecondFactors"
MFA_FORMS = {"add_webauthn": "dateline.people.forms.AddPasskey"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
SOCIALACCOUNT_ADAPTER = "dateline.people.adapters.Providers"
USERSESSIONS_ADAPTER = "dateline.people.adapters.Sessions"
CACHES = {
    "default": {  # rate limits: one count for all processes and machines
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_tally",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }
}

_MAIL = environment.mail_server()
EMAIL_BACKEND = "dateline.jobs.mail.Queued"
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starttls, _MAIL.tls
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail_from(BASE_URL)
SECURITY_CONTACT = environment.security_contact()
FETCH_ALLOWS = environment.networks("DATELINE_FETCH_ALLOWS")
OPENID = openid.providers()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"dateline": {"level": "INFO"}, "django.request": {"level": "ERROR"},
                "trafilatura": {"level": "CRITICAL"}},
}
