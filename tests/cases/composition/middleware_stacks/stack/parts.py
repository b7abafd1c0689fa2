# (module of the case) middlewares
import secrets
import time
import uuid


def timed(call):
    loaded = time.time()  # expect: SNAP301

    def run(event, context):
        return {"loaded": loaded, **call(event, context)}

    return run


def counted(call):
    def run(event, context):
        run.count += 1
        return {"call": f"{uuid.uuid4().hex}-{run.count}", **call(event, context)}

    run.count = 0
    return run


class signed:
    def __init__(self, version):
        self._version = version
        self._key = secrets.token_hex(8)  # expect: SNAP202

    def __call__(self, call):
        self._wrapped = call
        return self.run

    def run(self, event, context):
        body = self._wrapped(event, context)
        return {"signature": f"{self._version}.{self._key}", **body}
