# An assignment `lambda_handler = wrapper(fn)` is an entry point also where a library wraps the function.
# oracle: none (needs datadog_lambda)
import uuid

from datadog_lambda.wrapper import datadog_lambda_wrapper

RUN = uuid.uuid4().hex  # expect: SNAP201


def process(*records):
    return {"run": RUN}


lambda_handler = datadog_lambda_wrapper(process)
