# The same with the module imported instead of the name: each read goes to the binding that the hook renews.
# about: SNAP201
# oracle: ok
from mailer import config
from mailer.outbox import Outbox

outbox = Outbox()


def handler(event, context):
    return {"session": config.SESSION, "sent": outbox.send(event.get("to", "ann"))}
