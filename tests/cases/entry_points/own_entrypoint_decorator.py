# A decorator of one's own that is called like that of another platform says nothing.
# oracle: COLLIDES
import uuid


class Runtime:
    def entrypoint(self, function):
        return lambda event, context: function(event, context) | {"by": "runtime"}


app = Runtime()
RUN = uuid.uuid4().hex  # expect: SNAP201


@app.entrypoint
def handler(event, context):
    return {"run": RUN}
