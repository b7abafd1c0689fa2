# A hand-written container: its singletons are resolved while the handlers are wired, before the snapshot.
# oracle: COLLIDES
from containers import Application

application = Application()
sampler = application.sampler()


def handler(event, context):
    return {
        "picked": sampler.pick(range(10**6), 3),
        "instance": application.instance_id(),
        "ticket": application.ticket().number,
    }
