# Defaults of INIT that an invocation joins with the event.
# oracle: STALE-TIME
import datetime

RUN_DEFAULTS = {"started": datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")}  # expect: SNAP301


def with_defaults(jobs):
    for name in jobs:
        jobs[name].setdefault("run", {})
        jobs[name]["run"] |= RUN_DEFAULTS
    return jobs


def handler(event, context):
    return with_defaults({"first": {"n": event["n"]}})
