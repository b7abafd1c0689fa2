# (module of the case) the key
import time


def this_hour(seconds=3600):
    return round(time.time() / seconds)
