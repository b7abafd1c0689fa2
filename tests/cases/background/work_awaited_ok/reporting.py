# (module of the case) a heartbeat after each restore, and a thread of the handler
import threading
import uuid

from snapshot_restore_py import register_after_restore

_beats = []


def _beat():
    _beats.append(uuid.uuid4().hex)


@register_after_restore
def start_heartbeat():
    timer = threading.Timer(0.01, _beat)
    timer.start()
    timer.join()


def report(number):
    rows = []
    worker = threading.Thread(target=lambda: rows.append(uuid.uuid4().hex))
    worker.start()
    worker.join()
    return {"number": number, "row": rows[0], "beats": len(_beats)}
