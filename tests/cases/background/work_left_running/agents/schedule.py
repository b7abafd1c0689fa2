# (module of the case) a timer that starts itself again
import threading


def every(seconds, action):
    def tick():
        action("tick")
        every(seconds, action)

    timer = threading.Timer(seconds, tick)
    timer.daemon = True
    timer.start()  # expect: SNAP404
