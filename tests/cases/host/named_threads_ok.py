# What a thread is called is for who reads a log, and no identity.
# about: SNAP203
# oracle: none (what a thread is called is looked at by nobody)
import os
import threading
from concurrent.futures import ThreadPoolExecutor

done = threading.Event()
worker = threading.Thread(target=done.wait, name=f"worker-{os.getpid()}", daemon=True)
pool = ThreadPoolExecutor(2, thread_name_prefix=f"pool-{os.getpid()}")


def handler(event, context):
    if worker.is_alive():
        done.set()
    return list(pool.map(len, event["words"]))
