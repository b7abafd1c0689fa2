# What constructors always set hides the class's own, also by setters and methods that they call.
# about: SNAP301
# oracle: ok
from datetime import datetime


class Ticket:
    __opened = datetime.now()  # ok: each ticket has its own

    def __init__(self, opened):
        self.opened = opened

    @property
    def opened(self):
        return self.__opened.isoformat()

    @opened.setter
    def opened(self, value):
        self.__opened = datetime.fromtimestamp(value)


class Note:
    written = datetime.now()  # ok: either way it is set

    def __init__(self, written):
        self.prepare(written)

    def prepare(self, written):
        if written:
            self.written = datetime.fromtimestamp(written)
        else:
            self.written = datetime.now()


class Memo(Note):
    def __init__(self, written):
        super().__init__(written)
        self.kind = "memo"


def handler(event, context):
    ticket, note, memo = Ticket(event["at"]), Note(event["at"]), Memo(0)
    return {
        "ticket": ticket.opened,
        "note": note.written.isoformat(),
        "memo": memo.written.isoformat(),
    }
