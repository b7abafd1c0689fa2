# A function that returns its argument carries what each call site gives it, and nothing else.
# oracle: COLLIDES
import uuid


def clean(text):
    return text.strip().lower()


def tagged(prefix, *parts, **options):
    return options.get("separator", "-").join((prefix, *parts))


NAME = clean(" Orders ")  # ok: a constant
RUN = clean(uuid.uuid4().hex)  # expect: SNAP201
QUEUE = tagged("orders", "fifo")  # ok: constants
LEASE = tagged("lease", uuid.uuid4().hex, separator="/")  # expect: SNAP201


def handler(event, context):
    return {"name": NAME, "run": RUN, "queue": QUEUE, "lease": LEASE, "request": clean(uuid.uuid4().hex)}
