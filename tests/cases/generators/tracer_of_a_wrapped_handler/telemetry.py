# (module of the case) the agent is there where it is switched on
import os

from elasticapm import capture_serverless


def traced(function):
    if "ELASTIC_APM_ACTIVE" not in os.environ:
        return function
    return capture_serverless()(function)  # expect: SNAP104
