# A factory is called twice with the same argument: what becomes of one object is not of the other.
# oracle: COLLIDES
import uuid


class Pass:
    def __init__(self, gate):
        self.gate = gate
        self.number = uuid.uuid4().hex  # expect: SNAP201


def issue(gate):
    return Pass(gate)


def of_dict(gate):
    return {"gate": gate, "number": uuid.uuid4().hex}


staff = issue("north")
guest = issue("north")
staff.number = "S-1"
plain = of_dict("south")
other = of_dict("south")  # expect: SNAP201
plain["number"] = "P-1"


def handler(event, context):
    return {"gate": staff.number, "guest": guest.number, "plain": plain["number"], **other}
