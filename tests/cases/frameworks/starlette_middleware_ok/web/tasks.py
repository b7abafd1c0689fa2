# (module of the case) a task after the response
import time


def log_later(identity):
    print(identity, time.time())
