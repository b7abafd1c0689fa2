# (module of the case) settings shared by all stages
DEBUG = False
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "set-in-the-environment"
INSTALLED_APPS = ["tickets.apps.TicketsConfig"]
ROOT_URLCONF = "tickets.urls"
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "tickets.middleware.NodeMiddleware",
]
USE_TZ = True
