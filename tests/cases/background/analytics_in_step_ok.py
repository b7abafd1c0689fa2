# The same client without its thread.
# about: SNAP404
# oracle: ok
import os
from posthog import Posthog

hog = Posthog(os.environ["HOG_KEY"], host="https://eu.posthog.com", sync_mode=True)


def handler(event, context):
    hog.capture("order placed", distinct_id=event["user"])
