# Settings that app.py names.
INSTALLED_APPS = ["acme_jobs"]
