# (module of the case) the settings
import secrets
import time
import uuid

SECRET_KEY = secrets.token_urlsafe(50)  # expect: SNAP202
RELEASE = uuid.uuid4().hex  # expect: SNAP201
started = time.time()  # ok: no setting
DEBUG = False
INSTALLED_APPS = ["shop.catalogue"]
ROOT_URLCONF = "shop.urls"
print("settings took", time.time() - started)
