# Id libraries make unique values too.
# oracle: none (needs nanoid, python-ulid and shortuuid)
import nanoid
import shortuuid
from ulid import ULID

SHORT = nanoid.generate()  # expect: SNAP201
SORTABLE = str(ULID())  # expect: SNAP201
COMPACT = shortuuid.uuid()  # expect: SNAP201


def handler(event, context):
    return {"short": SHORT, "sortable": SORTABLE, "compact": COMPACT, "fresh": nanoid.generate()}
