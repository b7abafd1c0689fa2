# (module of the case) a step with a default made at import
import datetime as dt

from aws_durable_execution_sdk_python import StepContext, durable_step


@durable_step
def ship(step: StepContext, reservation: str, on: dt.date = dt.date.today()) -> dict:  # expect: SNAP301
    return {"reservation": reservation, "on": on.isoformat()}
