# Column defaults that are callables, functions of the database, or constants.
# about: SNAP201, SNAP301
# oracle: ok
from wards.models import Patient
from wards.repository import Patients


def handler(event, context):
    patient = Patients().add(Patient(name=event.get("name", "ann")))
    return {"id": patient.id, "admitted": patient.admitted.isoformat(), "ward": patient.ward}
