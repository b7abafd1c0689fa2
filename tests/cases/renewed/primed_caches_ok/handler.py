# The same caches, warmed up with what is the same everywhere, or emptied before or after the snapshot.
# about: SNAP201, SNAP202, SNAP301
# oracle: ok
import warm
from library import catalogue


def handler(event, context):
    return {
        "shelf": catalogue.shelf("A"),
        "loan": catalogue.LOANS.token,
        "rules": catalogue.rules("adult"),
        "stamp": catalogue.stamp(),
        "warmed": warm.DONE,
    }
