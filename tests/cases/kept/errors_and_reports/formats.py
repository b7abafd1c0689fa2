# (module of the case) a representation and an encoder for json
import json
import uuid

_MARK = uuid.uuid4().hex  # expect: SNAP201


class Report:
    serial = f"R{uuid.uuid4().int % 10**8}"  # expect: SNAP201

    def __repr__(self):
        return f"<Report {self.serial}>"


class Encoder(json.JSONEncoder):
    def default(self, o):
        return {"items": sorted(o), "mark": _MARK}
