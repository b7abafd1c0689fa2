# Column defaults that are callables, functions of the database, or constants.
# oracle: ok
from wards.models import Patient
from wards.repository import Patients


def handler(event, context):
    patient = Patients().add(Patient(name=event.get("name", "ann")))
    return {"id": patient.id, "admitted": patient.admitted.isoformat(), "ward": patient.ward}
