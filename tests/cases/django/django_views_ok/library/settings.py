# (module of the case) settings from the environment
import os
import time

_started = time.time()  # ok: no setting
SECRET_KEY = os.environ.get("SECRET_KEY", "dev")
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "library.urls"
INSTALLED_APPS = []
MIDDLEWARE = ["library.middleware.request_ids"]
_took = time.time() - _started  # ok: no setting
