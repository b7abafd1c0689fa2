# (module of the case) the grandparent
import uuid


class Printer:
    printer_id = uuid.uuid4().hex  # expect: SNAP201

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)

    def header(self):
        return {"printer": self.printer_id}
