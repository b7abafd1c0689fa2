# A call that returns the hook, a hook that goes through a generator itself, one that logs what it renewed.
# about: SNAP201, SNAP701, SNAP703, SNAP704
# oracle: ok
import logging
import uuid

from snapshot_restore_py import register_after_restore

table = {"seat": uuid.uuid4().hex}
edition = uuid.uuid4().hex


def layer(name):
    def lay():
        table[name] = uuid.uuid4().hex

    return lay


def editions():
    global edition
    edition = uuid.uuid4().hex
    yield edition


def renew():
    for each in editions():
        logging.info("edition %s", each)
    logging.info("now %s", edition)


register_after_restore(layer("seat"))
register_after_restore(renew)


def handler(event, context):
    return {"seat": table["seat"], "edition": edition}


if __name__ == "__main__":
    print(handler({}, None))
