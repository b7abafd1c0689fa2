# The same libraries: the global generator and that of Faker are reseeded after the restore, from a module of hooks.
# about: SNAP104
# oracle: ok
import seeds  # noqa: F401 registers the hooks
from people import person
from spans import span_id
from tickets import ticket


def handler(event, context):
    return {"ticket": ticket(), "person": person(), "trace": span_id("handle")}
