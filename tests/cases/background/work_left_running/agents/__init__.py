# (module of the case) starts what the configuration names
from . import processes, schedule


def start_agents():
    processes.start("collector")
    schedule.every(30, print)
