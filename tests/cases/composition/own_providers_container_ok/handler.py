# A container whose providers are resolved in the handler only: singletons are then made after the restore.
# about: SNAP102, SNAP202
# oracle: ok
from catalogue.container import Container

container = Container()


def handler(event, context):
    search = container.search()
    return {
        "results": search.rank(["lamp", "chair", "table"]),
        "session": container.session().token,
        "request": container.request_id(),
    }
