# Work that INIT starts and waits for, work of the handler, and work that a hook starts after the restore.
# about: SNAP404
# oracle: ok
from concurrent.futures import ThreadPoolExecutor

from loading import TABLES, VERSION
from reporting import report

POOL = ThreadPoolExecutor(max_workers=4)  # ok: no worker starts before the first piece of work


def handler(event, context):
    sizes = list(POOL.map(len, TABLES.values()))
    return {"sizes": sizes, "version": VERSION, "report": report(event.get("n", 1))}
