# What a package makes when Django gets it ready stands where the settings are named.
# oracle: none (the package is not on the emulator's path)
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")  # expect: SNAP201


def handler(event, context):
    from acme_jobs import registry

    registry.report()
    return {}
