# Threads, timers, executors and child processes that INIT starts and nobody waits for, two calls deep and in constructors.
# oracle: none (a raw fork loses the threads)
from agents import start_agents
from metrics import METRICS

start_agents()


def handler(event, context):
    METRICS.count("calls")
    return {"calls": METRICS.total("calls")}
