# A process id by which the system is asked about this very process is as right after a restore.
# about: SNAP203
# oracle: ok
import os

PID = os.getpid()
NICE = os.getpriority(os.PRIO_PROCESS, PID)


def is_alive():
    try:
        os.kill(PID, 0)
    except ProcessLookupError:
        return False
    return os.getpgid(PID) >= 0


def handler(event, context):
    os.sched_setaffinity(PID, os.sched_getaffinity(PID))
    return {"alive": is_alive(), "same": os.getpriority(os.PRIO_PROCESS, PID) == NICE}
