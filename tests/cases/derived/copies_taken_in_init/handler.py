# What INIT copies out of a renewed binding stays as it was: an attribute, an f-string, a default, a table.
# oracle: COLLIDES
import labels
from sender import Sender, describe

sender = Sender()


def handler(event, context):
    return {
        "sender": sender.address(),
        "described": describe("parcel"),
        "label": labels.TABLE["outbound"],
        "fresh": labels.current(),
    }
