# A client whose constructor starts the thread that sends.
# oracle: RESTORE-ERROR
import os
from posthog import Posthog

hog = Posthog(os.environ["HOG_KEY"], host="https://eu.posthog.com")  # expect: SNAP404


def handler(event, context):
    hog.capture("order placed", distinct_id=event["user"])
    hog.flush()
